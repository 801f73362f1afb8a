import Audit
import Jobs
import Kernel
import Storage

extension ModerationDesk {
    /// Takes a decision back that was taken within the last day: everything is as it was before, and the case
    /// is open again.
    package func undo(
        _ number: Int,
        by moderator: Moderator
    ) async throws -> Result<Void, DecideRefusal> {
        try await takingBack(number, by: moderator, limit: Limits.undoMilliseconds)
    }

    /// Ends a suspension, whenever it began.
    package func lift(
        _ number: Int,
        by moderator: Moderator
    ) async throws -> Result<Void, DecideRefusal> {
        try await takingBack(number, by: moderator, limit: nil)
    }

    private func takingBack(
        _ number: Int,
        by moderator: Moderator,
        limit: Int64?
    ) async throws -> Result<Void, DecideRefusal> {
        let outcome: Result<Void, DecideRefusal> = try await database.write(
            in: moderator.scope,
            isolation: .lockedRows
        ) { transaction in
            guard let seen = try DecisionStore.find(number, in: &transaction),
                moderator.reach.holds(seen.subject.space)
            else { return .failure(.notFound) }
            let subject = try ModeratedStore.lock(seen.subject, in: &transaction)
            guard let decision = try DecisionStore.lock(number, in: &transaction),
                decision.isInForce, let subject
            else { return .failure(.changedMeanwhile) }
            let others = try DecisionStore.traces(of: [decision.subject], in: &transaction)
            let why = self.refusal(
                decision,
                subject,
                others[decision.subject] ?? [],
                moderator,
                limit: limit
            )
            if let refusal = why {
                return .failure(refusal)
            }
            try takeBack(decision, of: subject, in: &transaction)
            try DecisionStore.setUndone(number, in: &transaction)
            try reopen(decision, in: &transaction)
            try settleAppeals(against: decision, by: moderator.id, in: &transaction)
            try FigureStore.move(
                [
                    FigureStore.Count(
                        .undone,
                        in: decision.subject.space,
                        at: decision.decidedAt
                    ): 1
                ],
                in: &transaction
            )
            try tellOfUndoing(decision, in: &transaction)
            let audit = moderation.audit
            let note = AuditNote(
                "decision-undone",
                of: .moderationCase,
                String(decision.caseNumber),
                before: ["decision": decision.action.rawValue]
            )
            try transaction.inside(decision.subject.space) { try audit.note(note, in: &$0) }
            if decision.action != .suspend { try moderation.announce(&transaction) }
            return .success(())
        }
        moderation.wake()
        return outcome
    }

    /// Whether a moderator could take it back now; `others` is all that was decided about the subject.
    func canBeUndone(
        _ decision: StoredDecision,
        _ subject: ModeratedRow,
        _ others: [DecisionTrace],
        _ moderator: Moderator
    ) -> Bool {
        let why = refusal(decision, subject, others, moderator, limit: Limits.undoMilliseconds)
        return decision.isInForce && why == nil
    }

    private func refusal(
        _ decision: StoredDecision,
        _ subject: ModeratedRow,
        _ others: [DecisionTrace],
        _ moderator: Moderator,
        limit: Int64?
    ) -> DecideRefusal? {
        if decision.author != nil, decision.author == moderator.id { return .own }
        if let limit {
            let end = decision.decidedAt.adding(.milliseconds(limit))
            guard moderator.now < end else { return .over }
        } else {
            guard decision.action == .suspend else { return .impossible }
        }
        if decision.action == .suspend, decision.extent == .site, moderator.reach != .everywhere {
            return .notFound
        }
        guard subject.visibility != .withdrawn else { return .changedMeanwhile }
        // Only the last word about whether it is seen can be taken back.
        let isLast = decision.action.shows == nil || subject.decision == decision.number
        guard isLast else { return .over }
        return limit == nil ? nil : Self.obstacle(to: decision, others, moderator)
    }

    /// What a colleague has decided since was decided over it, so it stays; and what a colleague put in the
    /// place of one's own decision is not one's own to take back: else the first word would be the last.
    private static func obstacle(
        to decision: StoredDecision,
        _ others: [DecisionTrace],
        _ moderator: Moderator
    ) -> DecideRefusal? {
        let isAnswered = others.contains { other in
            other.number > decision.number && other.isInForce && other.decidedBy != moderator.id
        }
        if isAnswered { return .over }
        guard let own = moderator.id, decision.decidedBy != own, decision.automation != .fully
        else { return nil }
        let earlier = others.filter { $0.number < decision.number && !$0.isUndone }
        let isReversal = earlier.contains { $0.isReversed && $0.decidedBy == own }
        let before = earlier.first { $0.action.shows != nil }
        let isReplacement = decision.action.shows != nil && before?.decidedBy == own
        return isReversal || isReplacement ? .replacesOwn : nil
    }

    /// Opens the case again that the decision closed, unless there is another one by now.
    private func reopen(
        _ decision: StoredDecision,
        in transaction: inout Transaction
    ) throws {
        guard let row = try CaseStore.lock([decision.caseNumber], in: &transaction).first,
            let closedAt = row.closedAt, row.decision == decision.number,
            try CaseStore.lockOpen(of: decision.subject, in: &transaction) == nil
        else { return }
        try CaseStore.reopen(row.number, in: &transaction)
        // It ends once more: what its end counted for was none.
        try FigureStore.move(
            row.ending(at: closedAt).mapValues { -$0 },
            in: &transaction
        )
        try Moderation.digests.note(
            Moderation.nextMorning(after: transaction.now),
            in: &transaction
        )
    }

    /// Whoever has been told hears that it holds no more; whoever has not hears nothing of either.
    private func tellOfUndoing(
        _ decision: StoredDecision,
        in transaction: inout Transaction
    ) throws {
        let waiting = try DecisionLetterStore.takeAll(of: decision.number, in: &transaction)
        let now = transaction.now
        let row = try CaseStore.find(decision.caseNumber, in: &transaction)
        let isAuthorTold =
            decision.concernsAuthor && decision.author != nil
            && !waiting.contains { $0.audience == .author }
        let isAnyReporterTold =
            (row?.reportCount ?? 0) > 0 && decision.concernsReporters
            && !waiting.contains { $0.audience == .reporters && $0.report == 0 }
        let audiences: [DecisionLetter.Audience] =
            (isAuthorTold ? [.author] : []) + (isAnyReporterTold ? [.reporters] : [])
        let letters = audiences.map { audience in
            DecisionLetter(
                id: moderation.newID(at: now),
                .undone,
                to: audience,
                of: decision.caseNumber,
                decision: decision.number,
                dueAt: now
            )
        }
        try DecisionLetterStore.add(letters, in: &transaction)
        if !letters.isEmpty { try Moderation.letters.note(now, in: &transaction) }
    }
}

extension StoredDecision {
    /// Whether its author is told of it.
    var concernsAuthor: Bool { action != .publish || before == .awaiting }

    /// Whether whoever reported it is told of it: not of what happens to its author, nor of what a person still
    /// has to look at.
    var concernsReporters: Bool { action != .suspend && automation != .fully }
}
