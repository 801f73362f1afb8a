import Kernel
import Storage
import Text

/// What waits, in the orders in which moderators work.
extension CaseStore {
    /// Open ones, one more than a page holds.
    static func queue(
        _ filter: CaseFilter,
        within reach: Moderator.Reach,
        at cursor: ListCursor?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [CaseRow] {
        let place: SQL =
            cursor.flatMap { place in
                Int(place.id).map { behind(filter.order, place.value, $0) }
            } ?? ""
        return try transaction.all(
            """
            SELECT \(CaseRow.columns) FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND is_open
              \(condition(filter, reach, at: transaction.now)) \(place)
            ORDER BY \(order(filter.order)) LIMIT \(limit)
            """
        )
    }

    /// The number of the open case next to one in a queue.
    static func neighbour(
        of row: CaseRow,
        in filter: CaseFilter,
        within reach: Moderator.Reach,
        isBefore: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int? {
        let value = self.value(of: row, in: filter.order)
        let place =
            isBefore
            ? before(filter.order, value, row.number) : behind(filter.order, value, row.number)
        let direction = isBefore ? backward(filter.order) : order(filter.order)
        return try transaction.value(
            """
            SELECT number FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND is_open
              \(condition(filter, reach, at: transaction.now)) \(place)
            ORDER BY \(direction) LIMIT 1
            """
        )
    }

    /// By what a queue puts a case in its place.
    static func value(of row: CaseRow, in order: CaseFilter.Order) -> Int {
        switch order {
        case .oldest: Int(row.openedAt.milliseconds)
        case .reported: row.reportCount
        case .promise: Int(row.promisedAt.milliseconds)
        }
    }

    /// How many are open, and how many of them break their promise.
    static func counts(
        within reach: Moderator.Reach,
        in transaction: inout Transaction
    ) throws(StorageError) -> (open: Int, breached: Int) {
        let row: CaseCountRow? = try transaction.first(
            """
            SELECT COUNT(*), COUNT(*) FILTER (WHERE promised_at < \(transaction.now))
            FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND is_open \(inside(reach))
            """
        )
        return (row?.open ?? 0, row?.breached ?? 0)
    }

    /// The same in each space where something waits.
    static func countsBySpace(
        in transaction: inout Transaction
    ) throws(StorageError) -> [Space.ID: (open: Int, breached: Int)] {
        let rows: [SpaceCountRow] = try transaction.all(
            """
            SELECT space_id, COUNT(*), COUNT(*) FILTER (WHERE promised_at < \(transaction.now))
            FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND is_open
            GROUP BY space_id LIMIT \(Limits.spacesPerTenant)
            """
        )
        return Dictionary(rows.map { ($0.space, ($0.count.open, $0.count.breached)) }) { one, _ in
            one
        }
    }

    /// Whether anything waits.
    static func isAnyOpen(in transaction: inout Transaction) throws(StorageError) -> Bool {
        let found: Int? = try transaction.value(
            """
            SELECT number FROM moderation_case
            WHERE tenant_id = \(transaction.tenant) AND is_open
            ORDER BY opened_at, number LIMIT 1
            """
        )
        return found != nil
    }

    /// Parts of statements.
    private static func condition(
        _ filter: CaseFilter,
        _ reach: Moderator.Reach,
        at now: Instant
    ) -> SQL {
        var condition: SQL = ""
        if let space = filter.space {
            condition = reach.holds(space) ? "AND space_id = \(space)" : "AND 1 = 0"
        } else {
            condition = inside(reach)
        }
        if let kind = filter.kind { condition = "\(condition) AND kind = \(kind)" }
        if let cause = filter.cause { condition = "\(condition) AND cause = \(cause.rawValue)" }
        if filter.isBreached { condition = "\(condition) AND promised_at < \(now)" }
        return condition
    }

    /// Only where somebody may moderate.
    static func inside(_ reach: Moderator.Reach) -> SQL {
        switch reach {
        case .everywhere: return ""
        case .spaces(let spaces):
            let sorted = spaces.sorted()
            guard let first = sorted.first else { return "AND 1 = 0" }
            return sorted.count == 1
                ? "AND space_id = \(first)" : "AND space_id IN (\(list: sorted))"
        }
    }

    private static func order(_ order: CaseFilter.Order) -> SQL {
        switch order {
        case .oldest: "opened_at, number"
        case .reported: "report_count DESC, number DESC"
        case .promise: "promised_at, number"
        }
    }

    private static func backward(_ order: CaseFilter.Order) -> SQL {
        switch order {
        case .oldest: "opened_at DESC, number DESC"
        case .reported: "report_count, number"
        case .promise: "promised_at DESC, number DESC"
        }
    }

    private static func behind(_ order: CaseFilter.Order, _ value: Int, _ number: Int) -> SQL {
        switch order {
        case .oldest: "AND (opened_at, number) > (\(value), \(number))"
        case .reported: "AND (report_count, number) < (\(value), \(number))"
        case .promise: "AND (promised_at, number) > (\(value), \(number))"
        }
    }

    private static func before(_ order: CaseFilter.Order, _ value: Int, _ number: Int) -> SQL {
        switch order {
        case .oldest: "AND (opened_at, number) < (\(value), \(number))"
        case .reported: "AND (report_count, number) > (\(value), \(number))"
        case .promise: "AND (promised_at, number) < (\(value), \(number))"
        }
    }
}

private struct CaseCountRow: RowReadable {
    let open: Int
    let breached: Int

    init(reading row: inout RowReader) throws(StorageError) {
        open = try row.next()
        breached = try row.next()
    }
}

private struct SpaceCountRow: RowReadable {
    let space: Space.ID
    let count: CaseCountRow

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        count = try CaseCountRow(reading: &row)
    }
}
