import Kernel
import Storage

/// Every SQL text that touches `moderation_numbering`: numbers that people can say.
enum NumberStore {
    /// What is counted by itself.
    enum Series: String, Sendable {
        case cases
        case decisions
        case appeals
        case rules
        case templates
    }

    /// The last of so many new numbers of an institution; nobody else gets one until the transaction ends.
    static func take(
        _ count: Int = 1,
        of series: Series,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let last: Int? = try transaction.value(
            """
            INSERT INTO moderation_numbering (tenant_id, series, last)
            VALUES (\(transaction.tenant), \(series.rawValue), \(count))
            ON CONFLICT (tenant_id, series)
            DO UPDATE SET last = moderation_numbering.last + excluded.last
            RETURNING last
            """
        )
        guard let last else { throw StorageError(.other, "a series gave no number") }
        return last
    }
}
