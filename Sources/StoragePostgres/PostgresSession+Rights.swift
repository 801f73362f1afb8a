internal import Storage

/// The rights of the program's role: what is declared beside each table, and nothing else.
extension PostgresSession {
    /// Comes to the rights that the role has.
    func grant(_ access: TableAccess, to role: String) throws(StorageError) {
        let rights = Self.privileges(of: access).map { privilege, columns in
            columns.isEmpty
                ? privilege
                : "\(privilege) (\(columns.map(PostgresWall.quoted).joined(separator: ", ")))"
        }
        try runScript(
            """
            GRANT \(rights.joined(separator: ", ")) ON \(PostgresWall.quoted(access.table))
            TO \(PostgresWall.quoted(role))
            """
        )
    }

    /// Takes every right on a table from the role and from everybody.
    func takeRights(from role: String) throws(StorageError) {
        let name = PostgresWall.quoted(role)
        let schema = try texts("SELECT current_schema()::text").first ?? "public"
        try runScript(
            """
            REVOKE ALL ON ALL TABLES IN SCHEMA \(PostgresWall.quoted(schema)) FROM \(name), PUBLIC;
            """
        )
    }

    /// What the role and everybody may do with each table or column, one privilege each.
    static let grants: SQL = """
        SELECT class.relname, acl.privilege_type, ''
        FROM pg_class AS class, aclexplode(class.relacl) AS acl
        WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind IN ('r', 'p')
          AND acl.grantee IN (SELECT oid FROM pg_roles WHERE rolname = \(roleName) UNION SELECT 0::oid)
        UNION
        SELECT class.relname, acl.privilege_type, attribute.attname
        FROM pg_class AS class
        JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid,
            aclexplode(attribute.attacl) AS acl
        WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind IN ('r', 'p')
          AND acl.grantee IN (SELECT oid FROM pg_roles WHERE rolname = \(roleName) UNION SELECT 0::oid)
        """

    /// Privileges in PostgreSQL's words, with columns where they are not about all.
    static func privileges(of access: TableAccess) -> [(privilege: String, columns: [String])] {
        var privileges: [(privilege: String, columns: [String])] = [("SELECT", [])]
        if access.adds { privileges.append(("INSERT", [])) }
        if !access.changes.isEmpty { privileges.append(("UPDATE", access.changes)) }
        if access.removes { privileges.append(("DELETE", [])) }
        return privileges
    }
}
