package import Kernel
package import Storage

/// What is taken back or set right: the person's row goes, and what happened stays as a figure.
extension LedgerStore {
    /// The entry of a key, as far as its counters need it.
    static func counted(
        _ key: LedgerKey,
        in transaction: inout Transaction
    ) throws(StorageError) -> CountedEntry? {
        try transaction.first(
            """
            SELECT sequence, section, channel, day, coalesce(anomaly, (
                SELECT found.anomaly FROM ledger_found AS found
                WHERE found.tenant_id = \(transaction.tenant) AND found.item = \(key.item)
                  AND found.sequence = ledger_entry.sequence
            ))
            FROM ledger_entry
            WHERE tenant_id = \(transaction.tenant) AND item = \(key.item)
              AND entry_key = \(key.key)
            """
        )
    }

    /// Takes an entry away, with its part of every counter; its number is not given again.
    ///
    /// Gives by how much the public count changes.
    static func withdraw(
        _ entry: CountedEntry,
        of item: LedgerItem,
        on day: CivilDate,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let tenant = transaction.tenant
        let isHeld = try unmark(entry, of: item, in: &transaction)
        try transaction.run(
            """
            DELETE FROM ledger_entry
            WHERE tenant_id = \(tenant) AND item = \(item.number) AND sequence = \(entry.sequence)
            """
        )
        try transaction.run(
            """
            UPDATE ledger_item
            SET entry_count = entry_count - 1, withdrawn_count = withdrawn_count + 1
            WHERE tenant_id = \(tenant) AND number = \(item.number)
            """
        )
        let shown = ShownCount(
            "ledger_section",
            "entry_count",
            "adjustment",
            at: transaction.now
        )
        let left: SQL = "ledger_section.entry_count + ledger_section.adjustment - 1"
        try transaction.run(
            """
            UPDATE ledger_section
            SET entry_count = entry_count - 1, shown_count = \(shown.value),
                shown_until = \(shown.until(counting: left))
            WHERE tenant_id = \(tenant) AND item = \(item.number) AND section = \(entry.section)
            """
        )
        try transaction.run(
            """
            UPDATE ledger_day SET entry_count = entry_count - 1
            WHERE tenant_id = \(tenant) AND item = \(item.number) AND day = \(entry.day)
              AND section = \(entry.section) AND channel = \(entry.channel)
            """
        )
        try transaction.run(
            """
            INSERT INTO ledger_withdrawn (tenant_id, item, day, section, entry_count)
            VALUES (\(tenant), \(item.number), \(day), \(entry.section), 1)
            ON CONFLICT (tenant_id, item, day, section)
            DO UPDATE SET entry_count = ledger_withdrawn.entry_count + 1
            """
        )
        // What was struck off before may have been this very entry.
        guard try total(of: entry.section, item, in: &transaction) < 0 else {
            return isHeld ? 0 : -1
        }
        try note(
            LedgerCorrection(
                day: day,
                section: entry.section,
                change: 1,
                source: "withdrawn",
                reason: ""
            ),
            of: item,
            in: &transaction
        )
        return isHeld ? 1 : 0
    }

    /// Lets a person have one entry more.
    static func giveBack(
        _ person: LedgerPerson,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_person SET entry_count = entry_count - 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(person.space)
              AND person_key = \(person.key) AND entry_count > 0
            """
        )
        try forget([person], in: &transaction)
    }

    /// Writes down that an item counts more or less than its entries, and why: statements on paper,
    /// entries that turned out to be invalid.
    ///
    /// Gives what the item counts publicly then. Throws `constraint` when a section would come to count less
    /// than nothing.
    static func correct(
        _ item: Subject,
        by correction: LedgerCorrection,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        guard let found = try lock(item, in: &transaction) else {
            throw StorageError(.constraint, "there is nothing of this name to be corrected")
        }
        let counted = try total(of: correction.section, found, in: &transaction)
        guard correction.change.magnitude <= Limits.ledgerCorrection.magnitude,
            counted + correction.change >= 0
        else { throw StorageError(.constraint, "a section cannot count less than nothing") }
        try note(correction, of: found, in: &transaction)
        return found.publicCount + correction.change
    }

    /// What a section counts publicly.
    static func total(
        of section: String,
        _ item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT entry_count + adjustment FROM ledger_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND section = \(section)
            """
        ) ?? 0
    }

    private static func note(
        _ correction: LedgerCorrection,
        of found: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM ledger_correction
            WHERE tenant_id = \(transaction.tenant) AND item = \(found.number)
            """
        )
        try transaction.run(
            """
            INSERT INTO ledger_correction (
                tenant_id, item, number, day, section, change, source, reason
            )
            VALUES (
                \(transaction.tenant), \(found.number), \((last ?? 0) + 1), \(correction.day),
                \(correction.section), \(correction.change), \(correction.source),
                \(correction.reason)
            )
            """
        )
        // Where nothing was signed there is no section yet.
        try transaction.run(
            """
            INSERT INTO ledger_section (tenant_id, item, section, entry_count)
            VALUES (\(transaction.tenant), \(found.number), \(correction.section), 0)
            ON CONFLICT (tenant_id, item, section) DO NOTHING
            """
        )
        let part = HeldPart(item: found.number, section: correction.section)
        try adjust(by: [part: correction.change], in: &transaction)
    }

    /// What an item was corrected by, the latest first.
    package static func corrections(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerCorrection] {
        try transaction.all(
            """
            SELECT day, section, change, source, reason FROM ledger_correction
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
            ORDER BY number DESC LIMIT 1000
            """
        )
    }
}

/// Where an entry is counted.
struct CountedEntry: Sendable, RowReadable {
    let sequence: Int
    let section: String
    let channel: String
    let day: CivilDate
    let anomaly: Int?

    init(reading row: inout RowReader) throws(StorageError) {
        sequence = try row.next()
        section = try row.next()
        channel = try row.next()
        day = try row.next()
        anomaly = try row.next()
    }
}
