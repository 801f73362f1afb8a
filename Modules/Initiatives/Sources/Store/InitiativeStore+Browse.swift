import Kernel
import Search
import Spaces
import Storage
import Text
import Web

extension InitiativeStore {
    /// The rows of a page, in the direction in which it is read, and how many each filter would show: one
    /// statement more where nothing is searched, whatever is filtered and ordered.
    ///
    /// One row more than a page holds, so that the caller knows whether another follows.
    static func page(
        _ browse: Browse,
        _ search: Search?,
        in transaction: inout Transaction
    ) throws(StorageError) -> (items: [InitiativeItem], counts: FilterCounts) {
        guard search != nil else {
            let items = try list(browse, in: &transaction)
            return (items, try counts(in: &transaction))
        }
        let rows: [FoundItemRow] = try transaction.all(
            """
            \(found(search, in: transaction))
            SELECT tally.*, shown.* FROM (SELECT \(countsOfFound(at: transaction.now))) AS tally
            LEFT JOIN (\(items(of: browse, search, in: transaction))) AS shown ON TRUE
            ORDER BY \(order(of: browse))
            """
        )
        return (rows.compactMap(\.item), FilterCounts(rows.first?.counts ?? [:], isOfSearch: true))
    }

    /// The rows of a list alone.
    static func list(
        _ browse: Browse,
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeItem] {
        let rows: [ItemRow] = try transaction.all(
            "\(items(of: browse, nil, in: transaction)) ORDER BY \(order(of: browse))"
        )
        return rows.compactMap(\.item)
    }

    private static func order(of browse: Browse) -> SQL {
        InitiativeArm.order(of: browse.order, isBackward: browse.cursor?.isBackward == true)
    }

    /// A query for the rows of a page, as ``ItemRow`` reads them.
    ///
    /// Lines are walked in the index of their order; only what is shown is read in full.
    private static func items(
        of browse: Browse,
        _ search: Search?,
        in transaction: borrowing Transaction
    ) -> SQL {
        let isBackward = browse.cursor?.isBackward == true
        let arms = InitiativeArm.all(of: browse.order, at: transaction.now).map { arm -> SQL in
            let place = browse.cursor.map { arm.beyond($0, isBackward: isBackward) } ?? "TRUE"
            return """
                SELECT * FROM (
                    SELECT line.id AS sort_id, \(arm.value) AS sort_value
                    \(lines(of: browse, search, in: transaction))
                      AND \(arm.condition) AND \(place)
                    ORDER BY \(arm.order(isBackward: isBackward)) LIMIT \(Limits.pageLength + 1)
                ) AS arm
                """
        }
        let rows = arms.dropFirst().reduce(arms[0]) { "\($0) UNION ALL \($1)" }
        return """
            SELECT
                page.sort_id, initiative.title, initiative.language, initiative.stage,
                initiative.first_day, initiative.last_day, initiative.ended_at,
                initiative.presentation, initiative.registered_on, initiative.reported_total,
                initiative.titles, page.sort_value
            FROM (
                SELECT * FROM (\(rows)) AS found
                ORDER BY \(order(of: browse)) LIMIT \(Limits.pageLength + 1)
            ) AS page
            CROSS JOIN initiative
            WHERE initiative.tenant_id = \(transaction.tenant)
              AND initiative.space_id = \(transaction.space) AND initiative.id = page.sort_id
            """
    }

    /// How many rows of the list stand before this one now.
    static func count(
        before item: InitiativeItem,
        of browse: Browse,
        _ search: Search?,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let place = ListCursor(value: item.sortValue, id: item.id.text, page: 1)
        let parts = InitiativeArm.all(of: browse.order, at: transaction.now).map { arm -> SQL in
            """
            (SELECT count(*) \(lines(of: browse, search, in: transaction))
             AND \(arm.condition) AND \(arm.beyond(place, isBackward: true)))
            """
        }
        let sum = parts.dropFirst().reduce(parts[0]) { "\($0) + \($1)" }
        return try transaction.value("\(found(search, in: transaction)) SELECT \(sum)") ?? 0
    }

