import Kernel
import Ledger
import Search
import Spaces
import Storage
import Text
import Web

extension PetitionStore {
    /// The rows of a page, in the direction in which it is read, and how many each filter would show: one
    /// statement more where nothing is searched, whatever is filtered and ordered.
    ///
    /// One row more than a page holds, so that the caller knows whether another follows.
    static func page(
        _ visit: PetitionVisit,
        _ search: Search?,
        on today: CivilDate,
        length: Int = Limits.pageLength,
        in transaction: inout Transaction
    ) throws(StorageError) -> (items: [PetitionItem], counts: PetitionFilterCounts) {
        guard search != nil else {
            let items = try list(visit, on: today, length: length, in: &transaction)
            return (items, try counts(of: visit.theme, in: &transaction))
        }
        let tally = countsOfFound(theme: visit.theme, at: transaction.now)
        let shown = items(of: visit, search, on: today, length: length, in: transaction)
        let rows: [FoundPetitionRow] = try transaction.all(
            """
            \(found(search, in: transaction))
            SELECT tally.*, shown.* FROM (SELECT \(tally)) AS tally
            LEFT JOIN (\(shown)) AS shown ON TRUE
            ORDER BY \(order(of: visit.browse))
            """
        )
        let counts = PetitionFilterCounts(rows.first?.counts ?? [:], isOfSearch: true)
        return (rows.compactMap(\.item), counts)
    }

    /// The rows of a list alone.
    static func list(
        _ visit: PetitionVisit,
        on today: CivilDate,
        length: Int = Limits.pageLength,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionItem] {
        let shown = items(of: visit, nil, on: today, length: length, in: transaction)
        return try transaction.all("\(shown) ORDER BY \(order(of: visit.browse))")
    }

    /// Those that have been signed most of what can still be signed and has not reached its threshold, from a
    /// share of it on; for a home page.
    static func near(
        on today: CivilDate,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionItem] {
        let visit = PetitionVisit(Browse(filter: .open, order: .mostSigned))
        // Thresholds are petitions' own: of what has most signatures the nearest are chosen.
        return try list(visit, on: today, length: 4 * Limits.pageLength, in: &transaction)
            .filter { item in
                item.stage == .collecting && item.signatures < item.threshold
                    && 2 * item.signatures >= item.threshold
            }
            .prefix(limit)
            .map(\.self)
    }

    private static func order(of browse: Browse) -> SQL {
        PetitionArm.order(of: browse.order, isBackward: browse.cursor?.isBackward == true)
    }

    /// A query for the rows of a page, as ``PetitionItem`` reads them.
    ///
    /// Lines are walked in the index of their order; only what is shown is read in full.
    private static func items(
        of visit: PetitionVisit,
        _ search: Search?,
        on today: CivilDate,
        length: Int,
        in transaction: borrowing Transaction
    ) -> SQL {
        let isBackward = visit.browse.cursor?.isBackward == true
        let arms = arms(of: visit, on: today, at: transaction.now).map { arm -> SQL in
            let place = visit.browse.cursor.map { arm.beyond($0, isBackward: isBackward) } ?? "TRUE"
            return """
                SELECT * FROM (
                    SELECT line.id AS sort_id, \(arm.value) AS sort_value
                    \(lines(search, in: transaction))
                      AND \(arm.condition) AND (\(place))
                    ORDER BY \(arm.order(isBackward: isBackward)) LIMIT \(length + 1)
                ) AS arm
                """
        }
        let rows = arms.dropFirst().reduce(arms[0]) { "\($0) UNION ALL \($1)" }
        return """
            SELECT \(itemColumns(on: today, in: transaction))
            FROM (
                SELECT * FROM (\(rows)) AS found
                ORDER BY \(order(of: visit.browse)) LIMIT \(length + 1)
            ) AS page
            CROSS JOIN petition
            CROSS JOIN petition_line AS own
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id = page.sort_id
              AND own.tenant_id = \(transaction.tenant)
              AND own.space_id = \(transaction.space) AND own.id = page.sort_id
            """
    }

