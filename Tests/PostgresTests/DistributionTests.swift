import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

/// Goal: tables are spread so that a tenant's rows stay together, once, and only where that is possible.
///
/// Method: the real answer of a server without Citus; then functions of Citus' names that write down
/// what they are asked. What Citus itself does is not tested here.
@Suite("Spreading tables over servers", .enabled(if: TestEngine.isPostgres))
struct DistributionTests {
    @Test("a server without Citus says so, and nothing is changed")
    func missing() async throws {
        let house = try await WallHouse()

        do {
            _ = try await house.database.distribute()
            Issue.record("spread without Citus")
        } catch let error as StorageError {
            #expect(error.kind == .unsupported)
            #expect(error.detail.contains("citus"))
        }
    }

    @Test("shared tables go to every server, tenants' tables are spread behind them")
    func asked() async throws {
        let house = try await WallHouse()
        try PostgresConsole.run(
            "CREATE TABLE asked (number serial PRIMARY KEY, what text)",
            """
            CREATE FUNCTION create_reference_table(regclass) RETURNS void LANGUAGE sql AS
            $$ INSERT INTO asked (what) VALUES ('everywhere ' || $1) $$
            """,
            """
            CREATE FUNCTION create_distributed_table(regclass, text) RETURNS void LANGUAGE sql AS
            $$ INSERT INTO asked (what) VALUES ($2 || ' ' || $1) $$
            """,
            at: house.store.address
        )

        let lines = try await house.database.distribute()

        let asked = try PostgresConsole.run(
            "SELECT what FROM asked ORDER BY number",
            at: house.store.address
        ).map { $0[0] }
        #expect(lines.count == asked.count)
        #expect(asked.prefix(3).allSatisfy { $0.hasPrefix("everywhere ") })
        #expect(Set(asked).isSuperset(of: ["everywhere tenant", "everywhere tenant_host"]))
        #expect(Set(asked).isSuperset(of: ["tenant_id ledger_item", "tenant_id space"]))
        // What others refer to comes before them.
        let item = try #require(asked.firstIndex(of: "tenant_id ledger_item"))
        let entry = try #require(asked.firstIndex(of: "tenant_id ledger_entry"))
        #expect(item < entry)
    }
}