    /// What a list is about, in whichever order; more conditions may follow.
    private static func lines(
        of browse: Browse,
        _ search: Search?,
        in transaction: borrowing Transaction
    ) -> SQL {
        let filter = any(filter(browse.filter, at: transaction.now))
        guard search == nil else { return "FROM found AS line WHERE \(filter)" }
        return """
            FROM initiative_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
              AND \(filter)
            """
    }

    /// The lines of what a search has found, read once for a statement, before it; nothing for a list.
    static func found(_ search: Search?, in transaction: borrowing Transaction) -> SQL {
        guard let search else { return "" }
        return """
            WITH found AS MATERIALIZED (
                SELECT
                    line.id, line.stage, line.opens_at, line.ends_at, line.registered_on,
                    line.shown_count, match.tier
                FROM (\(SearchStore.matches(search, in: transaction))) AS match
                CROSS JOIN initiative_line AS line
                WHERE line.tenant_id = \(transaction.tenant)
                  AND line.space_id = \(transaction.space) AND line.id = match.id
            )
            """
    }

    /// The newest, as they are announced.
    static func newest(in transaction: inout Transaction) throws(StorageError) -> [Initiative] {
        try transaction.all(
            """
            SELECT \(columns(in: transaction)) FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ORDER BY registered_on DESC, id DESC LIMIT \(Limits.feedEntries)
            """
        )
    }

    /// Every number, the oldest first, so that a list of them grows at its end.
    static func ids(in transaction: inout Transaction) throws(StorageError) -> [Initiative.ID] {
        try transaction.column(
            """
            SELECT id FROM initiative WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ORDER BY registered_on, id LIMIT \(Limits.publicPages)
            """
        )
    }

    /// The lines that a filter shows, in parts; no line is in two.
    static func filter(_ filter: Browse.Filter, at now: Instant) -> [FilterPart] {
        switch filter {
        case .all: [.anything]
        case .open: [.scheduled("line.opens_at <= \(now) AND line.ends_at > \(now)")]
        case .upcoming: [.scheduled("line.opens_at IS NULL"), .scheduled("line.opens_at > \(now)")]
        case .closed:
            [
                .scheduled("line.opens_at <= \(now) AND line.ends_at <= \(now)"),
                .stages([.closed, .verification, .insufficient]),
            ]
        case .successful: [.stages([.submitted, .answered])]
        case .withdrawn: [.stages([.withdrawn])]
        }
    }

    /// A line of any of these parts.
    static func any(_ parts: [FilterPart]) -> SQL {
        let all = parts.dropFirst().reduce(parts[0].condition) { "\($0) OR \($1.condition)" }
        return "(\(all))"
    }
}

/// Lines of which something can be known at little cost.
enum FilterPart {
    case anything
    /// Whatever its dates are; how many there are is stored.
    case stages([Stage])
    /// What time changes too: each part can be counted in an index.
    case scheduled(SQL)

    var condition: SQL {
        switch self {
        case .anything: "TRUE"
        case .stages(let stages): "line.stage IN (\(list: stages.map(\.rawValue)))"
        case .scheduled(let dates):
            "line.stage = \(Stage.scheduled.rawValue) AND \(dates)"
        }
    }
}

/// A row of a page; no item where there is none.
private struct ItemRow: RowReadable {
    let item: InitiativeItem?

    init(reading row: inout RowReader) throws(StorageError) {
        let id: Initiative.ID? = try row.next()
        guard let id else {
            item = nil
            return
        }
        item = try InitiativeItem(id, reading: &row)
    }
}

/// How many each filter would show, and a row of the page beside it.
private struct FoundItemRow: RowReadable {
    let counts: [Browse.Filter: Int]
    let item: InitiativeItem?

    init(reading row: inout RowReader) throws(StorageError) {
        counts = try FilterCounts.read(&row)
        item = try ItemRow(reading: &row).item
    }
}