    /// Read in this order by `PetitionItem.init(reading:)`.
    private static func itemColumns(
        on today: CivilDate,
        in transaction: borrowing Transaction
    ) -> SQL {
        let shown = ShownCount("own", "signatures", at: transaction.now)
        return """
            page.sort_id, petition.title, petition.language, petition.theme, petition.stage,
            own.published_at, petition.closes_at, petition.ended_at, own.waits_since,
            petition.decision, petition.refusal, petition.terms, \(shown.value) AS shown_signatures,
            CASE WHEN own.day = \(today) THEN own.day_count ELSE 0 END AS signed_today,
            page.sort_value
            """
    }

    /// How many rows of the list stand before this one now.
    static func count(
        before item: PetitionItem,
        of visit: PetitionVisit,
        _ search: Search?,
        on today: CivilDate,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let place = ListCursor(value: item.sortValue, id: item.id.text, page: 1)
        let parts = arms(of: visit, on: today, at: transaction.now).map { arm -> SQL in
            """
            (SELECT count(*) \(lines(search, in: transaction))
             AND \(arm.condition) AND (\(arm.beyond(place, isBackward: true))))
            """
        }
        let sum = parts.dropFirst().reduce(parts[0]) { "\($0) + \($1)" }
        return try transaction.value("\(found(search, in: transaction)) SELECT \(sum)") ?? 0
    }

    private static func arms(
        of visit: PetitionVisit,
        on today: CivilDate,
        at now: Instant
    ) -> [PetitionArm] {
        let theme: SQL = visit.theme.map { key -> SQL in "line.theme = \(key)" } ?? "TRUE"
        return visit.browse.filter.parts.flatMap { conditions(of: $0, at: now) }.flatMap { part in
            PetitionArm.all(
                of: visit.browse.order,
                where: "\(part) AND \(theme)",
                today: today,
                at: now
            )
        }
    }

    /// Where lines come from; conditions follow.
    private static func lines(
        _ search: Search?,
        in transaction: borrowing Transaction
    ) -> SQL {
        guard search == nil else { return "FROM found AS line WHERE TRUE" }
        return """
            FROM petition_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
            """
    }

    /// The lines of what a search has found, read once for a statement, before it; nothing for a list.
    static func found(_ search: Search?, in transaction: borrowing Transaction) -> SQL {
        guard let search else { return "" }
        return """
            WITH found AS MATERIALIZED (
                SELECT
                    line.id, line.list, line.stage, line.theme, line.published_at, line.closes_at,
                    line.waits_since, line.shown_count, line.day, line.day_count, match.tier
                FROM (\(matches(search, in: transaction))) AS match
                CROSS JOIN petition_line AS line
                WHERE line.tenant_id = \(transaction.tenant)
                  AND line.space_id = \(transaction.space) AND line.id = match.id
            )
            """
    }

    /// What was found, by its numbers.
    private static func matches(
        _ search: Search,
        in transaction: borrowing Transaction
    ) -> SQL {
        let rows = search.matches.compactMap { match in
            Petition.ID(match.id).map { [$0.sqlValue, match.tier.sqlValue] }
        }
        guard !rows.isEmpty else { return "SELECT CAST(0 AS BIGINT) AS id, 0 AS tier WHERE FALSE" }
        return transaction.table(["id", "tier"], rows)
    }

    /// The lines that a part of the list shows, in conditions of which each can be counted in an index; no line
    /// is in two.
    ///
    /// What is over by the time is over, before a job has recorded it.
    static func conditions(of part: PetitionFilter, at now: Instant) -> [SQL] {
        let isOver: SQL = "line.list = 'open' AND line.closes_at <= \(now)"
        return switch part {
        case .open:
            [
                """
                line.list = 'open' AND (line.closes_at > \(now) OR line.closes_at IS NULL
                    OR line.stage = 'paused')
                """
            ]
        case .waiting: ["line.list = 'waiting'", "\(isOver) AND line.stage = 'reached'"]
        case .answered: ["line.list = 'answered'"]
        case .closed: ["line.list = 'closed'", "\(isOver) AND line.stage = 'collecting'"]
        case .archived: ["line.list = 'archived'"]
        case .refused: ["line.list = 'refused'"]
        case .all: PetitionFilter.parts.flatMap { conditions(of: $0, at: now) }
        }
    }
}
