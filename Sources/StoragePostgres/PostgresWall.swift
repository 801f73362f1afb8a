internal import Storage

/// The wall between tenants as SQL: row-level security that asks for a proof.
///
/// <https://www.postgresql.org/docs/15/ddl-rowsecurity.html>
enum PostgresWall {
    /// Everything that stands outside the tables themselves; can be run again.
    ///
    /// In a schema of its own, in which the program's role may not even name anything: it meets the
    /// function only inside policies. The two tables without rows show how a wall looks, and every
    /// other table is compared with them: what PostgreSQL writes a condition back as is its own affair.
    static func foundation(
        in schema: String,
        of database: String,
        for role: String
    ) -> String {
        """
        CREATE SCHEMA IF NOT EXISTS parvis_wall;
        REVOKE ALL ON SCHEMA parvis_wall FROM PUBLIC;
        CREATE TABLE IF NOT EXISTS parvis_wall.secret (
            inner_pad BYTEA NOT NULL, outer_pad BYTEA NOT NULL
        );
        CREATE UNIQUE INDEX IF NOT EXISTS secret_once ON parvis_wall.secret ((TRUE));
        REVOKE ALL ON parvis_wall.secret FROM PUBLIC;
        \(sight)
        CREATE TABLE IF NOT EXISTS parvis_wall.closed_rows (tenant_id TEXT COLLATE "C");
        CREATE TABLE IF NOT EXISTS parvis_wall.open_rows (tenant_id TEXT COLLATE "C");
        ALTER TABLE parvis_wall.closed_rows OWNER TO CURRENT_USER;
        ALTER TABLE parvis_wall.open_rows OWNER TO CURRENT_USER;
        \(wall(of: "parvis_wall.closed_rows", owner: "CURRENT_USER", isOpen: false))
        \(wall(of: "parvis_wall.open_rows", owner: "CURRENT_USER", isOpen: true))
        REVOKE CREATE, TEMPORARY ON DATABASE \(quoted(database)) FROM PUBLIC;
        REVOKE CREATE ON SCHEMA \(quoted(schema)) FROM PUBLIC;
        REVOKE ALL ON SCHEMA \(quoted(schema)) FROM \(quoted(role));
        GRANT USAGE ON SCHEMA \(quoted(schema)) TO \(quoted(role));
        """
    }

    /// The tenant of the transaction, when its proof is right; nothing without one.
    ///
    /// Every name is qualified: whoever calls it chooses `search_path`. With a `SET` of its own it would
    /// take twice the time. Both sides are hashed once more, so that how long the comparison takes tells
    /// nothing of what would be right.
    private static let sight = """
        CREATE OR REPLACE FUNCTION parvis_wall.sight() RETURNS pg_catalog.text
        LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
        DECLARE
            sight pg_catalog.text := pg_catalog.current_setting('parvis.tenant', TRUE);
            is_proven pg_catalog.bool;
        BEGIN
            IF sight IS NULL OR sight OPERATOR(pg_catalog.=) '' THEN
                RETURN NULL;
            END IF;
            SELECT
                pg_catalog.sha256(pg_catalog.convert_to(
                    pg_catalog.current_setting('parvis.proof', TRUE), 'UTF8'
                )) OPERATOR(pg_catalog.=)
                pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(
                    pg_catalog.sha256(outer_pad OPERATOR(pg_catalog.||) pg_catalog.sha256(
                        inner_pad OPERATOR(pg_catalog.||) pg_catalog.convert_to(sight, 'UTF8')
                    )), 'hex'
                ), 'UTF8'))
            INTO is_proven FROM parvis_wall.secret;
            IF is_proven THEN
                RETURN sight;
            END IF;
            RAISE EXCEPTION 'a transaction named a tenant without the proof for it'
                USING ERRCODE = 'insufficient_privilege';
        END $$;
        """

