/// A connection in the middle of a transaction, as the engine gives it.
///
/// Its methods block; it lives only inside the body of a transaction.
package protocol SQLConnection {
    /// How this engine finds words.
    var fullText: any FullText { get }

    /// Runs a statement and gives each row to `row`.
    func run(
        _ sql: SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError)

    /// Runs a statement for what it does.
    ///
    /// An engine may keep it back and send it together with the next one: then its failure comes out
    /// there, at the latest when the transaction ends.
    func perform(_ sql: SQL) throws(StorageError)

    /// Inserts rows, each with a value for every column; gives how many were written.
    ///
    /// In one column all values that are not NULL are of one kind.
    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int

    /// A query whose rows are these values: a part of a statement for many things at once.
    ///
    /// The text is one of a few, however many rows there are. In one column all values are of one kind.
    func table(_ columns: [String], _ rows: [[SQLValue]]) -> SQL

    /// What ends a query whose rows of this table are to be held until the transaction ends, in their
    /// order; nothing where a transaction that writes holds everything.
    func holding(_ table: String) -> SQL

    /// A query for each tenant that has rows in a table, of those that meet the condition; its one column
    /// is `tenant_id`, and a row of it may be NULL.
    func tenants(in table: String, where condition: SQL) -> SQL

    /// Runs several statements without values: the text of a migration.
    func runScript(_ text: String) throws(StorageError)
}
