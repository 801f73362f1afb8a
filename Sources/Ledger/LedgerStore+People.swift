import Kernel
package import Storage

/// How many entries people have, where that is limited: rows that are held while it is decided, so that
/// no two requests and no two servers give the last place twice.
extension LedgerStore {
    /// What each has used, in rows that are held until the transaction ends.
    static func lock(
        _ people: Set<LedgerPerson>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerPerson: Int] {
        guard !people.isEmpty else { return [:] }
        let asked = transaction.table(
            ["space_id", "person_key"],
            people.sorted().map { [$0.space.sqlValue, $0.key.sqlValue] }
        )
        try transaction.run(
            """
            INSERT INTO ledger_person (tenant_id, space_id, person_key, entry_count)
            SELECT \(transaction.tenant), space_id, person_key, 0 FROM (\(asked)) AS asked
            WHERE TRUE
            ORDER BY space_id, person_key
            ON CONFLICT (tenant_id, space_id, person_key) DO NOTHING
            """
        )
        let rows: [PersonRow] = try transaction.all(
            """
            SELECT person.space_id, person.person_key, person.entry_count
            FROM (\(asked)) AS asked
            CROSS JOIN ledger_person AS person
            WHERE person.tenant_id = \(transaction.tenant) AND person.space_id = asked.space_id
              AND person.person_key = asked.person_key
            ORDER BY person.space_id, person.person_key \(transaction.holding("person"))
            """
        )
        return Dictionary(rows.map { ($0.person, $0.count) }) { first, _ in first }
    }

    static func setUsed(
        _ used: [LedgerPerson: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !used.isEmpty else { return }
        let given = transaction.table(
            ["space_id", "person_key", "entry_count"],
            used.map { [$0.key.space.sqlValue, $0.key.key.sqlValue, $0.value.sqlValue] }
        )
        try transaction.run(
            """
            UPDATE ledger_person SET entry_count = given.entry_count
            FROM (\(given)) AS given
            WHERE ledger_person.tenant_id = \(transaction.tenant)
              AND ledger_person.space_id = given.space_id
              AND ledger_person.person_key = given.person_key
            """
        )
    }

    /// Takes away the rows of people who have no entry: they are known to no table.
    static func forget(
        _ people: [LedgerPerson],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !people.isEmpty else { return }
        let given = transaction.table(
            ["space_id", "person_key"],
            people.sorted().map { [$0.space.sqlValue, $0.key.sqlValue] }
        )
        try transaction.run(
            """
            DELETE FROM ledger_person
            WHERE tenant_id = \(transaction.tenant) AND entry_count = 0
              AND (space_id, person_key) IN (\(given))
            """
        )
    }

    /// How many entries somebody has in the transaction's space, where they are limited.
    package static func used(
        by person: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT entry_count FROM ledger_person
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND person_key = \(person)
            """
        ) ?? 0
    }
}

private struct PersonRow: RowReadable {
    let person: LedgerPerson
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        person = LedgerPerson(space: try row.next(), key: try row.next())
        count = try row.next()
    }
}