    /// The conditions of one table: rows of the proven tenant for everybody, all rows for whoever owns it,
    /// and no other policy, which would come to these.
    ///
    /// The sub-select is computed once for each statement, not for each row.
    static func wall(of walled: String, owner: String, isOpen: Bool) -> String {
        let sight = "(SELECT parvis_wall.sight())"
        let condition =
            isOpen ? "\(sight) = ANY (ARRAY[tenant_id, '+'])" : "tenant_id = \(sight)"
        return """
            ALTER TABLE \(walled) ENABLE ROW LEVEL SECURITY;
            ALTER TABLE \(walled) FORCE ROW LEVEL SECURITY;
            DO $$
            DECLARE name pg_catalog.text;
            BEGIN
                FOR name IN SELECT polname FROM pg_policy WHERE polrelid = '\(walled)'::regclass LOOP
                    EXECUTE format('DROP POLICY %I ON \(walled)', name);
                END LOOP;
            END $$;
            CREATE POLICY tenant_rows ON \(walled)
                USING (\(condition)) WITH CHECK (\(condition));
            CREATE POLICY owner_rows ON \(walled) TO \(owner) USING (TRUE) WITH CHECK (TRUE);
            """
    }

    /// Keeps the key; the one that is there stays, so that a command with another secret stops no server.
    static func keep(_ key: SightKey) -> SQL {
        """
        INSERT INTO parvis_wall.secret (inner_pad, outer_pad)
        VALUES (\(key.innerPad), \(key.outerPad)) ON CONFLICT DO NOTHING
        """
    }

    static func forget(allBut key: SightKey) -> SQL {
        "DELETE FROM parvis_wall.secret WHERE inner_pad <> \(key.innerPad)"
    }

    static let isThere: SQL = "SELECT nspname FROM pg_namespace WHERE nspname = 'parvis_wall'"

    /// Each table with a `tenant_id`, and the two that show how it should look: ``TableWall``.
    static let walls: SQL = """
        SELECT
            class.relname, class.relnamespace = current_schema()::regnamespace,
            class.relowner::regrole::text, class.relrowsecurity, class.relforcerowsecurity,
            coalesce((
                SELECT string_agg(
                    concat_ws(
                        ' ', policy.polname, policy.polcmd::text, policy.polpermissive::text,
                        (
                            SELECT string_agg(
                                CASE role WHEN class.relowner THEN 'owner' ELSE role::text END, ','
                            )
                            FROM unnest(policy.polroles) AS role
                        ),
                        pg_get_expr(policy.polqual, policy.polrelid),
                        pg_get_expr(policy.polwithcheck, policy.polrelid)
                    ),
                    '; ' ORDER BY policy.polname
                )
                FROM pg_policy AS policy WHERE policy.polrelid = class.oid
            ), '')
        FROM pg_class AS class
        JOIN pg_attribute AS attribute
            ON attribute.attrelid = class.oid AND attribute.attname = 'tenant_id'
        WHERE class.relkind IN ('r', 'p') AND NOT attribute.attisdropped
          AND (
              class.relnamespace = current_schema()::regnamespace
              OR class.relnamespace = to_regnamespace('parvis_wall')
          )
        ORDER BY class.oid
        """

    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// How one table is protected, as the catalogue has it.
struct TableWall: RowReadable {
    let table: String
    /// Otherwise it is one of the two that show how a wall looks.
    let isOwn: Bool
    /// As it stands in a statement.
    let owner: String
    let isOn: Bool
    let bindsOwner: Bool
    /// Name, commands, roles and conditions of each.
    let policies: String

    init(reading row: inout RowReader) throws(StorageError) {
        table = try row.next()
        isOwn = try row.next()
        owner = try row.next()
        isOn = try row.next()
        bindsOwner = try row.next()
        policies = try row.next()
    }

    /// What is wrong with it, in a few words; nil when it is as the model.
    func flaw(against model: TableWall?) -> String? {
        if !isOn { return "row-level security is off" }
        if !bindsOwner { return "row-level security does not bind its owner" }
        guard let model else { return "nothing shows how its policies should be" }
        return policies == model.policies ? nil : "its policies are not those of this program"
    }
}

extension [TableWall] {
    func model(isOpen: Bool) -> TableWall? {
        first { !$0.isOwn && $0.table == (isOpen ? "open_rows" : "closed_rows") }
    }

    /// The tables of the program whose wall is not as it should be.
    func flawed(declared: [TableAccess]) -> [(wall: TableWall, isOpen: Bool, flaw: String)] {
        filter(\.isOwn).compactMap { wall in
            let isOpen = declared.contains { $0.table == wall.table && $0.isOpen }
            return wall.flaw(against: model(isOpen: isOpen)).map { (wall, isOpen, $0) }
        }
    }
}
