package import Kernel
package import Storage

/// Every SQL text that touches `workflow_step`: which steps were taken, and when.
///
/// Who took them is for the audit, which staff alone can read; this is shown on pages.
package enum WorkflowStore {
    /// A step that was taken.
    package struct Taken: Sendable, Hashable {
        package let step: String
        package let from: Workflow.State
        package let to: Workflow.State
        package let at: Instant
        /// Why, in the words of whoever took it for the institution; empty where nobody has said.
        package let reason: String
    }

    static func note(
        _ step: Workflow.Step,
        from: Workflow.State,
        of subject: Subject,
        because reason: String = "",
        in transaction: inout Transaction
    ) throws(StorageError) {
        let number: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM workflow_step
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(subject.kind) AND subject_id = \(subject.id)
            """
        )
        try transaction.run(
            """
            INSERT INTO workflow_step (
                tenant_id, space_id, kind, subject_id, number, step, from_state, to_state, at, reason
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(subject.kind), \(subject.id),
                \((number ?? 0) + 1), \(step.name), \(from.rawValue), \(step.to.rawValue), \(transaction.now),
                \(reason)
            )
            """
        )
    }

    /// The way of a subject of the transaction's space, from its beginning; at most so many steps.
    package static func steps(
        of kind: Subject.Kind,
        _ id: String,
        limit: Int = Limits.stepsShown,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Taken] {
        try transaction.all(
            """
            SELECT step, from_state, to_state, at, reason FROM workflow_step
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind) AND subject_id = \(id)
            ORDER BY number LIMIT \(limit)
            """
        )
    }

    /// Until when it was looked whether deadlines come near in the transaction's space; nil where nobody has.
    static func watched(
        _ kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT watched_at FROM workflow_watch
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind)
            """
        )
    }

    /// Lets what comes from now on be told, and nothing that was before.
    static func watch(
        _ kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO workflow_watch (tenant_id, space_id, kind, watched_at)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(kind), \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, kind) DO UPDATE SET watched_at = excluded.watched_at
            """
        )
    }
}

extension Workflow.State: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(rawValue) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(rawValue: text)
    }
}

extension WorkflowStore.Taken: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        step = try row.next()
        from = try row.next()
        to = try row.next()
        at = try row.next()
        reason = try row.next()
    }
}
