import Kernel
import Storage

/// What was decided about subjects, without its words: what somebody looks at who takes something back.
extension DecisionStore {
    /// About some subjects, the newest first; one statement for many as for one.
    static func traces(
        of subjects: Set<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: [DecisionTrace]] {
        guard !subjects.isEmpty else { return [:] }
        let asked = transaction.table(
            ["space_id", "kind", "id"],
            subjects.sorted().map { [$0.space.sqlValue, $0.kind.sqlValue, $0.id.sqlValue] }
        )
        let traces: [DecisionTrace] = try transaction.all(
            """
            SELECT decision.space_id, decision.kind, decision.subject_id, decision.number,
                decision.action, decision.decided_by, decision.undone_at, decision.reversed_by
            FROM (\(asked)) AS asked
            CROSS JOIN moderation_decision AS decision
            WHERE decision.tenant_id = \(transaction.tenant)
              AND decision.space_id = asked.space_id AND decision.kind = asked.kind
              AND decision.subject_id = asked.id
            ORDER BY decision.number DESC
            LIMIT \(Limits.queueLength * Limits.decisionsPerSubject)
            """
        )
        return Dictionary(grouping: traces, by: \.subject)
    }
}

/// That something was decided, by whom, and whether it still holds.
struct DecisionTrace: Sendable, RowReadable {
    let subject: Subject
    let number: Int
    let action: Decision.Action
    let decidedBy: Member.ID?
    let isUndone: Bool
    /// Whether an appeal changed it.
    let isReversed: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        subject = try Subject(reading: &row)
        number = try row.next()
        guard let action = Decision.Action(rawValue: try row.next()) else {
            throw StorageError(.unreadable, "no such action of a decision")
        }
        self.action = action
        decidedBy = try row.next()
        let undoneAt: Instant? = try row.next()
        isUndone = undoneAt != nil
        let reversedBy: Int? = try row.next()
        isReversed = reversedBy != nil
    }

    var isInForce: Bool { !isUndone && !isReversed }
}
