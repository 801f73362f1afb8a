import Kernel
import Storage
import Vault

/// Who contests which decision, and how they came to it.
struct AppealStanding: Sendable {
    let decision: StoredDecision
    /// Of the reporter, 0 for the author.
    let report: Int
    /// Whose account is told of the answer; nil where there is none.
    let member: Member.ID?

    var party: AppealParty { report == 0 ? .author : .reporter }
}

extension ModerationDesk {
    /// Where a way leads; nil for one that is none.
    func standing(
        _ way: AppealWay,
        in transaction: inout Transaction
    ) throws -> AppealStanding? {
        switch way {
        case .token(let token): return try standing(token, in: &transaction)
        case .member(let id, let number):
            guard let decision = try DecisionStore.find(number, in: &transaction) else {
                return nil
            }
            if decision.author == id {
                return decision.concernsAuthor
                    ? AppealStanding(decision: decision, report: 0, member: id) : nil
            }
            guard decision.concernsReporters else { return nil }
            let report = try ReportStore.find(
                of: id,
                in: decision.caseNumber,
                in: &transaction
            )
            return report.map {
                AppealStanding(decision: decision, report: $0.number, member: id)
            }
        case .follow(let number):
            guard let found = try reported(number, in: &transaction),
                let last = try CaseStore.find(found.caseNumber, in: &transaction)?.decision,
                let decision = try DecisionStore.find(last, in: &transaction)
            else { return nil }
            return AppealStanding(
                decision: decision,
                report: found.report,
                member: found.member
            )
        }
    }

    private func standing(
        _ token: String,
        in transaction: inout Transaction
    ) throws -> AppealStanding? {
        guard Identifier.isValid(token) else { return nil }
        let hash = moderation.vault.appealHash(token, of: transaction.tenant)
        guard let way = try AppealStore.way(hash, in: &transaction),
            let decision = try DecisionStore.find(way.decision, in: &transaction)
        else { return nil }
        guard way.report > 0 else {
            return AppealStanding(decision: decision, report: 0, member: decision.author)
        }
        let report = try ReportStore.find(
            way.report,
            of: decision.caseNumber,
            in: &transaction
        )
        return AppealStanding(decision: decision, report: way.report, member: report?.member)
    }

    /// A report that somebody follows.
    struct Reported: Sendable {
        let caseNumber: Int
        let report: Int
        let member: Member.ID?
        let category: ModerationCategory
        let at: Instant
    }

    /// The report that a number stands for, as it was typed; nil for one that is none.
    func reported(
        _ number: String,
        in transaction: inout Transaction
    ) throws -> Reported? {
        guard number.utf8.count <= Limits.receiptCharacters, let bytes = Base32.decode(number)
        else { return nil }
        let (vault, tenant) = (moderation.vault, transaction.tenant)
        if let overflow = OverflowNumber(bytes, vault, at: tenant) {
            return Reported(
                caseNumber: overflow.caseNumber,
                report: overflow.report,
                member: nil,
                category: overflow.category,
                at: overflow.at
            )
        }
        let hash = vault.followHash(bytes, of: tenant)
        return try ReportStore.find(followHash: hash, in: &transaction).map { row in
            Reported(
                caseNumber: row.caseNumber,
                report: row.number,
                member: row.member,
                category: row.category,
                at: row.at
            )
        }
    }

    /// What a decision says to one of its parties.
    func outline(
        _ standing: AppealStanding,
        in transaction: inout Transaction
    ) throws -> DecisionOutline {
        let box = moderation.vault.personalBox(of: transaction.tenant)
        let appeal = try AppealStore.find(
            of: standing.report,
            against: standing.decision.number,
            in: &transaction
        )
        return DecisionOutline(
            try standing.decision.record(in: box),
            for: standing.party,
            appeal: try appeal?.own(in: box),
            at: transaction.now
        )
    }
}
