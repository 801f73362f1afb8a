package import Storage

extension PostgresDriver {
    /// What an operator should know: version, place, who we are, whether answered means durable, and
    /// whether every table is protected as it is declared.
    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        let place = settings.address.place
        return try await read(for: nil) { connection in
            var facts = [DatabaseFact("server", place)]
            try connection.run(Self.question) { (row: inout RowReader) throws(StorageError) in
                facts.append(DatabaseFact("engine", try row.next()))
                let isEncrypted: Bool = try row.next()
                facts.append(DatabaseFact("TLS to the server", isEncrypted ? "yes" : "no"))
                facts.append(Self.durability(try row.next(), isDurable: try row.next()))
                facts.append(Self.role(try row.next(), isBound: try row.next()))
                facts.append(Self.login(try row.next(), isHarmless: try row.next()))
                facts.append(Self.making(try row.next()))
            }
            let walls: [TableWall] = try connection.rows(PostgresWall.walls)
            let placed = try connection.placedTables()
            facts.append(Self.walls(walls, declared: declared, spread: placed.spread))
            if try connection.isOne(PostgresCluster.isThere) {
                facts += try ClusterFacts.all(placed, walls, connection)
            }
            let grants: [TableGrant] = try connection.rows(PostgresSession.grants)
            facts.append(Self.rights(Set(grants), declared: declared))
            return facts
        }
    }

    private static let question: SQL = """
        SELECT
            'PostgreSQL ' || current_setting('server_version'),
            coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), FALSE),
            current_setting('fsync') || ', ' || current_setting('synchronous_commit'),
            current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
                AND current_setting('synchronous_commit') <> 'off',
            current_user::text,
            (SELECT NOT rolsuper AND NOT rolbypassrls FROM pg_roles WHERE rolname = current_user),
            session_user::text,
            (SELECT NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole FROM pg_roles
             WHERE rolname = session_user)
            AND NOT EXISTS (
                SELECT 1 FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                  AND pg_has_role(session_user, relowner, 'MEMBER')
            ),
            has_database_privilege(current_user, current_database(), 'TEMPORARY')
                OR has_database_privilege(current_user, current_database(), 'CREATE')
                OR has_schema_privilege(current_user, current_schema(), 'CREATE')
        """

    private static func durability(_ settings: String, isDurable: Bool) -> DatabaseFact {
        DatabaseFact(
            "fsync, synchronous_commit",
            settings,
            problem: isDurable
                ? nil
                : """
                An answered signature could be lost in a power cut: fsync, full_page_writes and \
                synchronous_commit must be on.
                """
        )
    }

    private static func role(_ name: String, isBound: Bool) -> DatabaseFact {
        DatabaseFact(
            "rows are read as",
            name,
            problem: isBound
                ? nil
                : "Row-level security does not bind the role \(name): see docs/OPERATING.md."
        )
    }

    /// A statement that slips in can go back to the login, and has its rights then.
    private static func login(_ name: String, isHarmless: Bool) -> DatabaseFact {
        DatabaseFact(
            "login",
            name,
            problem: isHarmless
                ? nil
                : """
                The login \(name) may change tables or roles. Serve with a login that has the \
                program's role and nothing else: see docs/OPERATING.md.
                """
        )
    }

    /// A temporary table would stand before the real one of its name, on a connection that others use.
    private static func making(_ mayMake: Bool) -> DatabaseFact {
        DatabaseFact(
            "the program's role makes tables",
            mayMake ? "yes" : "no",
            problem: mayMake
                ? "The program's role may make tables of its own: run parvis migrate." : nil
        )
    }

    private static func walls(
        _ walls: [TableWall],
        declared: [TableAccess],
        spread: Set<String>
    ) -> DatabaseFact {
        let flawed = walls.flawed(declared: declared, spread: spread)
        let list = flawed.map { "\($0.wall.table): \($0.flaw)" }.joined(separator: "; ")
        return DatabaseFact(
            "wall between tenants",
            flawed.isEmpty
                ? "on \(walls.count(where: \.isOwn)) tables"
                : "not whole on \(flawed.count) tables",
            problem: flawed.isEmpty
                ? nil : "The wall between tenants is not whole (\(list)): run parvis migrate."
        )
    }

    private static func rights(
        _ grants: Set<TableGrant>,
        declared: [TableAccess]
    ) -> DatabaseFact {
        let meant = Set(declared.flatMap(TableGrant.all))
        let more = grants.subtracting(meant).map { "too much: \($0.text)" }
        let less = meant.subtracting(grants).map { "missing: \($0.text)" }
        let list = (more.sorted() + less.sorted()).joined(separator: "; ")
        return DatabaseFact(
            "rights of the program's role",
            list.isEmpty ? "as declared, on \(declared.count) tables" : "not as declared",
            problem: list.isEmpty
                ? nil
                : "The program's role has other rights than declared (\(list)): run parvis migrate."
        )
    }
}
