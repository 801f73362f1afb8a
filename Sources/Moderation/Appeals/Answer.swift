import Audit
import Kernel
import Storage
package import Text
import Vault

extension ModerationDesk {
    /// Appeals that wait where somebody may moderate, the oldest first.
    package func appeals(
        at cursor: ListCursor?,
        for moderator: Moderator
    ) async throws -> ModerationPage<AppealRow> {
        try await database.read(in: moderator.scope) { transaction in
            let found = try AppealStore.waiting(
                within: moderator.reach,
                at: cursor,
                limit: Limits.queueLength + 1,
                in: &transaction
            )
            let page = ModerationPage(found, length: Limits.queueLength, at: cursor) { row in
                (Int(row.madeAt.milliseconds), String(row.number))
            }
            let spaces = try directory.spaces(&transaction)
            let subjects = page.rows.map(\.subject)
            let cards = try self.cards(of: subjects, among: spaces, in: &transaction)
            let decisions = try DecisionStore.find(
                page.rows.map(\.decision),
                in: &transaction
            )
            let decisionOf = Dictionary(decisions.map { ($0.number, $0) }) { first, _ in first }
            let box = moderation.vault.personalBox(of: transaction.tenant)
            let rows = try page.rows.map { row in
                let decision = decisionOf[row.decision]
                return AppealRow(
                    appeal: try row.record(in: box),
                    action: decision?.action ?? .hide,
                    place: SubjectDirectory.place(of: row.subject, among: spaces),
                    card: cards[row.subject],
                    isOwn: decision.map { isOwn($0, row, moderator) } ?? false
                )
            }
            return page.with(rows)
        }
    }

    /// One appeal with all that is needed to answer it; nil where there is none, or not for this moderator.
    package func appeal(
        _ number: Int,
        for moderator: Moderator
    ) async throws -> AppealFile? {
        try await database.read(in: moderator.scope) { transaction in
            guard let appeal = try AppealStore.find(number, in: &transaction),
                moderator.reach.holds(appeal.subject.space),
                let decision = try DecisionStore.find(appeal.decision, in: &transaction),
                let row = try CaseStore.find(appeal.caseNumber, in: &transaction)
            else { return nil }
            let box = moderation.vault.personalBox(of: transaction.tenant)
            return AppealFile(
                appeal: try appeal.record(in: box),
                file: try file(row, for: moderator, in: &transaction),
                decision: try decision.record(in: box),
                obstacle: obstacle(to: appeal, decision, moderator)
            )
        }
    }

    /// Answers an appeal: what is granted is changed, and whoever made it reads why or why not.
    package func answer(
        _ answer: AppealAnswer,
        to number: Int,
        by moderator: Moderator
    ) async throws -> Result<Void, AppealDecideRefusal> {
        let isFit =
            answer.message.count <= Limits.appealCharacters && Decision.says(answer.message)
        guard isFit else { return .failure(.unfit) }
        if answer.isGranted, let instead = answer.instead, !instead.isFounded(at: moderator.now) {
            return .failure(.refused(.unfounded))
        }
        do {
            try await database.write(in: moderator.scope, isolation: .lockedRows) { transaction in
                try take(answer, to: number, by: moderator, in: &transaction)
            }
        } catch let refusal as AppealDecideRefusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
        moderation.wake()
        return .success(())
    }

    private func take(
        _ answer: AppealAnswer,
        to number: Int,
        by moderator: Moderator,
        in transaction: inout Transaction
    ) throws {
        guard let seen = try AppealStore.find(number, in: &transaction),
            moderator.reach.holds(seen.subject.space)
        else { throw AppealDecideRefusal.notFound }
        let subject = try ModeratedStore.lock(seen.subject, in: &transaction)
        guard let decision = try DecisionStore.lock(seen.decision, in: &transaction),
            let appeal = try AppealStore.lock(number, in: &transaction)
        else { throw AppealDecideRefusal.notFound }
        if let obstacle = self.obstacle(to: appeal, decision, moderator) { throw obstacle }
        guard decision.isInForce else { throw AppealDecideRefusal.changedMeanwhile }
        let box = moderation.vault.personalBox(of: transaction.tenant)
        try AppealStore.decide(
            number,
            isGranted: answer.isGranted,
            message: try box.seal(answer.message, for: .appeal(number, "message")),
            by: moderator.id,
            in: &transaction
        )
        let replacement =
            answer.isGranted
            ? try reverse(decision, by: appeal, answer, subject, moderator, in: &transaction) : nil
        try tell([appeal], in: &transaction)
        try count([appeal], isGranted: answer.isGranted, in: &transaction)
        // The end of the audit's chain is held from here on.
        if let replacement {
            try note(replacement, about: appeal.subject, in: &transaction)
        }
        let audit = moderation.audit
        let mark = AuditNote(
            "appeal-decided",
            of: .moderationAppeal,
            String(number),
            after: [
                "decision": decision.action.rawValue, "granted": answer.isGranted ? "yes" : "no",
            ]
        )
        try transaction.inside(appeal.subject.space) { try audit.note(mark, in: &$0) }
        if answer.isGranted { try moderation.announce(&transaction) }
    }

    /// Whoever decided first, or made the appeal, leaves it to somebody else.
    private func isOwn(
        _ decision: StoredDecision,
        _ appeal: StoredAppeal,
        _ moderator: Moderator
    ) -> Bool {
        guard let id = moderator.id else { return false }
        return decision.decidedBy == id || appeal.member == id || decision.author == id
    }

    private func obstacle(
        to appeal: StoredAppeal,
        _ decision: StoredDecision,
        _ moderator: Moderator
    ) -> AppealDecideRefusal? {
        guard appeal.decidedAt == nil else { return .changedMeanwhile }
        // What holds everywhere is changed by whoever moderates everywhere.
        if decision.action == .suspend, decision.extent == .site, moderator.reach != .everywhere {
            return .notFound
        }
        return isOwn(decision, appeal, moderator) ? .ownDecision : nil
    }
}
