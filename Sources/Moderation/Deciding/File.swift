import Accounts
import Kernel
import Storage
import Vault

extension ModerationDesk {
    /// Everything that is needed to decide one case; nil where there is none, or not for this moderator.
    package func file(
        _ number: Int,
        for moderator: Moderator
    ) async throws -> CaseFile? {
        try await database.read(in: moderator.scope) { transaction in
            guard let row = try CaseStore.find(number, in: &transaction),
                moderator.reach.holds(row.subject.space)
            else { return nil }
            return try file(row, for: moderator, in: &transaction)
        }
    }

    func file(
        _ row: CaseRow,
        for moderator: Moderator,
        in transaction: inout Transaction
    ) throws -> CaseFile {
        let now = moderator.now
        let place = try directory.find(row.subject, in: &transaction)
        let sight = try place.flatMap { place in
            try self.sight(of: row.subject, at: place, in: &transaction)
        }
        let subject = try ModeratedStore.find([row.subject], in: &transaction)[row.subject]
        let decisions = try records(of: row.subject, in: &transaction)
        let earlier = try row.author.map { author in
            try CaseStore.all(
                of: author,
                within: moderator.reach,
                limit: Limits.earlierCasesShown + 1,
                in: &transaction
            )
        }
        let others = (earlier ?? []).filter { $0.number != row.number }
            .prefix(Limits.earlierCasesShown)
        let voices = (sight?.whole.thread ?? []).map(\.author)
        let spoken = [row.author, row.claim(at: now)?.by] + voices + decisions.map(\.decidedBy)
        return CaseFile(
            item: row.item(at: now),
            place: place,
            card: sight?.card,
            whole: sight?.whole,
            standing: subject?.standing ?? .unknown,
            authors: try moderation.people.authors(spoken, in: &transaction),
            earlier: others.map { $0.item(at: now) },
            reports: try reports(of: row.number, in: &transaction),
            flags: try CaseStore.flags(of: [row.number], in: &transaction)[row.number] ?? [],
            decisions: decisions,
            suspension: try row.author.flatMap { author in
                try AuthorSuspensionStore.current(
                    of: author,
                    in: row.subject.space,
                    in: &transaction
                )
            },
            templates: try TemplateStore.all(in: &transaction),
            policy: try directory.policies(&transaction).first,
            obstacle: Obstacle(moderator).about(row)
        )
    }

    /// Every decision about a subject, the newest first.
    private func records(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws -> [DecisionRecord] {
        let box = moderation.vault.personalBox(of: transaction.tenant)
        return try DecisionStore.all(of: subject, in: &transaction).map { try $0.record(in: box) }
    }

    private func reports(
        of number: Int,
        in transaction: inout Transaction
    ) throws -> [ShownReport] {
        let box = moderation.vault.personalBox(of: transaction.tenant)
        let rows = try ReportStore.latest(
            of: number,
            limit: Limits.reportsShown,
            in: &transaction
        )
        return try rows.map { row in
            ShownReport(
                at: row.at,
                category: row.category,
                explanation: try row.explanation.map {
                    try box.openText($0, for: .report(row.caseNumber, row.number, "explanation"))
                },
                isOfMember: row.member != nil
            )
        }
    }
}
