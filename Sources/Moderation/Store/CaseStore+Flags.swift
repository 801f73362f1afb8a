import Kernel
import Storage

/// What rules met, and what an author did before.
extension CaseStore {
    /// Notes which rules a case met; more than are kept say nothing new.
    static func flag(
        _ number: Int,
        with rules: [(name: String, kind: ModerationRule.Kind)],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !rules.isEmpty else { return }
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM moderation_flag
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(number)
            """
        )
        let room = max(0, Limits.flagsPerCase - (last ?? 0))
        let tenant = transaction.tenant.sqlValue
        let now = transaction.now.sqlValue
        let rows = rules.prefix(room).enumerated().map { index, rule -> [SQLValue] in
            [
                tenant, number.sqlValue, ((last ?? 0) + index + 1).sqlValue, rule.name.sqlValue,
                rule.kind.rawValue.sqlValue, now,
            ]
        }
        guard !rows.isEmpty else { return }
        let written = try transaction.insert(
            into: "moderation_flag",
            columns: ["tenant_id", "case_number", "number", "name", "kind", "at"],
            rows: rows
        )
        guard written == rows.count else {
            throw StorageError(.other, "\(written) of \(rows.count) flags were written")
        }
    }

    /// Which rules some cases met, each in its order.
    static func flags(
        of numbers: [Int],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Int: [CaseFlag]] {
        guard !numbers.isEmpty else { return [:] }
        let asked = transaction.table(["number"], numbers.map { [$0.sqlValue] })
        let rows: [FlagRow] = try transaction.all(
            """
            SELECT flag.case_number, flag.name, flag.kind, flag.at
            FROM (\(asked)) AS asked
            CROSS JOIN moderation_flag AS flag
            WHERE flag.tenant_id = \(transaction.tenant) AND flag.case_number = asked.number
            ORDER BY flag.case_number, flag.number
            """
        )
        return Dictionary(grouping: rows, by: \.number).mapValues { $0.map(\.flag) }
    }

    /// Cases about what an author wrote, the newest first.
    static func all(
        of author: Member.ID,
        within reach: Moderator.Reach,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [CaseRow] {
        try transaction.all(
            """
            SELECT \(CaseRow.columns) FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(author) \(inside(reach))
            ORDER BY number DESC LIMIT \(limit)
            """
        )
    }

    /// Cases that ended by then, of which reports still have words; the oldest first.
    static func unforgotten(
        closedBy instant: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Int] {
        try transaction.column(
            """
            SELECT number FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND closed_at IS NOT NULL
              AND NOT is_forgotten AND closed_at <= \(instant)
            ORDER BY closed_at, number LIMIT \(limit)
            """
        )
    }

    /// When the first of them ended.
    static func firstUnforgotten(
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT closed_at FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND closed_at IS NOT NULL
              AND NOT is_forgotten
            ORDER BY closed_at, number LIMIT 1
            """
        )
    }

    static func setForgotten(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_case SET is_forgotten = \(true)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    /// Nobody knows of whom the cases are, nor who worked at them.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_case SET author_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(member)
            """
        )
        try transaction.run(
            """
            UPDATE moderation_case SET claimed_by = NULL, claimed_until = NULL
            WHERE tenant_id = \(transaction.tenant) AND claimed_by = \(member)
            """
        )
    }
}

private struct FlagRow: RowReadable {
    let number: Int
    let flag: CaseFlag

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        let name: String = try row.next()
        let kind = ModerationRule.Kind(rawValue: try row.next()) ?? .words
        flag = CaseFlag(name: name, kind: kind, at: try row.next())
    }
}
