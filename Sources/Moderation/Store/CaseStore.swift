import Kernel
import Storage
import Text

/// Every SQL text that touches `moderation_case` and `moderation_flag`.
enum CaseStore {
    /// The open one of a subject, held until the transaction ends.
    static func lockOpen(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> CaseRow? {
        try transaction.first(
            """
            SELECT \(CaseRow.columns) FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(subject.space)
              AND kind = \(subject.kind) AND subject_id = \(subject.id) AND is_open
            \(transaction.holding("moderation_case"))
            """
        )
    }

    /// Those of these numbers, held in their order.
    static func lock(
        _ numbers: [Int],
        in transaction: inout Transaction
    ) throws(StorageError) -> [CaseRow] {
        let holding = transaction.holding("moderation_case")
        return try rows(of: numbers, "ORDER BY moderation_case.number \(holding)", in: &transaction)
    }

    static func find(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> CaseRow? {
        try find([number], in: &transaction).first
    }

    /// Those of these numbers, in no order.
    static func find(
        _ numbers: [Int],
        in transaction: inout Transaction
    ) throws(StorageError) -> [CaseRow] {
        try rows(of: numbers, "", in: &transaction)
    }

    private static func rows(
        of numbers: [Int],
        _ end: SQL,
        in transaction: inout Transaction
    ) throws(StorageError) -> [CaseRow] {
        guard !numbers.isEmpty else { return [] }
        let asked = transaction.table(["number"], numbers.map { [$0.sqlValue] })
        return try transaction.all(
            """
            SELECT \(CaseRow.columns)
            FROM (\(asked)) AS asked
            CROSS JOIN moderation_case
            WHERE moderation_case.tenant_id = \(transaction.tenant)
              AND moderation_case.number = asked.number
            \(end)
            """
        )
    }

    /// What is to be a new case.
    struct New: Sendable {
        let number: Int
        let subject: Subject
        let cause: ModerationCase.Cause
        let promisedAt: Instant
        let author: Member.ID?
    }

    static func add(
        _ new: New,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_case (
                tenant_id, number, space_id, kind, subject_id, cause, is_open, opened_at,
                promised_at, report_count, voice_count, author_id, revision, is_forgotten
            )
            VALUES (
                \(transaction.tenant), \(new.number), \(new.subject.space), \(new.subject.kind),
                \(new.subject.id), \(new.cause.rawValue), \(true), \(transaction.now),
                \(new.promisedAt), 0, 0, \(new.author), 1, \(false)
            )
            """
        )
    }

    /// Counts a report; gives how many there are, and how many of them by different people.
    static func count(
        isVoice: Bool,
        of number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> (reports: Int, voices: Int) {
        let counted: CountedRow? = try transaction.first(
            """
            UPDATE moderation_case
            SET report_count = report_count + 1, voice_count = voice_count + \(isVoice ? 1 : 0)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            RETURNING report_count, voice_count
            """
        )
        return (counted?.reports ?? 0, counted?.voices ?? 0)
    }

    /// Lets whoever asks work at an open one, when nobody else does; nil when somebody does, or it is over.
    static func claim(
        _ number: Int,
        by member: Member.ID,
        until end: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            UPDATE moderation_case SET claimed_by = \(member), claimed_until = \(end)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number) AND is_open
              AND (claimed_by IS NULL OR claimed_by = \(member)
                OR claimed_until <= \(transaction.now))
            RETURNING claimed_until
            """
        )
    }

    static func release(
        _ number: Int,
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_case SET claimed_by = NULL, claimed_until = NULL
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
              AND claimed_by = \(member)
            """
        )
    }

    /// Ends cases, each with its decision or without one; one statement for many as for one.
    static func close(
        _ cases: [(number: Int, decision: Int?)],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !cases.isEmpty else { return }
        let given = transaction.table(
            ["number", "decision"],
            cases.map { [$0.number.sqlValue, ($0.decision ?? 0).sqlValue] }
        )
        try transaction.run(
            """
            UPDATE moderation_case
            SET is_open = \(false), closed_at = \(transaction.now), claimed_by = NULL,
                claimed_until = NULL, revision = revision + 1,
                decision = nullif(given.decision, 0)
            FROM (\(given)) AS given
            WHERE moderation_case.tenant_id = \(transaction.tenant)
              AND moderation_case.number = given.number
            """
        )
    }

    /// Something was decided that leaves these open.
    static func advance(
        _ numbers: [Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !numbers.isEmpty else { return }
        let given = transaction.table(["number"], numbers.map { [$0.sqlValue] })
        try transaction.run(
            """
            UPDATE moderation_case SET revision = revision + 1
            FROM (\(given)) AS given
            WHERE moderation_case.tenant_id = \(transaction.tenant)
              AND moderation_case.number = given.number
            """
        )
    }

    /// Opens one again that a decision closed which is taken back.
    static func reopen(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_case
            SET is_open = \(true), closed_at = NULL, decision = NULL, revision = revision + 1
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }
}

private struct CountedRow: RowReadable {
    let reports: Int
    let voices: Int

    init(reading row: inout RowReader) throws(StorageError) {
        reports = try row.next()
        voices = try row.next()
    }
}
