import Kernel
import Ledger
import Spaces
import Storage

extension InitiativeStore {
    /// The list of initiatives: one statement whatever is searched, filtered and ordered.
    ///
    /// One more than a page holds, so that the caller knows whether another follows.
    static func list(
        _ browse: Browse,
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeItem] {
        try transaction.all(
            """
            SELECT * FROM (
                SELECT
                    initiative.id, initiative.title, initiative.language, initiative.stage,
                    initiative.first_day, initiative.last_day, initiative.ended_at,
                    initiative.presentation, initiative.registered_on,
                    initiative.reported_total,
                    \(total) AS total,
                    \(sortValue(browse.order, at: transaction.now)) AS sort_value
                FROM initiative
                WHERE initiative.tenant_id = \(transaction.tenant) AND initiative.space_id = \(transaction.space)
                  AND \(filter(browse.filter, at: transaction.now))
                  AND \(search(browse.searchWords))
            ) AS listed
            WHERE \(after(browse))
            ORDER BY \(direction(browse.order))
            LIMIT \(Limits.pageLength + 1)
            """
        )
    }

    /// The newest, as they are announced.
    static func newest(in transaction: inout Transaction) throws(StorageError) -> [Initiative] {
        try transaction.all(
            """
            SELECT \(columns) FROM initiative
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

    /// What was collected here and what the register reported, together.
    static let total: SQL = """
        coalesce(initiative.reported_total, 0)
            + \(LedgerStore.count(
                tenant: "initiative.tenant_id", space: "initiative.space_id", kind: .initiative,
                id: "initiative.id"))
        """

    /// When collection ends or ended, also before its last day.
    private static let end: SQL = "coalesce(initiative.ended_at, initiative.closes_at)"

    private static func sortValue(_ order: Browse.Order, at now: Instant) -> SQL {
        switch order {
        case .newest: "initiative.registered_on"
        case .mostSigned: total
        // What has no end yet follows what has, and what has ended follows both, the latest first.
        case .closingSoon:
            """
            CASE
                WHEN \(end) IS NULL THEN 9000000000000000
                WHEN \(end) > \(now) THEN \(end)
                ELSE 9007199254740991 - \(end)
            END
            """
        }
    }

    private static func direction(_ order: Browse.Order) -> SQL {
        switch order {
        case .newest, .mostSigned: "sort_value DESC, id DESC"
        case .closingSoon: "sort_value, id"
        }
    }

    private static func after(_ browse: Browse) -> SQL {
        guard let cursor = browse.cursor else { return "TRUE" }
        switch browse.order {
        case .newest, .mostSigned:
            return "(sort_value, id) < (\(cursor.value), \(cursor.id.text))"
        case .closingSoon:
            return "(sort_value, id) > (\(cursor.value), \(cursor.id.text))"
        }
    }

    static func filter(_ filter: Browse.Filter, at now: Instant) -> SQL {
        let scheduled = Stage.scheduled.rawValue
        let closed = [Stage.closed, .verification, .insufficient].map(\.rawValue)
        return switch filter {
        case .all: "TRUE"
        case .open:
            "stage = \(scheduled) AND opens_at <= \(now) AND closes_at > \(now)"
        case .upcoming:
            "stage = \(scheduled) AND coalesce(opens_at, \(now) + 1) > \(now)"
        case .closed:
            """
            ((stage = \(scheduled) AND closes_at <= \(now)) OR stage IN (\(list: closed)))
            """
        case .successful:
            "stage IN (\(list: [Stage.submitted.rawValue, Stage.answered.rawValue]))"
        case .withdrawn: "stage = \(Stage.withdrawn.rawValue)"
        }
    }

    /// Every word somewhere, as the beginning of a word.
    static func search(_ words: [String]) -> SQL {
        // Folded words are letters and digits only, so `%` and `_` cannot be among them.
        words.reduce("TRUE") { condition, word in
            "\(condition) AND ' ' || initiative.search_key LIKE \("% " + word + "%")"
        }
    }
}
