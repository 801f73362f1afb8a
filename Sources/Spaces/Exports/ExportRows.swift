import Kernel
package import Storage

/// Where the rows of an export come from: batch by batch, each from where the last one ended.
///
/// A batch is a transaction of its own in the space that is exported, of a bounded number of statements.
/// Places are values of a key that never changes, so that a row comes once, whatever is written meanwhile.
package struct ExportRows<Row: Sendable>: Sendable {
    /// Some rows, and where the next begin.
    package struct Batch: Sendable {
        let rows: [Row]
        /// How many things they are about.
        let count: Int
        /// Behind which place the next batch begins; nil where there is none.
        let next: String?

        /// Of things that were asked for up to a limit, in the order of their places; there may be several
        /// rows about each.
        package init<Thing>(
            _ things: [Thing],
            upTo limit: Int,
            place: (Thing) -> String,
            rows: (Thing) -> [Row]
        ) {
            self.rows = things.flatMap(rows)
            count = things.count
            next = things.count < limit ? nil : things.last.map(place)
        }
    }

    /// How many things are read at once.
    let size: Int
    let total: @Sendable (inout Transaction) throws -> Int
    let read: @Sendable (String?, Int, inout Transaction) throws -> Batch

    /// `total` says about how many things there are, from a counter; `read` gives those behind a place, up to
    /// so many.
    package init(
        batch size: Int = Limits.exportBatch,
        total: @escaping @Sendable (inout Transaction) throws -> Int,
        read: @escaping @Sendable (String?, Int, inout Transaction) throws -> Batch
    ) {
        precondition((1...Limits.exportBatch).contains(size))
        self.size = size
        self.total = total
        self.read = read
    }
}

/// Some rows of an export, a cell for each of its columns.
package struct ExportBatch: Sendable {
    package let rows: [[ExportCell]]
    /// How many things they are about.
    package let count: Int
    /// Behind which place the next batch begins; nil where there is none.
    package let next: String?
}
