import Audit
package import Kernel
import Storage

extension ModerationDesk {
    /// Lets a moderator work at an open case for a quarter of an hour; again, it begins anew.
    ///
    /// It is a note of theirs and no act of the institution: it leaves no mark in the audit.
    package func claim(
        _ number: Int,
        by moderator: Moderator
    ) async throws -> Result<Instant, DecideRefusal> {
        guard let id = moderator.id else { return .failure(.notFound) }
        return try await database.write(in: moderator.ofOwn) { transaction in
            guard let row = try CaseStore.find(number, in: &transaction),
                moderator.reach.holds(row.subject.space)
            else { return .failure(.notFound) }
            if let refusal = Obstacle(moderator).about(row) { return .failure(refusal) }
            let end = transaction.now.adding(.milliseconds(Limits.claimMilliseconds))
            let claimed = try CaseStore.claim(number, by: id, until: end, in: &transaction)
            guard let claimed else { return .failure(.changedMeanwhile) }
            return .success(claimed)
        }
    }

    /// Gives a case back that the moderator works at.
    package func release(_ number: Int, by moderator: Moderator) async throws {
        guard let id = moderator.id else { return }
        try await database.write(in: moderator.ofOwn) { transaction in
            try CaseStore.release(number, by: id, in: &transaction)
        }
    }

    /// The case about something that a moderator came upon: a new one, or the open one.
    package func open(
        _ subject: Subject,
        by moderator: Moderator
    ) async throws -> Result<Int, DecideRefusal> {
        try await database.write(in: moderator.scope, isolation: .lockedRows) { transaction in
            guard moderator.reach.holds(subject.space),
                let place = try directory.find(subject, in: &transaction)
            else { return .failure(.notFound) }
            guard place.hooks.isModerated else { return .failure(.impossible) }
            guard let sight = try self.sight(of: subject, at: place, in: &transaction) else {
                return .failure(.notFound)
            }
            if sight.card.author != nil, sight.card.author == moderator.id {
                return .failure(.own)
            }
            if try ModeratedStore.lock(subject, in: &transaction)?.visibility == .withdrawn {
                return .failure(.changedMeanwhile)
            }
            let opened = try open(subject, as: sight, in: &transaction)
            if opened.isNew { try noteOpening(of: opened.number, subject, in: &transaction) }
            return .success(opened.number)
        }
    }

    /// The open case about a subject, or a new one, of which whoever calls it leaves a mark at the end.
    func open(
        _ subject: Subject,
        as sight: SubjectSight,
        in transaction: inout Transaction
    ) throws -> (number: Int, isNew: Bool) {
        // First, because nothing may be written where nothing is new.
        if try ModeratedStore.lock(subject, in: &transaction) != nil,
            let open = try CaseStore.lockOpen(of: subject, in: &transaction)
        {
            return (open.number, false)
        }
        try ModeratedStore.note(
            subject,
            author: sight.card.author,
            language: sight.card.language,
            in: &transaction
        )
        let row = try ModeratedStore.lock(subject, in: &transaction)
        let opened = try moderation.openCase(
            about: subject,
            because: .own,
            promised: sight.place.settings.promised(at: transaction.now),
            author: row?.author,
            in: &transaction
        )
        return (opened.number, true)
    }

    /// Somebody came upon something.
    func noteOpening(
        of number: Int,
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws {
        let audit = moderation.audit
        let note = AuditNote("case-opened", of: .moderationCase, String(number))
        try transaction.inside(subject.space) { try audit.note(note, in: &$0) }
    }
}
