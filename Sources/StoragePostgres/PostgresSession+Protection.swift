internal import Storage

/// Row-level security: the second wall between tenants, behind the `tenant_id` of each statement.
///
/// Every table with a column `tenant_id` gets it at the end of the transaction that made the table, so
/// that none can be forgotten.
extension PostgresSession {
    /// Waits until no other process changes tables.
    func waitForAlone() throws(StorageError) {
        // "parvis" as a number. A transaction holds it, not a session: so it works through a pooler.
        try perform("SELECT pg_advisory_xact_lock(123635869381987)")
        if isCluster, try !isOne(PostgresCluster.isBegun) {
            try perform(PostgresCluster.keepsToItself)
        }
    }

    /// The role that sees only its tenant's rows, when this login may take it on.
    func findTenantRole() throws(StorageError) {
        tenantRole = try texts(
            """
            SELECT rolname FROM pg_roles
            WHERE rolname = \(Self.roleName) AND pg_has_role(current_user, oid, 'MEMBER')
            """
        ).first
    }

    /// Looks for the role again: the tables, and with them the role, may be younger than this connection.
    ///
    /// Throws `unsupported` when there are tables and this login may not take the role on: with rights of
    /// its own it could see every tenant.
    func requireTenantRole() throws(StorageError) {
        guard tenantRole == nil else { return }
        try findTenantRole()
        guard tenantRole == nil, try !texts(PostgresWall.isThere).isEmpty else { return }
        let role = try texts("SELECT \(Self.roleName)").first ?? ""
        throw StorageError(
            .unsupported,
            "this login does not have the program's role: GRANT \"\(role)\" TO <this login>"
        )
    }

    /// Throws `unsupported` when this login would not see all rows, and count and copy none in silence.
    func checkSeesEverything() throws(StorageError) {
        let others = try texts(
            """
            SELECT class.relname FROM pg_class AS class
            WHERE class.relnamespace = current_schema()::regnamespace
              AND class.relkind IN ('r', 'p')
              AND NOT pg_has_role(current_user, class.relowner, 'USAGE')
              AND NOT EXISTS (
                  SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolbypassrls
              )
            ORDER BY class.oid LIMIT 1
            """
        )
        guard let table = others.first else { return }
        throw StorageError(
            .unsupported,
            "this needs the login that owns the tables (\(table) belongs to another one)"
        )
    }

    /// Protects each table that is not yet: at once, or it would be readable for a moment.
    ///
    /// `isWhole` says that `declared` is about every table: then all other rights are taken away.
    func protect(declared: [TableAccess], isWhole: Bool) throws(StorageError) {
        let role: String
        if let tenantRole { role = tenantRole } else { role = try makeTenantRole() }
        let isBuilt = try !texts(PostgresWall.isThere).isEmpty
        if isWhole || !isBuilt { try build(for: role, changesKey: isWhole) }
        let walls: [TableWall] = try rows(PostgresWall.walls)
        let placed = try placedTables()
        for (wall, form, _) in walls.flawed(declared: declared, spread: placed.spread)
        where isWhole || wall.policies.isEmpty {
            let name = PostgresWall.quoted(wall.table)
            try runScript(PostgresWall.wall(of: name, owner: wall.owner, form))
        }
        if isWhole { try takeRights(from: role) }
        for access in declared { try grant(access, to: role) }
        // What a migration adds to tables that are spread must be so too.
        guard !isWhole, placed.contains(where: { $0.found == .spread }) else { return }
        let names = Set(declared.map(\.table))
        for table in placed.inOrder where table.isLeft && names.contains(table.name) {
            try spread(table, isOpen: declared.contains { $0.table == table.name && $0.isOpen })
        }
    }

    /// What stands beside the tables: the function that asks for the proof, its key, the models.
    ///
    /// The key that is there stays, unless this program's is to be the one that counts.
    func build(for role: String, changesKey: Bool) throws(StorageError) {
        guard let key = settings.sightKey else {
            throw StorageError(.unsupported, "the wall between tenants needs the secret")
        }
        let names = try texts(
            "SELECT unnest(ARRAY[current_schema()::text, current_database()::text])"
        )
        guard names.count == 2 else { throw StorageError(.unsupported, "there is no schema") }
        try runScript(
            PostgresWall.foundation(
                in: names[0],
                of: names[1],
                for: role,
                secret: try placeOfSecret()
            )
        )
        if changesKey { try perform(PostgresWall.forget(allBut: key)) }
        try perform(PostgresWall.keep(key))
    }

    /// Makes the role that every transaction of the program takes on.
    ///
    /// Throws a sentence with what to type when this login may not: the program would otherwise run with
    /// the rights of whoever made the tables.
    private func makeTenantRole() throws(StorageError) -> String {
        let names = try texts("SELECT \(Self.roleName)")
        let mayMake = try !texts(
            """
            SELECT rolname FROM pg_roles
            WHERE rolname = current_user AND (rolcreaterole OR rolsuper)
            """
        ).isEmpty
        guard let role = names.first, mayMake else {
            throw StorageError(
                .unsupported,
                """
                this login may make no roles; let an administrator type once: \
                CREATE ROLE "\(names.first ?? "")" NOLOGIN; \
                GRANT "\(names.first ?? "")" TO <this login>
                """
            )
        }
        let isThere = try !texts("SELECT rolname FROM pg_roles WHERE rolname = \(role)").isEmpty
        let name = PostgresWall.quoted(role)
        let creation = isThere ? "" : "CREATE ROLE \(name) NOLOGIN NOBYPASSRLS;"
        try runScript("\(creation) GRANT \(name) TO CURRENT_USER;")
        tenantRole = role
        return role
    }

    /// Roles belong to the whole server, so the name holds the database's.
    static let roleName: SQL = "left(current_database(), 56) || '_tenant'"
}

extension SQLConnection {
    /// Whether there is a row.
    func isOne(_ sql: SQL) throws(StorageError) -> Bool { try !texts(sql).isEmpty }

    /// The first cell of every row.
    func texts(_ sql: SQL) throws(StorageError) -> [String] {
        var texts: [String] = []
        try run(sql) { (row: inout RowReader) throws(StorageError) in
            texts.append(try row.next())
        }
        return texts
    }

    func rows<Value: RowReadable>(_ sql: SQL) throws(StorageError) -> [Value] {
        var rows: [Value] = []
        try run(sql) { (row: inout RowReader) throws(StorageError) in
            rows.append(try Value(reading: &row))
        }
        return rows
    }
}
