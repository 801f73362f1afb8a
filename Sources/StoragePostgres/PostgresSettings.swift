/// How a PostgreSQL server is used; every value has a reason.
package struct PostgresSettings: Sendable {
    package var address: PostgresAddress
    /// Proves to the database which tenant a transaction is about.
    ///
    /// Without it no tenant's rows can be seen; whoever owns the tables needs none.
    package var sightKey: SightKey?
    /// Connections of this process at once.
    ///
    /// The intake takes five at most; pages are read from a cache, so a few serve many readers.
    package var connections = 8
    /// The address is a pooler in transaction mode (PgBouncer): it hands each transaction to another
    /// connection, so that no prepared statement may be expected to be there.
    package var isPooled = false
    /// How long a transaction waits for a connection of the pool.
    package var poolWait = Duration.seconds(5)
    /// Transactions that may wait for a connection.
    package var poolQueue = 2000
    /// How long one statement may run.
    package var statementTimeout = Duration.seconds(20)
    /// How much longer an answer is waited for: the server ends a statement by itself; this is for one
    /// that says nothing any more.
    package var answerMargin = Duration.seconds(5)
    /// How long a statement may wait for a lock that another transaction holds.
    package var lockTimeout = Duration.seconds(5)
    /// How long a transaction may sit and do nothing, holding its locks, before the server ends it: a
    /// process that hangs must not stop the others.
    package var idleTimeout = Duration.seconds(15)
    /// How often a transaction is tried that met another one.
    package var attempts = 12
    /// How long after its beginning a transaction is still tried again.
    package var retryTime = Duration.seconds(10)

    package init(address: PostgresAddress, sightKey: SightKey?) {
        self.address = address
        self.sightKey = sightKey
    }
}
