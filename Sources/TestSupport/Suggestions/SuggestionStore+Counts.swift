import Kernel
import Spaces
import Storage

/// The counters of suggestions, and the rows that exports read.
extension SuggestionStore {
    /// Moves the counter of a state by what came to it or left it.
    static func count(
        _ change: Int,
        in state: Workflow.State,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO suggestion_state_count (tenant_id, space_id, state, suggestion_count)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(state.rawValue), \(change)
            )
            ON CONFLICT (tenant_id, space_id, state) DO UPDATE
            SET suggestion_count =
                suggestion_state_count.suggestion_count + excluded.suggestion_count
            """
        )
    }

    /// One more on the day of the transaction, by UTC.
    static func countToday(in transaction: inout Transaction) throws(StorageError) {
        let day = CivilDate(daysSinceEpoch: transaction.now.utcDay)
        try transaction.run(
            """
            INSERT INTO suggestion_day_count (tenant_id, space_id, day, suggestion_count)
            VALUES (\(transaction.tenant), \(transaction.space), \(day), 1)
            ON CONFLICT (tenant_id, space_id, day) DO UPDATE
            SET suggestion_count = suggestion_day_count.suggestion_count + 1
            """
        )
    }

    /// How many are in each state, hidden ones apart; a state in which none ever was is left out.
    static func counts(
        in transaction: inout Transaction
    ) throws(StorageError) -> [Workflow.State: Int] {
        let rows: [StateRow] = try transaction.all(
            """
            SELECT state, suggestion_count FROM suggestion_state_count
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ORDER BY state LIMIT 100
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.state, $0.count) })
    }

    /// How many came on each of some days.
    static func counts(
        within days: ClosedRange<CivilDate>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [CivilDate: Int] {
        let length = days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch + 1
        let rows: [DayRow] = try transaction.all(
            """
            SELECT day, suggestion_count FROM suggestion_day_count
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND day >= \(days.lowerBound) AND day <= \(days.upperBound)
            ORDER BY day LIMIT \(length)
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.day, $0.count) })
    }

    /// Which suggestions an export is of.
    enum Shown {
        case seen
        case all

        fileprivate var condition: SQL {
            switch self {
            case .seen: "NOT is_hidden"
            case .all: "TRUE"
            }
        }
    }

    /// Those with higher numbers, in their order.
    static func lines(
        of shown: Shown,
        after number: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [SuggestionLine] {
        try transaction.all(
            """
            SELECT id, text, state, author_id, is_hidden, entered_at, thanks FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id > \(number) AND \(shown.condition)
            ORDER BY id LIMIT \(limit)
            """
        )
    }
}

/// A suggestion with everything that is kept of it.
struct SuggestionLine: RowReadable {
    let suggestion: Suggestion
    /// Since when it is in its state.
    let enteredAt: Instant
    /// How often its author was thanked.
    let thanks: Int

    init(reading row: inout RowReader) throws(StorageError) {
        suggestion = try Suggestion(reading: &row)
        enteredAt = try row.next()
        thanks = try row.next()
    }
}

private struct StateRow: RowReadable {
    let state: Workflow.State
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        state = Workflow.State(rawValue: try row.next())
        count = try row.next()
    }
}

private struct DayRow: RowReadable {
    let day: CivilDate
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        day = try row.next()
        count = try row.next()
    }
}
