package import Storage

/// Citus spreads tables over several servers by `tenant_id`, which leads their keys for this reason.
///
/// Decision 0018; <https://docs.citusdata.com/en/v13.0/develop/api_udf.html>
extension PostgresDriver {
    /// Each table in a transaction of its own: what was cut off goes on where it stopped.
    package func distribute(_ access: [TableAccess]) async throws -> [String] {
        let left = try await spreading { session in
            try Self.checkNodes(session)
            try Self.checkIsAlone(session)
            try session.prepareNodes()
            return try session.placedTables().inOrder.filter(\.isLeft)
        }
        var done: [String] = []
        for table in left {
            let isOpen = access.contains { $0.table == table.name && $0.isOpen }
            try await spreading { try $0.spread(table, isOpen: isOpen) }
            done.append("\(table.name): \(Self.words[table.meant] ?? "")")
        }
        let placed = try await spreading { session in
            try session.removeLeftRows()
            return try session.placedTables()
        }
        try Self.check(placed)
        // What was made here before is on the nodes too now.
        try await settle(access)
        try await checkRole(placed)
        return done
    }

    private static let words: [TablePlace: String] = [
        .spread: "spread by tenant_id", .everywhere: "on every node", .here: "on this server",
    ]

    private func spreading<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        try await alter(declaring: []) { connection in
            guard let session = connection as? PostgresSession, session.isCluster else {
                throw StorageError(
                    .unsupported,
                    "the extension citus is not installed in this database (CREATE EXTENSION citus)"
                )
            }
            return try body(session)
        }
    }

    private static func checkNodes(_ session: PostgresSession) throws(StorageError) {
        guard try session.isOne("SELECT nodename FROM pg_dist_node WHERE groupid = 0") else {
            throw StorageError(
                .unsupported,
                "the nodes do not know this server (SELECT citus_set_coordinator_host(name, port))"
            )
        }
        guard
            try session.isOne(
                "SELECT nodename FROM pg_dist_node WHERE isactive AND shouldhaveshards LIMIT 1"
            )
        else {
            throw StorageError(
                .unsupported,
                "no node may hold rows (SELECT citus_add_node(name, port))"
            )
        }
    }

    /// A server that runs would not tell the nodes whose rows it may see, and find none.
    private static func checkIsAlone(_ session: PostgresSession) throws(StorageError) {
        let others = try session.isOne(
            """
            SELECT datname FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND application_name = current_setting('application_name') LIMIT 1
            """
        )
        guard !others else {
            throw StorageError(
                .unsupported,
                "other programs use this database: stop the servers first"
            )
        }
    }

    /// Asks the cluster, not what was told to it.
    private static func check(_ placed: [PlacedTable]) throws(StorageError) {
        let left = placed.filter(\.isLeft)
        guard left.isEmpty else {
            let list = left.map { "\($0.name) is \(words[$0.found] ?? "")" }
            throw StorageError(
                .other,
                "these tables are not where they should be: \(list.joined(separator: ", "))"
            )
        }
    }

    /// Reads of every table that has tenants as the program does, on every node.
    private func checkRole(_ placed: [PlacedTable]) async throws {
        try await read(for: nil) { connection in
            for table in placed where table.found != .here {
                try connection.perform("SELECT count(*) FROM \(SQL.name(table.name))")
            }
        }
    }
}
