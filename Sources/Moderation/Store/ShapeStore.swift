import Kernel
import Storage

/// Every SQL text that touches `moderation_shape`: what hidden texts look like, without their words.
enum ShapeStore {
    /// The shape of a text that was hidden.
    struct Kept: Sendable, RowReadable {
        let shape: TextShape
        let subject: Subject

        init(reading row: inout RowReader) throws(StorageError) {
            let bits: Int = try row.next()
            shape = TextShape(bits: UInt64(bitPattern: Int64(bits)), words: try row.next())
            subject = try Subject(reading: &row)
        }
    }

    /// Those that have a band in common with a shape: whatever is near it is among them.
    static func near(
        _ shape: TextShape,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Kept] {
        try transaction.all(
            """
            SELECT shape, words, space_id, kind, subject_id FROM moderation_shape
            WHERE tenant_id = \(transaction.tenant) AND band IN (\(list: shape.bands))
            LIMIT \(Limits.shapesCompared)
            """
        )
    }

    /// Keeps the shapes of subjects; one statement for many as for one.
    static func add(
        _ shapes: [Subject: TextShape],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant.sqlValue
        let now = transaction.now.sqlValue
        let rows = shapes.sorted { $0.key < $1.key }.flatMap { subject, shape in
            shape.bands.map { band -> [SQLValue] in
                [
                    tenant, band.sqlValue, subject.space.sqlValue, subject.kind.sqlValue,
                    subject.id.sqlValue, Int(Int64(bitPattern: shape.bits)).sqlValue,
                    shape.words.sqlValue, now,
                ]
            }
        }
        guard !rows.isEmpty else { return }
        let written = try transaction.insert(
            into: "moderation_shape",
            columns: [
                "tenant_id", "band", "space_id", "kind", "subject_id", "shape", "words",
                "hidden_at",
            ],
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

    static func removeAll(
        before instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM moderation_shape
            WHERE tenant_id = \(transaction.tenant) AND hidden_at <= \(instant)
            """
        )
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
