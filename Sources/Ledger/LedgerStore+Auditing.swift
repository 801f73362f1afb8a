import Storage

/// The parts of an audit that concern what came in streams; each of one row `item` of `ledger_item`.
extension LedgerStore {
    /// Entries that are marked; those that anomalies count; of these, those that are kept out; what sections
    /// are adjusted by; and how many sections are adjusted by something else than what was decided.
    static func auditOfAnomalies(in transaction: borrowing Transaction) -> SQL {
        let held = held(in: transaction)
        return """
            (SELECT count(*) FROM ledger_entry AS entry
             WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = item.number
               AND entry.anomaly IS NOT NULL)
                + (SELECT count(*) FROM ledger_found AS found
                   WHERE found.tenant_id = \(transaction.tenant) AND found.item = item.number),
            (SELECT CAST(coalesce(sum(part.entry_count), 0) AS BIGINT)
             FROM ledger_anomaly_section AS part
             WHERE part.tenant_id = \(transaction.tenant) AND part.item = item.number),
            (SELECT CAST(coalesce(sum(part.entry_count), 0) AS BIGINT)
             \(held) AND part.item = item.number),
            (SELECT CAST(coalesce(sum(section.adjustment), 0) AS BIGINT)
             FROM ledger_section AS section
             WHERE section.tenant_id = \(transaction.tenant) AND section.item = item.number),
            (SELECT count(*) FROM ledger_section AS section
             WHERE section.tenant_id = \(transaction.tenant) AND section.item = item.number
               AND section.adjustment <> coalesce((
                    SELECT CAST(sum(fix.change) AS BIGINT) FROM ledger_correction AS fix
                    WHERE fix.tenant_id = \(transaction.tenant) AND fix.item = item.number
                      AND fix.section = section.section
                 ), 0) - coalesce((
                    SELECT CAST(sum(part.entry_count) AS BIGINT)
                    \(held) AND part.item = item.number AND part.section = section.section
                 ), 0))
            """
    }

    private static func held(in transaction: borrowing Transaction) -> SQL {
        """
        FROM ledger_anomaly_section AS part
        JOIN ledger_anomaly AS anomaly
            ON anomaly.tenant_id = part.tenant_id AND anomaly.item = part.item
            AND anomaly.number = part.number
        WHERE anomaly.is_held AND part.tenant_id = \(transaction.tenant)
        """
    }
}
