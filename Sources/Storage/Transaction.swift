package import Kernel

/// A transaction of one tenant: it cannot be copied, stored, or used after its body returns.
///
/// Every statement binds ``tenant``, and those of a module ``space`` too; no parameter can name another.
package struct Transaction: ~Copyable, SQLTransaction {
    package let connection: any SQLConnection
    package let scope: Scope

    package var tenant: Tenant.ID { scope.tenant }
    package var space: Space.ID { scope.space }
    package var actor: Actor { scope.actor }
    package var now: Instant { scope.now }
    /// How the engine finds words.
    package var fullText: any FullText { connection.fullText }

    /// Does something in one of the tenant's spaces, as a part of this transaction.
    package mutating func inside<Value>(
        _ space: Space.ID,
        _ body: (inout Transaction) throws -> Value
    ) rethrows -> Value {
        var inner = Transaction(connection: connection, scope: scope.entering(space))
        return try body(&inner)
    }
}

/// A transaction on what all tenants share: the list of tenants itself, the history of migrations.
package struct SharedTransaction: ~Copyable, SQLTransaction {
    package let connection: any SQLConnection
}

/// What both kinds of transaction can do.
package protocol SQLTransaction: ~Copyable {
    var connection: any SQLConnection { get }
}

extension SQLTransaction where Self: ~Copyable {
    /// Every row, in order.
    package func all<Value: RowReadable>(_ sql: SQL) throws(StorageError) -> [Value] {
        var values: [Value] = []
        try connection.run(sql) { (row: inout RowReader) throws(StorageError) in
            values.append(try Value(reading: &row))
        }
        return values
    }

    /// The first row, if there is one.
    package func first<Value: RowReadable>(_ sql: SQL) throws(StorageError) -> Value? {
        var value: Value?
        try connection.run(sql) { (row: inout RowReader) throws(StorageError) in
            if value == nil { value = try Value(reading: &row) }
        }
        return value
    }

    /// The first cell of every row.
    package func column<Value: SQLReadable>(_ sql: SQL) throws(StorageError) -> [Value] {
        var values: [Value] = []
        try connection.run(sql) { (row: inout RowReader) throws(StorageError) in
            values.append(try row.next())
        }
        return values
    }

    /// The first cell of the first row, if there is one.
    package func value<Value: SQLReadable>(_ sql: SQL) throws(StorageError) -> Value? {
        var value: Value?
        try connection.run(sql) { (row: inout RowReader) throws(StorageError) in
            if value == nil { value = try row.next() as Value }
        }
        return value
    }

    /// Runs a statement for what it does; its failure may come out at the next statement only, or at
    /// the end of the transaction.
    package func run(_ sql: SQL) throws(StorageError) {
        try connection.perform(sql)
    }

    /// A query whose rows are these values: a part of a statement for many things at once.
    ///
    /// There is at least one row, and none has a NULL.
    package func table(_ columns: [String], _ rows: [[SQLValue]]) -> SQL {
        precondition(!rows.isEmpty && columns.allSatisfy(SQL.isName))
        precondition(rows.allSatisfy { $0.count == columns.count && !$0.contains(.null) })
        return connection.table(columns, rows)
    }

    /// A query for each tenant that has rows in a table, of those that meet the condition, as the engine
    /// finds them best; its one column is `tenant_id`, and a row of it may be NULL.
    ///
    /// For transactions that see every tenant's rows of the table; the condition is one of a partial index
    /// that begins with `tenant_id`.
    package func tenants(in table: String, where condition: SQL) -> SQL {
        precondition(SQL.isName(table))
        return connection.tenants(in: table, where: condition)
    }

    /// What ends a query whose rows of this table are to be held until the transaction ends, in their
    /// order.
    package func holding(_ table: String) -> SQL {
        precondition(SQL.isName(table))
        return connection.holding(table)
    }

    /// Inserts rows, each with a value for every column; gives how many were written.
    ///
    /// In one column all values that are not NULL are of one kind. Much faster than a statement for each
    /// row.
    package func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        precondition(SQL.isName(table) && columns.allSatisfy(SQL.isName))
        guard !rows.isEmpty else { return 0 }
        return try connection.insert(into: table, columns: columns, rows: rows)
    }
}
