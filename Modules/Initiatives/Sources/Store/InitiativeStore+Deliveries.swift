import Kernel
import Storage

extension InitiativeStore {
    /// Keeps how many statements of a state were delivered with their key.
    static func keepDelivery(
        of initiative: String,
        to state: String,
        statements: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO initiative_delivery (
                tenant_id, space_id, initiative_id, state, statement_count, delivered_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(initiative), \(state), \(statements),
                \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, initiative_id, state) DO UPDATE
            SET statement_count = excluded.statement_count, delivered_at = excluded.delivered_at
            """
        )
    }

    /// How many statements of each state were delivered with their key.
    static func deliveries(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: Int] {
        let rows: [DeliveryRow] = try transaction.all(
            """
            SELECT state, statement_count FROM initiative_delivery
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text)
            ORDER BY state LIMIT 100
            """
        )
        return Dictionary(rows.map { ($0.state, $0.count) }) { first, _ in first }
    }
}

private struct DeliveryRow: RowReadable {
    let state: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        state = try row.next()
        count = try row.next()
    }
}
