internal import Storage

/// Tables go to the nodes of a cluster, one in each transaction.
///
/// <https://docs.citusdata.com/en/v13.0/develop/api_udf.html>
extension PostgresSession {
    /// The table with the key, as the function that asks for the proof can read it.
    ///
    /// A statement on a node may ask no other node, so there it is the node's own copy, by its own name.
    func placeOfSecret() throws(StorageError) -> String {
        guard isCluster else { return Self.secret }
        let copy = try texts(
            """
            SELECT 'parvis_wall.secret_' || shardid FROM pg_dist_shard
            WHERE logicalrelid = to_regclass('parvis_wall.secret')
            """
        )
        return copy.first ?? Self.secret
    }

    private static let secret = "parvis_wall.secret"

    /// Puts the key on every node, and lets the program's role work there.
    ///
    /// The coordinator goes to a node as the role that asked, which has to be a login for that.
    func prepareNodes() throws(StorageError) {
        try findTenantRole()
        guard let role = tenantRole else {
            throw StorageError(.unsupported, "there are no tables yet: run parvis migrate")
        }
        try makeLogin(of: role)
        guard try placeOfSecret() == Self.secret else { return }
        try perform("SELECT create_reference_table('parvis_wall.secret')")
        try build(for: role, changesKey: false)
    }

    private func makeLogin(of role: String) throws(StorageError) {
        guard try !isOne("SELECT rolname FROM pg_roles WHERE rolname = \(role) AND rolcanlogin")
        else { return }
        guard
            try isOne(
                """
                SELECT rolname FROM pg_roles
                WHERE rolname = current_user AND (rolcreaterole OR rolsuper)
                """
            )
        else {
            throw StorageError(
                .unsupported,
                """
                the program's role has to be a login on every node; let an administrator type \
                once: ALTER ROLE "\(role)" LOGIN
                """
            )
        }
        try runScript("ALTER ROLE \(PostgresWall.quoted(role)) LOGIN")
    }

    /// Spreads one table, or puts it on every node; its wall gets the form that a node takes.
    ///
    /// Rows go there by `COPY`, which row-level security forbids to whoever it binds: for the time of this
    /// transaction, in which nobody else can use the table, it does not bind the owner.
    func spread(_ table: PlacedTable, isOpen: Bool) throws(StorageError) {
        let walled = PostgresWall.quoted(table.name)
        if table.hasTenant {
            let form = WallForm(isOpen: isOpen, isSpread: true)
            try runScript(PostgresWall.wall(of: walled, owner: "CURRENT_USER", form))
            try runScript("ALTER TABLE \(walled) NO FORCE ROW LEVEL SECURITY")
        }
        switch table.meant {
        case .spread:
            // Beside those that are spread already, whatever number of parts is set by now.
            let first = try placedTables().first { $0.found == .spread }?.name ?? "default"
            try perform(
                """
                SELECT create_distributed_table(
                    \(table.name)::regclass, 'tenant_id', colocate_with => \(first)
                )
                """
            )
        case .everywhere:
            try perform("SELECT create_reference_table(\(table.name)::regclass)")
        case .here: break
        }
        if table.hasTenant { try runScript("ALTER TABLE \(walled) FORCE ROW LEVEL SECURITY") }
    }

    /// Removes the rows that a table had here before it was spread: they stay in its file, unseen.
    func removeLeftRows() throws(StorageError) {
        let left = try texts(
            """
            SELECT class.relname FROM pg_class AS class
            JOIN pg_dist_partition AS dist ON dist.logicalrelid = class.oid
            WHERE class.relnamespace = current_schema()::regnamespace
              AND (dist.partmethod = 'h' OR dist.repmodel = 't')
              AND pg_relation_size(class.oid) > 0
            ORDER BY class.oid
            """
        )
        for table in left + ["parvis_wall.secret"] {
            try perform(
                "SELECT truncate_local_data_after_distributing_table(\(table)::regclass)"
            )
        }
    }
}

extension SQLConnection {
    /// Every table with its place; none where there is no cluster.
    func placedTables() throws(StorageError) -> [PlacedTable] {
        try isOne(PostgresCluster.isThere) ? try rows(TablePlace.question) : []
    }
}

extension PlacedTable {
    /// It is not where it should be.
    var isLeft: Bool { meant != found }
}

extension [PlacedTable] {
    /// The names of those that are on nodes.
    var spread: Set<String> { Set(filter { $0.found != .here }.map(\.name)) }

    /// What others refer to must be everywhere before they are spread.
    var inOrder: [PlacedTable] {
        filter { $0.meant == .everywhere } + filter { $0.meant != .everywhere }
    }
}
