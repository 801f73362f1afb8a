package import Kernel
import Storage
import Vault

extension ModerationDesk {
    /// How far a report has come, for whoever has its number; hyphens, spaces and case do not matter.
    package func follow(
        _ number: String,
        in scope: Scope
    ) async throws -> ReportState? {
        try await database.read(in: scope.entering(.site)) { transaction in
            guard let found = try reported(number, in: &transaction),
                let row = try CaseStore.find(found.caseNumber, in: &transaction)
            else { return nil }
            var sight: SubjectSight?
            if case .success(let seen) = try publicSight(of: row.subject, in: &transaction) {
                sight = seen
            }
            return ReportState(
                reportedAt: found.at,
                category: found.category,
                promisedAt: row.promisedAt,
                standing: try progress(of: row, found, in: &transaction),
                sight: sight
            )
        }
    }

    private func progress(
        of row: CaseRow,
        _ found: Reported,
        in transaction: inout Transaction
    ) throws -> ReportState.Standing {
        guard !row.isOpen else { return .waiting }
        guard let number = row.decision,
            let decision = try DecisionStore.find(number, in: &transaction)
        else { return .withdrawn }
        let standing = AppealStanding(
            decision: decision,
            report: found.report,
            member: found.member
        )
        return .decided(try outline(standing, in: &transaction))
    }

    /// What moderation knows of a member, for that member.
    package func own(
        of member: Member.ID,
        in scope: Scope
    ) async throws -> OwnModeration {
        try await database.read(in: scope.entering(.site)) { transaction in
            let limit = Limits.ownModerationShown
            let about = try DecisionStore.all(of: member, limit: limit, in: &transaction)
                .filter(\.concernsAuthor)
            let reports = try ReportStore.all(of: member, limit: limit, in: &transaction)
            let cases = try CaseStore.find(
                Set(reports.map(\.caseNumber)).sorted(),
                in: &transaction
            )
            let ended = try DecisionStore.find(cases.compactMap(\.decision), in: &transaction)
            let appeals = try AppealStore.all(of: member, in: &transaction)
            let spaces = try directory.spaces(&transaction)
            let cards = try self.cards(
                of: about.map(\.subject) + cases.map(\.subject),
                among: spaces,
                in: &transaction
            )
            let view = OwnView(
                box: moderation.vault.personalBox(of: transaction.tenant),
                cases: cases,
                decisions: ended,
                appeals: appeals,
                spaces: spaces,
                cards: cards,
                now: transaction.now
            )
            return OwnModeration(
                decisions: try about.map { try view.item($0) },
                reports: try reports.compactMap { try view.report($0) },
                suspensions: try AuthorSuspensionStore.all(of: member, in: &transaction)
            )
        }
    }
}

/// What was read for a member, put together without further questions.
private struct OwnView {
    let box: PersonalBox
    let cases: [Int: CaseRow]
    let decisions: [Int: StoredDecision]
    let appeals: [Int: StoredAppeal]
    let spaces: [Space.ID: SubjectDirectory.SpacePlace]
    let cards: [Subject: SubjectCard]
    let now: Instant

    init(
        box: PersonalBox,
        cases: [CaseRow],
        decisions: [StoredDecision],
        appeals: [StoredAppeal],
        spaces: [Space.ID: SubjectDirectory.SpacePlace],
        cards: [Subject: SubjectCard],
        now: Instant
    ) {
        self.box = box
        self.cases = Dictionary(cases.map { ($0.number, $0) }) { first, _ in first }
        self.decisions = Dictionary(decisions.map { ($0.number, $0) }) { first, _ in first }
        self.appeals = Dictionary(appeals.map { ($0.decision, $0) }) { first, _ in first }
        self.spaces = spaces
        self.cards = cards
        self.now = now
    }

    func item(_ decision: StoredDecision) throws -> OwnModeration.Item {
        OwnModeration.Item(
            subject: decision.subject,
            card: cards[decision.subject],
            place: SubjectDirectory.place(of: decision.subject, among: spaces),
            outline: try outline(decision, for: .author)
        )
    }

    func report(_ row: ReportRow) throws -> OwnModeration.Report? {
        guard let found = cases[row.caseNumber] else { return nil }
        let standing: ReportState.Standing =
            if found.isOpen {
                .waiting
            } else if let decision = found.decision.flatMap({ decisions[$0] }) {
                .decided(try outline(decision, for: .reporter))
            } else {
                .withdrawn
            }
        let state = ReportState(
            reportedAt: row.at,
            category: row.category,
            promisedAt: found.promisedAt,
            standing: standing,
            sight: sight(of: found.subject)
        )
        return OwnModeration.Report(subject: found.subject, state: state)
    }

    private func outline(
        _ decision: StoredDecision,
        for party: AppealParty
    ) throws -> DecisionOutline {
        let appeal = appeals[decision.number].flatMap { $0.party == party ? $0 : nil }
        return DecisionOutline(
            try decision.record(in: box),
            for: party,
            appeal: try appeal?.own(in: box),
            at: now
        )
    }

    /// Only what everybody sees.
    private func sight(of subject: Subject) -> SubjectSight? {
        guard let card = cards[subject], card.isPublic,
            let place = SubjectDirectory.place(of: subject, among: spaces), place.isPublic
        else { return nil }
        return SubjectSight(
            subject: subject,
            place: place,
            card: card,
            whole: SubjectWhole(texts: [card.title, card.excerpt])
        )
    }
}
