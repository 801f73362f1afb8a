package import Kernel
package import Storage

extension LedgerStore {
    /// The number of an item as a part of another statement.
    static func number(of item: Subject, in transaction: borrowing Transaction) -> SQL {
        """
        (SELECT number FROM ledger_item
         WHERE tenant_id = \(transaction.tenant) AND \(names(item)))
        """
    }

    /// What each section of an item counts publicly.
    package static func sections(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerSection] {
        try transaction.all(
            """
            SELECT section, entry_count + adjustment FROM ledger_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
            ORDER BY section
            LIMIT 1000
            """
        )
    }

    /// How many entries of each section are stored, whatever of them is counted publicly.
    package static func stored(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerSection] {
        try transaction.all(
            """
            SELECT section, entry_count FROM ledger_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND entry_count > 0
            ORDER BY section
            LIMIT 1000
            """
        )
    }

    /// The count of each day on which something was counted, in order, without what is kept out.
    ///
    /// The primary key holds the days of an item together, in order: nothing is sorted.
    package static func days(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerDay] {
        try transaction.all(
            """
            SELECT counted.day, CAST(sum(counted.entry_count) AS BIGINT) - coalesce((
                    SELECT CAST(sum(part.entry_count) AS BIGINT) FROM ledger_anomaly AS anomaly
                    JOIN ledger_anomaly_section AS part
                        ON part.tenant_id = anomaly.tenant_id AND part.item = anomaly.item
                        AND part.number = anomaly.number
                    WHERE anomaly.tenant_id = \(transaction.tenant)
                      AND anomaly.item = \(number(of: item, in: transaction))
                      AND anomaly.day = counted.day AND anomaly.is_held
                ), 0)
            FROM ledger_day AS counted
            WHERE counted.tenant_id = \(transaction.tenant)
              AND counted.item = \(number(of: item, in: transaction))
            GROUP BY counted.day
            ORDER BY counted.day
            LIMIT 4000
            """
        )
    }

    /// The day on which an entry arrived; nil unless number and random bits belong together.
    package static func day(
        ofSequence sequence: Int,
        nonce: [UInt8],
        item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> CivilDate? {
        try transaction.value(
            """
            SELECT day FROM \(place(of: sequence))
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND sequence = \(sequence) AND nonce = \(nonce)
            """
        )
    }

    /// Whether an entry with this key is counted now.
    package static func has(
        _ key: [UInt8],
        in item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let sequence: Int? = try transaction.value(
            """
            SELECT sequence FROM ledger_entry
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND entry_key = \(key)
            """
        )
        return sequence != nil
    }

    /// A stretch of one section's entries, in order, for a delivery: those that count, and then, from
    /// the number ``Kernel/Limits/ledgerAlternates`` on, those that are kept beside one of them.
    package static func entries(
        of item: Subject,
        section: String,
        after sequence: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredEntry] {
        try transaction.all(
            """
            SELECT sequence, entry_key, day, channel, payload FROM \(place(of: sequence + 1))
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND section = \(section) AND sequence > \(sequence)
            ORDER BY sequence
            LIMIT \(limit)
            """
        )
    }

    /// Numbers of what is kept uncounted begin where those of entries cannot come.
    private static func place(of sequence: Int) -> SQL {
        SQL.name(sequence > Limits.ledgerAlternates ? "ledger_alternate" : "ledger_entry")
    }

    /// Whether rows, counters and numbers agree; for tests, benches and `doctor`.
    package static func audit(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerAudit? {
        let sums = ["section", "day", "hour", "withdrawn"].map { part -> SQL in
            """
            (SELECT CAST(coalesce(sum(part.entry_count), 0) AS BIGINT)
             FROM \(SQL.name("ledger_" + part)) AS part
             WHERE part.tenant_id = item.tenant_id AND part.item = item.number)
            """
        }
        return try transaction.first(
            """
            SELECT
                item.entry_count, item.withdrawn_count, item.adjustment,
                (SELECT count(*) FROM ledger_entry AS entry
                 WHERE entry.tenant_id = item.tenant_id AND entry.item = item.number),
                (SELECT coalesce(max(entry.sequence), 0) FROM ledger_entry AS entry
                 WHERE entry.tenant_id = item.tenant_id AND entry.item = item.number),
                \(SQL.list(sums)),
                (SELECT CAST(coalesce(sum(part.change), 0) AS BIGINT)
                 FROM ledger_correction AS part
                 WHERE part.tenant_id = item.tenant_id AND part.item = item.number),
                item.alternate_count,
                (SELECT count(*) FROM ledger_alternate AS part
                 WHERE part.tenant_id = item.tenant_id AND part.item = item.number),
                (SELECT coalesce(max(part.sequence), \(Limits.ledgerAlternates))
                 FROM ledger_alternate AS part
                 WHERE part.tenant_id = item.tenant_id AND part.item = item.number)
                    - \(Limits.ledgerAlternates),
                \(auditOfAnomalies(in: transaction))
            FROM ledger_item AS item
            WHERE item.tenant_id = \(transaction.tenant) AND \(names(item))
            """
        )
    }

    /// The items of a tenant, for `doctor`.
    package static func items(in transaction: inout Transaction) throws(StorageError) -> [Subject] {
        try transaction.all(
            """
            SELECT space_id, kind, id FROM ledger_item WHERE tenant_id = \(transaction.tenant)
            ORDER BY space_id, kind, id LIMIT 100000
            """
        )
    }
}

/// The count of one section.
package struct LedgerSection: Sendable, RowReadable {
    package let section: String
    package let count: Int

    package init(section: String, count: Int) {
        self.section = section
        self.count = count
    }

    package init(reading row: inout RowReader) throws(StorageError) {
        section = try row.next()
        count = try row.next()
    }
}

/// The count of one day.
package struct LedgerDay: Sendable, Hashable, RowReadable {
    package let day: CivilDate
    package let count: Int

    package init(day: CivilDate, count: Int) {
        self.day = day
        self.count = count
    }

    package init(reading row: inout RowReader) throws(StorageError) {
        day = try row.next()
        count = try row.next()
    }
}

/// An entry as it was stored.
package struct StoredEntry: Sendable, RowReadable {
    package let sequence: Int
    package let key: [UInt8]
    package let day: CivilDate
    package let channel: String
    package let payload: [UInt8]

    package init(reading row: inout RowReader) throws(StorageError) {
        sequence = try row.next()
        key = try row.next()
        day = try row.next()
        channel = try row.next()
        payload = try row.next()
    }
}
