internal import Storage

/// What an operator should know of a cluster, beside what is true of every server.
enum ClusterFacts {
    static func all(
        _ placed: [PlacedTable],
        _ walls: [TableWall],
        _ connection: any SQLConnection
    ) throws(StorageError) -> [DatabaseFact] {
        let version = try connection.texts("SELECT citus_version()").first ?? ""
        let name = version.split(separator: " ").prefix(2).joined(separator: " ")
        return [DatabaseFact("cluster", name), tables(placed)]
            + (try nodes(walls, connection))
    }

    /// Tables that wait for `--distribute` work, on the coordinator alone; some here and some there do not.
    private static func tables(_ placed: [PlacedTable]) -> DatabaseFact {
        let counts = [TablePlace.spread, .everywhere, .here].map { place in
            placed.count { $0.found == place }
        }
        let left = placed.filter(\.isLeft).map(\.name)
        return DatabaseFact(
            "tables",
            "\(counts[0]) spread by tenant, \(counts[1]) on every node, \(counts[2]) on this server",
            problem: left.isEmpty
                ? nil
                : """
                These tables are not where they should be (\(left.joined(separator: ", "))): run \
                parvis migrate --distribute.
                """
        )
    }

    /// Each node says of itself what is wrong with it, to the program's role.
    private static func nodes(
        _ walls: [TableWall],
        _ connection: any SQLConnection
    ) throws(StorageError) -> [DatabaseFact] {
        let conditions = WallForm.all.filter(\.isSpread).compactMap { walls.model($0)?.policies }
        let answers: [NodeAnswer] = try connection.rows(
            """
            SELECT nodename || ':' || nodeport, success, result
            FROM run_command_on_workers(replace(
                \(question), 'POLICIES', quote_literal(\(SQLValue.list(conditions.map(SQLValue.text)))::text)
            ))
            ORDER BY 1
            """
        )
        return answers.map { answer in
            let trouble = answer.isWell ? answer.text : "it did not answer: \(answer.text)"
            return DatabaseFact(
                "node \(answer.node)",
                trouble.isEmpty ? "well" : "not well",
                problem: trouble.isEmpty ? nil : "The node \(answer.node) is not well (\(trouble))."
            )
        }
    }

    /// `POLICIES` stands for the policies that a table of a node may have, as an array in a text.
    private static let question = """
        SELECT concat_ws('; ',
            CASE WHEN current_setting('fsync') <> 'on' OR current_setting('full_page_writes') <> 'on'
                OR current_setting('synchronous_commit') = 'off'
            THEN 'fsync, full_page_writes and synchronous_commit must be on' END,
            CASE WHEN current_setting('track_activities') = 'on'
            THEN 'track_activities shows proofs of tenants to every login of the program' END,
            (
                SELECT 'the wall between tenants is not whole: ' || string_agg(name, ', ')
                FROM (
                    SELECT class.relname AS name FROM pg_class AS class
                    JOIN pg_attribute AS attribute
                        ON attribute.attrelid = class.oid AND attribute.attname = 'tenant_id'
                    WHERE class.relkind = 'r' AND class.relnamespace = current_schema()::regnamespace
                      AND NOT attribute.attisdropped
                      AND (
                          NOT class.relrowsecurity OR NOT class.relforcerowsecurity
                          OR NOT coalesce((
                              SELECT string_agg(
                                  concat_ws(
                                      ' ', policy.polname, policy.polcmd::text,
                                      policy.polpermissive::text,
                                      (
                                          SELECT string_agg(
                                              CASE role WHEN class.relowner THEN 'owner'
                                              ELSE role::text END, ','
                                          )
                                          FROM unnest(policy.polroles) AS role
                                      ),
                                      pg_get_expr(policy.polqual, policy.polrelid),
                                      pg_get_expr(policy.polwithcheck, policy.polrelid)
                                  ),
                                  '; ' ORDER BY policy.polname
                              )
                              FROM pg_policy AS policy WHERE policy.polrelid = class.oid
                          ), '') = ANY (POLICIES::text[])
                      )
                    ORDER BY class.relname LIMIT 5
                ) AS flawed
            )
        )
        """
}

private struct NodeAnswer: RowReadable {
    let node: String
    let isWell: Bool
    let text: String

    init(reading row: inout RowReader) throws(StorageError) {
        node = try row.next()
        isWell = try row.next()
        text = try row.next() ?? ""
    }
}
