import Kernel
import Storage

/// How much one member posts: a row of each member in a space.
extension CommentStore {
    /// Counts one more comment of a member, and holds their row until the transaction ends: what they post at
    /// the same moment waits, and finds this one counted.
    ///
    /// What is refused afterwards is not counted: its transaction is rolled back.
    static func count(
        _ author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> CommentCount {
        let now = transaction.now
        let sameHour = within(Instant.millisecondsPerHour, of: "comment_pace.hour_from", at: now)
        let sameDay = within(Instant.millisecondsPerDay, of: "comment_pace.day_from", at: now)
        let counted: CommentCount? = try transaction.first(
            """
            INSERT INTO comment_pace (
                tenant_id, space_id, member_id, hour_from, hour_count, day_from, day_count
            )
            VALUES (\(transaction.tenant), \(transaction.space), \(author), \(now), 1, \(now), 1)
            ON CONFLICT (tenant_id, space_id, member_id) DO UPDATE
            SET hour_from = CASE WHEN \(sameHour)
                    THEN comment_pace.hour_from ELSE excluded.hour_from END,
                hour_count = CASE WHEN \(sameHour)
                    THEN comment_pace.hour_count + 1 ELSE 1 END,
                day_from = CASE WHEN \(sameDay)
                    THEN comment_pace.day_from ELSE excluded.day_from END,
                day_count = CASE WHEN \(sameDay)
                    THEN comment_pace.day_count + 1 ELSE 1 END
            RETURNING hour_from, hour_count, day_from, day_count
            """
        )
        guard let counted else { throw StorageError(.other, "a comment was not counted") }
        return counted
    }

    /// Whether what is counted began within that time; what a clock that was ahead has begun is over.
    private static func within(_ milliseconds: Int64, of column: SQL, at now: Instant) -> SQL {
        let start = now.adding(.milliseconds(-milliseconds))
        return "\(column) > \(start) AND \(column) <= \(now)"
    }

    /// Forgets what was counted of a member.
    static func forgetPace(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM comment_pace
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND member_id = \(author)
            """
        )
    }
}

extension CommentCount: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        hourFrom = try row.next()
        ofHour = try row.next()
        dayFrom = try row.next()
        ofDay = try row.next()
    }
}
