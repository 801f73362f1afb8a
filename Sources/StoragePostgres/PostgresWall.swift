internal import Storage

/// The wall between tenants as SQL: row-level security that asks for a proof.
///
/// <https://www.postgresql.org/docs/15/ddl-rowsecurity.html>
enum PostgresWall {
    /// Everything that stands outside the tables themselves; can be run again.
    ///
    /// In a schema of its own, in which the program's role may not even name anything: it meets the
    /// function only inside policies. Tables without rows show how walls look, and every other table is
    /// compared with them: what PostgreSQL writes a condition back as is its own affair.
    ///
    /// `secret` is the table with the key, as the function finds it.
    static func foundation(
        in schema: String,
        of database: String,
        for role: String,
        secret: String
    ) -> String {
        """
        CREATE SCHEMA IF NOT EXISTS parvis_wall;
        REVOKE ALL ON SCHEMA parvis_wall FROM PUBLIC;
        CREATE TABLE IF NOT EXISTS parvis_wall.secret (
            inner_pad BYTEA NOT NULL, outer_pad BYTEA NOT NULL
        );
        CREATE UNIQUE INDEX IF NOT EXISTS secret_once ON parvis_wall.secret ((TRUE));
        REVOKE ALL ON parvis_wall.secret FROM PUBLIC;
        \(sight(reading: secret))
        \(WallForm.all.map(model).joined(separator: "\n"))
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
    private static func sight(reading secret: String) -> String {
        """
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
            INTO is_proven FROM \(secret);
            IF is_proven THEN
                RETURN sight;
            END IF;
            RAISE EXCEPTION 'a transaction named a tenant without the proof for it'
                USING ERRCODE = 'insufficient_privilege';
        END $$;
        """
    }

    /// A table without rows that shows how a wall of this form looks.
    private static func model(_ form: WallForm) -> String {
        let walled = "parvis_wall." + form.model
        return """
            CREATE TABLE IF NOT EXISTS \(walled) (tenant_id TEXT COLLATE "C");
            ALTER TABLE \(walled) OWNER TO CURRENT_USER;
            \(wall(of: walled, owner: "CURRENT_USER", form))
            """
    }

    /// The conditions of one table: rows of the proven tenant for everybody, all rows for whoever owns it,
    /// and no other policy, which would come to these.
    static func wall(of walled: String, owner: String, _ form: WallForm) -> String {
        let condition = form.condition
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

    /// Each table with a `tenant_id`, and those that show how it should look: ``TableWall``.
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

/// How the condition of a wall is written.
struct WallForm: Equatable {
    /// A transaction on what all tenants share sees the rows of every tenant.
    var isOpen: Bool
    /// The rows are on the nodes of a cluster.
    var isSpread: Bool

    /// The sub-select is computed once for each statement, not for each row.
    ///
    /// A cluster refuses it: there the proof is checked once for each statement that names its tenant,
    /// and else for each row.
    var condition: String {
        let sight = isSpread ? "parvis_wall.sight()" : "(SELECT parvis_wall.sight())"
        return isOpen ? "\(sight) = ANY (ARRAY[tenant_id, '+'])" : "tenant_id = \(sight)"
    }

    /// The table that shows how it looks.
    var model: String {
        (isOpen ? "open_" : "closed_") + (isSpread ? "spread" : "rows")
    }

    static let all = [false, true].flatMap { isSpread in
        [false, true].map { WallForm(isOpen: $0, isSpread: isSpread) }
    }
}

/// How one table is protected, as the catalogue has it.
struct TableWall: RowReadable {
    let table: String
    /// Otherwise it is one of those that show how a wall looks.
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
    func model(_ form: WallForm) -> TableWall? {
        first { !$0.isOwn && $0.table == form.model }
    }

    /// The tables of the program whose wall is not as it should be; some are `spread` over a cluster.
    func flawed(
        declared: [TableAccess],
        spread: Set<String>
    ) -> [(wall: TableWall, form: WallForm, flaw: String)] {
        filter(\.isOwn).compactMap { wall in
            let form = WallForm(
                isOpen: declared.contains { $0.table == wall.table && $0.isOpen },
                isSpread: spread.contains(wall.table)
            )
            return wall.flaw(against: model(form)).map { (wall, form, $0) }
        }
    }
}
