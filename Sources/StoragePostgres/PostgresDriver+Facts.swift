package import Storage

extension PostgresDriver {
    /// What an operator should know: version, place, who we are, and whether answered means durable.
    package func facts() async throws -> [DatabaseFact] {
        let place = settings.address.place
        return try await read(for: nil) { connection in
            var facts = [DatabaseFact("server", place)]
            try connection.run(
                """
                SELECT
                    'PostgreSQL ' || current_setting('server_version'),
                    coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), FALSE),
                    current_setting('fsync') || ', ' || current_setting('synchronous_commit'),
                    current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
                        AND current_setting('synchronous_commit') <> 'off',
                    current_user::text,
                    (SELECT NOT rolsuper AND NOT rolbypassrls FROM pg_roles
                     WHERE rolname = current_user),
                    (SELECT count(*) FROM pg_class AS class
                     JOIN pg_attribute AS attribute
                         ON attribute.attrelid = class.oid AND attribute.attname = 'tenant_id'
                     WHERE class.relnamespace = current_schema()::regnamespace
                       AND class.relkind IN ('r', 'p') AND NOT class.relforcerowsecurity)
                """
            ) { (row: inout RowReader) throws(StorageError) in
                facts.append(DatabaseFact("engine", try row.next()))
                let isEncrypted: Bool = try row.next()
                facts.append(DatabaseFact("TLS to the server", isEncrypted ? "yes" : "no"))
                facts.append(Self.durability(try row.next(), isDurable: try row.next()))
                facts.append(Self.role(try row.next(), isBound: try row.next()))
                facts.append(Self.protection(without: try row.next()))
            }
            return facts
        }
    }

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

    private static func protection(without: Int) -> DatabaseFact {
        DatabaseFact(
            "row-level security",
            without == 0 ? "on every table of tenants" : "missing on \(without) tables",
            problem: without == 0 ? nil : "\(without) tables have no row-level security."
        )
    }
}
