import TestSupport

/// What a database with Citus 13 has and refuses, as far as this program meets it: the rows stay where
/// they are, and everything else is as on a cluster of one node.
///
/// The sentences are Citus' own, and so are the codes. What Citus itself does with rows was run by hand:
/// `docs/OPERATING.md` says what and when.
enum ClusterStandIn {
    static func install(in store: TestStore) throws {
        for script in [tables, functions, refusals] {
            try PostgresConsole.run(script, at: store.address)
        }
        try PostgresConsole.run(
            "ALTER DATABASE \(store.name) SET search_path = public, stand_in",
            at: store.address
        )
    }

    private static let tables = """
        CREATE SCHEMA stand_in;
        GRANT USAGE ON SCHEMA stand_in TO PUBLIC;
        CREATE TABLE stand_in.pg_dist_partition (
            logicalrelid regclass PRIMARY KEY, partmethod text, repmodel text
        );
        CREATE TABLE stand_in.pg_dist_shard (logicalrelid regclass, shardid bigint);
        CREATE TABLE stand_in.pg_dist_node (
            nodename text, nodeport int, groupid int, isactive bool, shouldhaveshards bool
        );
        INSERT INTO stand_in.pg_dist_node VALUES
            ('one', 5432, 0, TRUE, FALSE), ('two', 5432, 1, TRUE, TRUE);
        CREATE TABLE stand_in.asked (number serial PRIMARY KEY, what text);
        GRANT SELECT ON ALL TABLES IN SCHEMA stand_in TO PUBLIC;
        """

    private static let functions = """
        CREATE FUNCTION stand_in.citus_version() RETURNS text LANGUAGE sql AS
        $$ SELECT 'Citus 13.2.2 on a stand-in' $$;
        CREATE FUNCTION stand_in.run_command_on_workers(command text)
        RETURNS TABLE (nodename text, nodeport int, success bool, result text)
        LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE command INTO result;
            RETURN QUERY SELECT 'two', 5432, TRUE, result;
        END $$;
        CREATE FUNCTION stand_in.place(
            name regclass, method text, model text
        ) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            has_rows bool;
            other regclass;
        BEGIN
            IF EXISTS (
                SELECT 1 FROM pg_policy WHERE polrelid = name
                  AND pg_get_expr(polqual, polrelid) || pg_get_expr(polwithcheck, polrelid) ~ 'SELECT'
            ) THEN
                RAISE EXCEPTION 'cannot create policy' USING ERRCODE = 'feature_not_supported',
                    DETAIL = 'Subqueries are not supported in policies on distributed tables';
            END IF;
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', name) INTO has_rows;
            IF has_rows AND (SELECT relforcerowsecurity FROM pg_class WHERE oid = name) THEN
                RAISE EXCEPTION 'COPY FROM not supported with row-level security'
                    USING ERRCODE = 'feature_not_supported';
            END IF;
            SELECT confrelid INTO other FROM pg_constraint
            WHERE conrelid = name AND contype = 'f' AND confrelid <> conrelid
              AND confrelid NOT IN (SELECT logicalrelid FROM stand_in.pg_dist_partition);
            IF other IS NOT NULL THEN
                RAISE EXCEPTION 'referenced table "%" must be a distributed table or a reference table',
                    other USING ERRCODE = 'feature_not_supported';
            END IF;
            INSERT INTO stand_in.pg_dist_partition VALUES (name, method, model);
            IF name <> 'parvis_wall.secret'::regclass THEN
                EXECUTE format(
                    'CREATE TRIGGER refuse BEFORE INSERT ON %s EXECUTE FUNCTION stand_in.refuse_rows()',
                    name
                );
            END IF;
        END $$;
        CREATE FUNCTION stand_in.create_reference_table(name regclass) RETURNS void
        LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM stand_in.place(name, 'n', 't');
            INSERT INTO stand_in.asked (what) VALUES ('everywhere ' || name);
            IF name = 'parvis_wall.secret'::regclass THEN
                CREATE VIEW parvis_wall.secret_7 AS SELECT * FROM parvis_wall.secret;
                INSERT INTO stand_in.pg_dist_shard VALUES (name, 7);
            END IF;
        END $$;
        CREATE FUNCTION stand_in.create_distributed_table(
            name regclass, by_column text, colocate_with text
        ) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM stand_in.place(name, 'h', 's');
            INSERT INTO stand_in.asked (what) VALUES (by_column || ' ' || name);
        END $$;
        CREATE FUNCTION stand_in.truncate_local_data_after_distributing_table(regclass)
        RETURNS void LANGUAGE sql AS
        $$ INSERT INTO stand_in.asked (what) VALUES ('emptied ' || $1) $$;
        """

    private static let refusals = """
        CREATE FUNCTION stand_in.refuse_rows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_query() ~* 'VALUES\\s*\\(.*\\(\\s*SELECT' THEN
                RAISE EXCEPTION 'subqueries are not supported within INSERT queries'
                    USING ERRCODE = 'feature_not_supported';
            ELSIF current_query() ~* 'INSERT INTO.*SELECT'
                AND current_query() !~* 'ON CONFLICT|RETURNING' THEN
                RAISE EXCEPTION 'COPY FROM not supported with row-level security'
                    USING ERRCODE = 'feature_not_supported';
            END IF;
            RETURN NULL;
        END $$;
        CREATE FUNCTION stand_in.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (
                SELECT 1 FROM pg_policy AS policy
                JOIN stand_in.pg_dist_partition AS dist ON dist.logicalrelid = policy.polrelid
                WHERE pg_get_expr(policy.polqual, policy.polrelid) ~ 'SELECT'
            ) THEN
                RAISE EXCEPTION 'cannot create policy' USING ERRCODE = 'feature_not_supported',
                    DETAIL = 'Subqueries are not supported in policies on distributed tables';
            END IF;
            IF tg_tag = 'ALTER TABLE' AND current_query() ~* 'ADD COLUMN[^;,]*(CHECK|UNIQUE|REFERENCES)'
                AND EXISTS (
                    SELECT 1 FROM pg_event_trigger_ddl_commands() AS command
                    JOIN stand_in.pg_dist_partition AS dist ON dist.logicalrelid = command.objid
                )
            THEN
                RAISE EXCEPTION 'cannot execute ADD COLUMN command with PRIMARY KEY, UNIQUE, FOREIGN and '
                    'CHECK constraints' USING ERRCODE = 'feature_not_supported';
            END IF;
        END $$;
        CREATE EVENT TRIGGER refuse ON ddl_command_end
            WHEN TAG IN ('CREATE POLICY', 'ALTER POLICY', 'ALTER TABLE')
            EXECUTE FUNCTION stand_in.refuse();
        """
}
