import Kernel
import Spaces
import Storage

/// From where signatures came that are less than a day old, in keyed hashes: for whoever looks for a stream.
extension PetitionStore {
    /// From which networks the latest signatures of a petition came, the busiest first.
    static func networks(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionSource] {
        try sources("network", from: 1, of: id, in: &transaction)
    }

    /// The same of the domains of their emails, of which some stand for one person alone: these are left out.
    static func domains(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionSource] {
        try sources("domain", from: Limits.petitionDomainLeast, of: id, in: &transaction)
    }

    private static func sources(
        _ column: String,
        from least: Int,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionSource] {
        let column = SQL.name(column)
        return try transaction.all(
            """
            SELECT latest.source, count(*) AS counted, min(latest.at), max(latest.at)
            FROM (
                SELECT \(column) AS source, at FROM petition_trace
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND petition_id = \(id)
                ORDER BY at DESC LIMIT \(Limits.petitionTracesCounted)
            ) AS latest
            WHERE length(latest.source) > 0
            GROUP BY latest.source HAVING count(*) >= \(least)
            ORDER BY counted DESC, latest.source LIMIT \(Limits.petitionSourcesShown)
            """
        )
    }

    /// How many signatures a rule finds that are less than a day old.
    ///
    /// Staff can type any domain, and somebody's own: whether one person has signed is told to nobody.
    static func count(
        _ rule: InvalidationRule,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let found: Int? = try transaction.value(
            """
            SELECT count(*) FROM (
                SELECT entry_key FROM petition_trace
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND petition_id = \(id) AND \(condition(of: rule))
                LIMIT \(Limits.petitionInvalidated + 1)
            ) AS found
            """
        )
        let least = rule.kind == .domain ? Limits.petitionDomainLeast : 1
        return found.map { $0 >= least ? $0 : 0 } ?? 0
    }

    /// The keys of the signatures that a rule finds, behind one of them, in the order of keys.
    static func keys(
        _ rule: InvalidationRule,
        of id: Petition.ID,
        after key: [UInt8],
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [[UInt8]] {
        try transaction.column(
            """
            SELECT entry_key FROM petition_trace
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id) AND entry_key > \(key) AND \(condition(of: rule))
            ORDER BY entry_key LIMIT \(limit)
            """
        )
    }

    private static func condition(of rule: InvalidationRule) -> SQL {
        let window: SQL = "at >= \(rule.from) AND at < \(rule.until)"
        switch rule.kind {
        case .network: return "\(window) AND network = \(rule.source)"
        case .domain: return "\(window) AND domain = \(rule.source)"
        case .window: return window
        // What was noticed on its way in is an anomaly already.
        case .stream: return "1 = 0"
        }
    }
}

/// A network or a domain from which signatures came, by its keyed hash.
struct PetitionSource: Sendable, Hashable, RowReadable {
    let source: [UInt8]
    let count: Int
    /// When the first and the latest of these came.
    let first: Instant
    let last: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        source = try row.next()
        count = try row.next()
        first = try row.next()
        last = try row.next()
    }
}
