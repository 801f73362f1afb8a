import Kernel
import Storage

/// Every SQL text that touches `moderation_shape`: what hidden texts look like, without their words.
enum ShapeStore {
    /// Whether something hidden looks nearly like that; a subject is not compared with itself.
    ///
    /// Of each mark the first are looked at, always in the same order: where one text was hidden ten thousand
    /// times, these are the same copies under all of its marks, and enough to know it by.
    static func isNear(
        _ shape: TextShape,
        besides subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let tenant = transaction.tenant
        let arms = Set(shape.marks).sorted().map { mark -> SQL in
            """
            SELECT * FROM (
                SELECT space_id, kind, subject_id FROM moderation_shape
                WHERE tenant_id = \(tenant) AND mark = \(mark)
                  AND NOT (space_id = \(subject.space) AND kind = \(subject.kind)
                    AND subject_id = \(subject.id))
                ORDER BY space_id, kind, subject_id LIMIT \(Limits.shapesPerMark)
            ) AS arm
            """
        }
        guard let first = arms.first else { return false }
        let copies = arms.dropFirst().reduce(first) { "\($0) UNION ALL \($1)" }
        let found: Int? = try transaction.value(
            """
            SELECT COUNT(*) FROM (\(copies)) AS found
            GROUP BY space_id, kind, subject_id HAVING COUNT(*) >= \(TextShape.near)
            LIMIT 1
            """
        )
        return found != nil
    }

    /// Keeps the shapes of subjects; one statement for many as for one.
    static func add(
        _ shapes: [Subject: TextShape],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant.sqlValue
        let now = transaction.now.sqlValue
        let rows = shapes.sorted { $0.key < $1.key }.flatMap { subject, shape in
            Set(shape.marks).sorted().map { mark -> [SQLValue] in
                [
                    tenant, mark.sqlValue, subject.space.sqlValue, subject.kind.sqlValue,
                    subject.id.sqlValue, now,
                ]
            }
        }
        guard !rows.isEmpty else { return }
        let written = try transaction.insert(
            into: "moderation_shape",
            columns: ["tenant_id", "mark", "space_id", "kind", "subject_id", "hidden_at"],
            rows: rows
        )
        guard written == rows.count else {
            throw StorageError(.other, "\(written) of \(rows.count) shapes were written")
        }
    }

    /// Forgets the shapes of subjects; one statement for many as for one.
    static func remove(
        _ subjects: Set<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !subjects.isEmpty else { return }
        let asked = transaction.table(
            ["space_id", "kind", "id"],
            subjects.sorted().map { [$0.space.sqlValue, $0.kind.sqlValue, $0.id.sqlValue] }
        )
        try transaction.run(
            """
            DELETE FROM moderation_shape
            WHERE tenant_id = \(transaction.tenant)
              AND (space_id, kind, subject_id) IN (
                  SELECT asked.space_id, asked.kind, asked.id FROM (\(asked)) AS asked
              )
            """
        )
    }

    /// Forgets some of those that were hidden by then, the first first; gives how many marks they were.
    static func removeAll(
        hiddenBy instant: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let removed: [Int] = try transaction.column(
            """
            DELETE FROM moderation_shape
            WHERE tenant_id = \(transaction.tenant)
              AND (mark, space_id, kind, subject_id) IN (
                  SELECT mark, space_id, kind, subject_id FROM moderation_shape
                  WHERE tenant_id = \(transaction.tenant) AND hidden_at <= \(instant)
                  ORDER BY hidden_at LIMIT \(limit)
              )
            RETURNING mark
            """
        )
        return removed.count
    }

    /// When the first of them was hidden.
    static func first(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT hidden_at FROM moderation_shape WHERE tenant_id = \(transaction.tenant)
            ORDER BY hidden_at LIMIT 1
            """
        )
    }
}
