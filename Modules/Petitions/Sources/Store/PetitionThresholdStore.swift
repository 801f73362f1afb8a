import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_threshold`.
enum PetitionThresholdStore {
    /// Those of the space, the lowest first.
    static func all(
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionThreshold] {
        let rows: [ThresholdRow] = try transaction.all(
            """
            SELECT number, needed, territories, per_territory, effect, days, texts
            FROM petition_threshold
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND effect <> \(removed)
            ORDER BY number LIMIT \(Limits.petitionThresholds)
            """
        )
        return rows.compactMap(\.threshold).sorted { ($0.count, $0.number) < ($1.count, $1.number) }
    }

    /// Writes one as it is from now on; what was told of it before stays told.
    static func set(
        _ threshold: PetitionThreshold,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO petition_threshold (
                tenant_id, space_id, number, needed, territories, per_territory, effect, days, texts
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(threshold.number),
                \(threshold.count), \(threshold.territories), \(threshold.perTerritory),
                \(threshold.effect.rawValue), \(threshold.days),
                \(try JSONText.encode(threshold.texts))
            )
            ON CONFLICT (tenant_id, space_id, number) DO UPDATE
            SET needed = excluded.needed, territories = excluded.territories,
                per_territory = excluded.per_territory, effect = excluded.effect,
                days = excluded.days, texts = excluded.texts
            """
        )
    }

    /// A number is given once: petitions have crossed what it was.
    static func lastNumber(in transaction: inout Transaction) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM petition_threshold
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        ) ?? 0
    }

    /// The effect of one that is none any more.
    private static let removed = "none"

    static func remove(_ number: Int, in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_threshold SET effect = \(removed)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND number = \(number)
            """
        )
    }
}

private struct ThresholdRow: RowReadable {
    /// Nil for an effect that this program does not know.
    let threshold: PetitionThreshold?

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let count: Int = try row.next()
        let territories: Int = try row.next()
        let perTerritory: Int = try row.next()
        let effect: String = try row.next()
        let days: Int = try row.next()
        let texts: String = try row.next()
        let written: [String: String] = try JSONText.decode(texts)
        threshold = PetitionThreshold.Effect(rawValue: effect).map { effect in
            PetitionThreshold(
                number: number,
                count: count,
                territories: territories,
                perTerritory: perTerritory,
                effect: effect,
                days: days,
                texts: written
            )
        }
    }
}
