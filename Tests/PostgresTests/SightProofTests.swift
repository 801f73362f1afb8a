import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: the name of another tenant is worth nothing to a statement that slips in.
///
/// Method: statements inside the program's own transactions that name another tenant, with every proof
/// that can be read there.
@Suite("The proof of a tenant", .enabled(if: TestEngine.isPostgres))
struct SightProofTests {
    @Test(
        "a transaction that names another tenant, all or what is shared, sees and writes nothing more"
    )
    func renamed() async throws {
        let house = try await WallHouse()

        for name in ["other", "+", "*", "eci\u{1}", "ECI", "eci "] {
            let failure = await Self.failure {
                try await house.database.read(in: house.scope(.eci)) { transaction in
                    try transaction.run("SELECT set_config('parvis.tenant', \(name), TRUE)")
                    let _: Int? = try transaction.value("SELECT count(*) FROM ledger_entry")
                }
            }
            let written = await Self.failure {
                try await house.database.write(in: house.scope(.eci)) { transaction in
                    try transaction.run("SELECT set_config('parvis.tenant', \(name), TRUE)")
                    try transaction.run("UPDATE ledger_item SET entry_count = 9")
                }
            }
            #expect(failure?.detail.contains("without the proof") == true, "\(name)")
            #expect(written?.detail.contains("without the proof") == true, "\(name)")
        }
        #expect(try await house.rows(of: .other) == 1)
    }

    @Test("one statement that renames and reads at once sees no other tenant's rows")
    func within() async throws {
        let house = try await WallHouse()
        let statements: [SQL] = [
            """
            SELECT tenant_id FROM ledger_entry
            WHERE set_config('parvis.tenant', 'other', TRUE) = 'other'
            """,
            """
            WITH renamed AS MATERIALIZED (SELECT set_config('parvis.tenant', 'other', TRUE))
            SELECT tenant_id FROM renamed, ledger_entry
            """,
            """
            SELECT tenant_id FROM ledger_entry UNION ALL
            SELECT tenant_id FROM ledger_entry
            WHERE EXISTS (SELECT set_config('parvis.tenant', 'other', TRUE))
            """,
        ]

        for statement in statements {
            var seen: [String] = []
            do {
                seen = try await house.database.read(in: house.scope(.eci)) {
                    try $0.column(statement)
                }
            } catch let error as StorageError {
                #expect(error.detail.contains("without the proof"), "\(error)")
            }
            #expect(!seen.contains("other"), "\(statement.pieces)")
        }
    }

    @Test("the proof of one tenant is none for another one, and none is nowhere")
    func proofs() async throws {
        let house = try await WallHouse()
        let (eci, other) = (try await house.proof(of: .eci), try await house.proof(of: .other))
        let shared: String? = try await house.database.readShared {
            try $0.value("SELECT current_setting('parvis.proof')")
        }
        let address = try house.intruder()

        func ask(_ tenant: String, _ proof: String) -> String? {
            try? PostgresConsole.run(
                "SET parvis.tenant = '\(tenant)'",
                "SET parvis.proof = '\(proof)'",
                "SELECT count(*) FROM ledger_entry",
                at: address
            ).first?.first
        }
        #expect(eci.count == 64 && Set([eci, other, shared ?? ""]).count == 3)
        #expect(ask("eci", eci) == "1")
        #expect(ask("other", other) == "1")
        for (tenant, proof) in [
            ("other", eci), ("*", eci), ("+", eci), ("other", ""), ("other", "zz"),
            ("*", shared ?? ""), ("other", eci.uppercased()), ("eci", eci.uppercased()),
        ] {
            #expect(ask(tenant, proof) == nil, "\(tenant)")
        }
    }

    @Test("another program's key opens nothing, and the right one is not replaced by it")
    func keys() async throws {
        let house = try await WallHouse()
        var settings = try house.store.postgres(connections: 1)
        settings.sightKey = .init([UInt8](repeating: 8, count: 32))
        let stranger = Database(driver: PostgresDriver(settings: settings))

        let failure = await Self.failure {
            let _: Int? = try await stranger.read(in: house.scope(.eci)) {
                try $0.value("SELECT count(*) FROM ledger_entry")
            }
        }
        try await stranger.alter { try $0.connection.runScript("CREATE TABLE later (a int)") }

        #expect(failure?.detail.contains("without the proof") == true)
        #expect(try await house.rows(of: .eci) == 1)
        try await stranger.close()
    }

    @Test("the proof is checked once or twice for each statement, however many rows it is about")
    func calls() async throws {
        let house = try await WallHouse()
        try PostgresConsole.run(
            "ALTER DATABASE \(house.store.name) SET track_functions = 'all'",
            at: house.store.address
        )
        // A setting of the database holds for connections that are made after it.
        let database = try house.store.open(connections: 1)
        let rows: [[SQLValue]] = (0..<1000).map {
            [.text("eci"), .integer(1), .text("s\($0)"), .integer(1)]
        }
        let keys = SQL.list((0..<100).map { "(\($0))" as SQL })

        let calls = try await database.write(in: house.scope(.eci)) { transaction in
            var calls = [try Self.calls(in: &transaction)]
            _ = try transaction.insert(
                into: "ledger_section",
                columns: ["tenant_id", "item", "section", "entry_count"],
                rows: rows
            )
            calls.append(try Self.calls(in: &transaction))
            // As the ledger asks which of many keys it knows.
            let _: [Int?] = try transaction.column(
                """
                WITH asked (sequence) AS (VALUES \(keys))
                SELECT (
                    SELECT entry.sequence FROM ledger_entry AS entry
                    WHERE entry.tenant_id = \(transaction.tenant) AND entry.sequence = asked.sequence
                )
                FROM asked
                """
            )
            calls.append(try Self.calls(in: &transaction))
            let _: Int? = try transaction.value("SELECT count(*) FROM space")
            calls.append(try Self.calls(in: &transaction))
            try transaction.run("UPDATE ledger_section SET entry_count = 2")
            calls.append(try Self.calls(in: &transaction))
            return calls
        }

        #expect(calls == [0, 1, 2, 3, 5])
        try await database.close()
    }

    private static func calls(in transaction: inout Transaction) throws -> Int {
        try transaction.value(
            """
            SELECT coalesce((
                SELECT calls FROM pg_stat_xact_user_functions WHERE funcname = 'sight'
            ), 0)
            """
        ) ?? 0
    }

    private static func failure(of work: () async throws -> Void) async -> StorageError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? StorageError
        }
    }
}
