import Kernel
import Ledger
import Spaces
import Storage

/// The lines of lists, and what every batch of signatures moves.
extension PetitionStore {
    /// Brings the line of a petition to what its row says; its counts stay.
    ///
    /// After its item of the ledger was held: batches of signatures lock in this order.
    static func refreshLine(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let petition = try course(of: id, in: &transaction) else { return }
        try transaction.run(
            """
            INSERT INTO petition_line (
                tenant_id, space_id, id, list, stage, theme, ask, published_at, closes_at,
                ended_at, waits_since, up_at, down_at, check_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.number),
                \(petition.list.rawValue), \(petition.stage), \(petition.theme), \(petition.ask),
                \(petition.publishedAt), \(petition.closesAt), \(petition.endedAt),
                \(petition.waitsSince), \(Self.never), 0, NULL
            )
            ON CONFLICT (tenant_id, space_id, id) DO UPDATE
            SET list = excluded.list, stage = excluded.stage, theme = excluded.theme,
                ask = excluded.ask, published_at = excluded.published_at,
                closes_at = excluded.closes_at, ended_at = excluded.ended_at,
                waits_since = excluded.waits_since,
                check_at = CASE
                    WHEN petition_line.check_at IS NULL AND \(petition.isCounted) THEN \(transaction.now)
                    ELSE petition_line.check_at END
            """
        )
    }

    /// No petition is signed so often.
    static let never = 9_000_000_000_000_000

    private static func course(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> CourseRow? {
        try transaction.first(
            """
            SELECT stage, stage_since, published_at, closes_at, ended_at, reached_at,
                coalesce(theme, ''), coalesce(ask, ''), is_shown
            FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
    }

    /// Writes what petitions count now, as the ledger tells it, in one statement for a batch; gives those that
    /// have come to a threshold, or fallen below one.
    ///
    /// `day` is today, for the order of what is signed most today.
    static func setCounts(
        _ counts: [String: Int],
        on day: CivilDate,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        let rows = counts.compactMap { text, count -> [SQLValue]? in
            Petition.ID(text).map { [$0.sqlValue, count.sqlValue] }
        }
        guard !rows.isEmpty else { return [] }
        let given = transaction.table(["petition", "counted"], rows)
        let shown = ShownCount("petition_line", "signatures", at: transaction.now)
        let isNew: SQL = "petition_line.day < \(day)"
        let base: SQL = """
            CASE WHEN \(isNew) THEN petition_line.signatures ELSE petition_line.day_base END
            """
        let moved: [MovedRow] = try transaction.all(
            """
            UPDATE petition_line
            SET signatures = given.counted, shown_count = \(shown.value),
                shown_until = \(shown.until(counting: "given.counted")),
                day = CASE WHEN \(isNew) THEN \(day) ELSE petition_line.day END,
                day_base = \(base),
                day_count = CASE
                    WHEN \(shown.value) > \(base) THEN \(shown.value) - \(base) ELSE 0 END
            FROM (\(given)) AS given
            WHERE petition_line.tenant_id = \(transaction.tenant)
              AND petition_line.space_id = \(transaction.space)
              AND petition_line.id = given.petition
            RETURNING id, signatures, up_at, down_at
            """
        )
        return moved.filter { $0.count >= $0.up || $0.count < $0.down }.map(\.id).sorted()
    }

    /// Between which counts nothing happens to a petition.
    static func setBounds(
        of id: Petition.ID,
        up: Int,
        down: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_line SET up_at = \(up), down_at = \(down)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
    }

    /// Shows a decision about what is counted at once, in the order of lists too.
    static func show(
        _ change: Int,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_line
            SET shown_count = \(ShownCount.moved("petition_line", by: "\(change)"))
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
    }
}

/// What of a petition stands in its line.
private struct CourseRow: RowReadable {
    let stage: Stage
    let publishedAt: Instant?
    let closesAt: Instant?
    let endedAt: Instant?
    let theme: String
    let ask: String
    let list: PetitionList
    let waitsSince: Instant?
    /// Whether anything of it is counted.
    let isCounted: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        stage = try row.next()
        let since: Instant = try row.next()
        let published: Instant? = try row.next()
        closesAt = try row.next()
        endedAt = try row.next()
        let reachedAt: Instant? = try row.next()
        theme = try row.next()
        ask = try row.next()
        let isShown: Bool = try row.next()
        list = PetitionList(stage: stage, publishedAt: published, isShown: isShown)
        isCounted = published != nil || stage == .gathering
        // What was refused stands in lists since then.
        publishedAt = published ?? (list == .none ? nil : since)
        waitsSince = list == .none ? nil : stage.waits(since: since, reachedAt: reachedAt)
    }
}

private struct MovedRow: RowReadable {
    let id: Petition.ID
    let count: Int
    let up: Int
    let down: Int

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        count = try row.next()
        up = try row.next()
        down = try row.next()
    }
}
