package import Accounts
import Kernel
import Localization
import Storage
import Text
import Vault

extension Moderation {
    /// What moderation keeps of members: what was decided about them, what they reported and contested.
    ///
    /// Decisions and reports stay without their names; what they wrote about them goes.
    package var ownData: PersonalDataSource {
        PersonalDataSource(
            id: "moderation",
            remainder: "moderation.remainder",
            collect: { try collect($0, in: &$1) },
            erase: { try erase($0, in: &$1) }
        )
    }

    private func erase(_ member: Member.ID, in transaction: inout Transaction) throws {
        // What their texts look like goes too, a batch at a time.
        var rest = try ModeratedStore.all(
            of: member,
            limit: Limits.moderationBatch,
            in: &transaction
        )
        while !rest.isEmpty {
            try ShapeStore.remove(Set(rest.map(\.subject)), in: &transaction)
            guard rest.count == Limits.moderationBatch, let last = rest.last else { break }
            rest = try ModeratedStore.all(
                of: member,
                behind: last,
                limit: Limits.moderationBatch,
                in: &transaction
            )
        }
        try AppealStore.forget(member, in: &transaction)
        try AuthorSuspensionStore.forget(member, in: &transaction)
        try DecisionStore.forget(member, in: &transaction)
        try ReportStore.forget(member, in: &transaction)
        try CaseStore.forget(member, in: &transaction)
        try ModeratedStore.forget(member, in: &transaction)
    }

    private func collect(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let box = vault.personalBox(of: transaction.tenant)
        let limit = Limits.ownModerationShown
        let decisions = try DecisionStore.all(of: member, limit: limit, in: &transaction)
            .filter(\.concernsAuthor).map { DecisionNote(try $0.record(in: box)) }
        let reports = try ReportStore.all(of: member, limit: limit, in: &transaction).map { row in
            ReportNote(
                case: row.caseNumber,
                category: row.category.rawValue,
                at: row.at.iso8601,
                explanation: try row.explanation.map {
                    try box.openText($0, for: .report(row.caseNumber, row.number, "explanation"))
                }
            )
        }
        let appeals = try AppealStore.all(of: member, in: &transaction).map { row in
            AppealNote(try row.record(in: box))
        }
        let suspensions = try AuthorSuspensionStore.all(of: member, in: &transaction).map {
            SuspensionNote($0)
        }
        let document = ModerationDocument(
            decisions: decisions,
            reports: reports,
            appeals: appeals,
            suspensions: suspensions
        )
        return document.isEmpty
            ? [] : [("moderation.json", try ReadableJSON.bytes(of: document))]
    }
}

/// What the archive of "my data" says of moderation; its names are part of what is promised.
private struct ModerationDocument: Encodable {
    let decisions: [DecisionNote]
    let reports: [ReportNote]
    let appeals: [AppealNote]
    let suspensions: [SuspensionNote]

    var isEmpty: Bool {
        decisions.isEmpty && reports.isEmpty && appeals.isEmpty && suspensions.isEmpty
    }
}

private struct DecisionNote: Encodable {
    let number: Int
    let subject: String
    let action: String
    let at: String
    let until: String?
    let ground: String?
    let reference: String?
    let explanation: String?
    let facts: String
    let undoneAt: String?

    init(_ record: DecisionRecord) {
        let decision = record.decision
        number = record.number
        subject = record.subject.description
        action = decision.action.rawValue
        at = record.decidedAt.iso8601
        until = decision.until?.iso8601
        ground = decision.ground?.kind.rawValue
        reference = decision.ground?.reference
        explanation = decision.ground?.explanation
        facts = decision.facts
        undoneAt = record.undoneAt?.iso8601
    }
}

private struct ReportNote: Encodable {
    let `case`: Int
    let category: String
    let at: String
    let explanation: String?
}

private struct AppealNote: Encodable {
    let decision: Int
    let madeAt: String
    let text: String?
    let answeredAt: String?
    let granted: Bool?
    let answer: String?

    init(_ record: AppealRecord) {
        decision = record.decision
        madeAt = record.madeAt.iso8601
        text = record.text
        answeredAt = record.decidedAt?.iso8601
        granted = record.isGranted
        answer = record.message
    }
}

private struct SuspensionNote: Encodable {
    let decision: Int
    let space: Int
    let since: String
    let until: String?

    init(_ suspension: Suspension) {
        decision = suspension.decision
        space = suspension.space.number
        since = suspension.since.iso8601
        until = suspension.until?.iso8601
    }
}
