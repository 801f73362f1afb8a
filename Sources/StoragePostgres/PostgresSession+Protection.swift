internal import Storage

/// Row-level security: the second wall between tenants, behind the `tenant_id` of each statement.
///
/// Every table with a column `tenant_id` gets it at the end of the transaction that made the table, so
/// that none can be forgotten. <https://www.postgresql.org/docs/15/ddl-rowsecurity.html>
extension PostgresSession {
    /// Waits until no other process changes tables.
    func waitForAlone() throws(StorageError) {
        // "parvis" as a number. A transaction holds it, not a session: so it works through a pooler.
        try perform("SELECT pg_advisory_xact_lock(123635869381987)")
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

    /// Protects each table that is not yet: at once, or it would be readable for a moment.
    func protect(opening tables: [String]) throws(StorageError) {
        if tenantRole == nil { try makeTenantRole() }
        let unprotected = try texts(
            """
            SELECT class.relname FROM pg_class AS class
            JOIN pg_attribute AS attribute
                ON attribute.attrelid = class.oid AND attribute.attname = 'tenant_id'
            WHERE class.relnamespace = current_schema()::regnamespace
              AND class.relkind IN ('r', 'p') AND NOT class.relforcerowsecurity
            ORDER BY class.oid
            """
        )
        for table in unprotected {
            try runScript(Self.policy(of: table, isOpen: tables.contains(table)))
        }
        if let tenantRole {
            let ungranted = try texts(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                  AND NOT has_table_privilege(\(tenantRole), oid, 'SELECT')
                ORDER BY oid
                """
            )
            for table in ungranted {
                try runScript(
                    """
                    GRANT SELECT, INSERT, UPDATE, DELETE ON \(Self.quoted(table))
                    TO \(Self.quoted(tenantRole))
                    """
                )
            }
        }
    }

    /// Makes the role when this login may make roles; otherwise the login itself is bound by the
    /// policies, which hold for the owner of a table too.
    private func makeTenantRole() throws(StorageError) {
        let missing = try texts(
            """
            SELECT \(Self.roleName) FROM pg_roles
            WHERE rolname = current_user AND (rolcreaterole OR rolsuper)
            """
        )
        guard let role = missing.first else { return }
        let isThere = try !texts("SELECT rolname FROM pg_roles WHERE rolname = \(role)").isEmpty
        let name = Self.quoted(role)
        let creation = isThere ? "" : "CREATE ROLE \(name) NOLOGIN NOBYPASSRLS;"
        let schema = try texts("SELECT current_schema()::text").first ?? "public"
        try runScript(
            """
            \(creation)
            GRANT \(name) TO CURRENT_USER;
            GRANT USAGE ON SCHEMA \(Self.quoted(schema)) TO \(name);
            """
        )
        tenantRole = role
    }

    /// The sub-select is computed once for each statement, not for each row.
    private static func policy(of table: String, isOpen: Bool) -> String {
        let sight = "(SELECT current_setting('parvis.tenant', TRUE))"
        let all = isOpen ? "'*', '+'" : "'*'"
        let condition = "tenant_id = \(sight) OR \(sight) IN (\(all))"
        return """
            ALTER TABLE \(quoted(table)) ENABLE ROW LEVEL SECURITY;
            ALTER TABLE \(quoted(table)) FORCE ROW LEVEL SECURITY;
            CREATE POLICY tenant_rows ON \(quoted(table))
                USING (\(condition)) WITH CHECK (\(condition));
            """
    }

    private func texts(_ sql: SQL) throws(StorageError) -> [String] {
        var texts: [String] = []
        try run(sql) { (row: inout RowReader) throws(StorageError) in
            texts.append(try row.next())
        }
        return texts
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// Roles belong to the whole server, so the name holds the database's.
    private static let roleName: SQL = "left(current_database(), 56) || '_tenant'"
}
