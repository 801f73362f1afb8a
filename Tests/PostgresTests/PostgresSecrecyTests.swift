import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: no error that reaches a log holds a password or a value that somebody typed.
///
/// Method: addresses that are wrong in each of their parts, and values that PostgreSQL refuses.
@Suite("What PostgreSQL's errors tell", .enabled(if: TestEngine.isPostgres))
struct PostgresSecrecyTests {
    @Test(
        "an address that is none is refused without its password",
        arguments: [
            "postgres://user:hunter2@[::1/x",
            "postgres://user:hunter2@host/x?nonsense=hunter2", "postgres://user:hunter2%zz@host",
            "host=a password='hunter2", "nonsense hunter2",
        ]
    )
    func address(text: String) throws {
        do {
            _ = try PostgresAddress(text)
            Issue.record("\(text) was taken")
        } catch let error {
            #expect(!error.description.contains("hunter2"), "\(error)")
        }
    }

    @Test("a server that cannot be reached, or does not know us, is told without the password")
    func unreachable() async throws {
        let store = try await TestStore()
        let port = store.address.split(separator: ":").last?.split(separator: "/").first ?? ""
        for text in [
            "postgres://parvis:hunter2@127.0.0.1:1/x",
            "postgres://nobody-such:hunter2@127.0.0.1:\(port)/x",
            "postgres://parvis:hunter2@127.0.0.1:\(port)/no-such",
            "postgres://parvis:hunter2@no-such-host.invalid/x",
            "postgres://parvis:hunter2@127.0.0.1:\(port)/x?sslmode=require",
        ] {
            let address = try PostgresAddress(text)
            let database = Database(
                driver: PostgresDriver(
                    settings: PostgresSettings(
                        address: address,
                        sightKey: nil
                    )
                )
            )
            do {
                try await database.reach()
                Issue.record("\(text) was reached")
            } catch let error as StorageError {
                #expect(error.kind == .unavailable)
                #expect(!error.description.contains("hunter2") && !error.detail.isEmpty)
                #expect(!address.place.contains("hunter2") && !address.place.contains("parvis"))
            }
        }
    }

    @Test("a value that the server refuses is not in the error", arguments: ["se\u{0}cret"])
    func values(text: String) async throws {
        let test = try await NoteHouse()

        for statement: SQL in [
            "INSERT INTO note (text) VALUES (\(text))",
            "SELECT CAST(\("a secret") AS BIGINT)",
            "INSERT INTO note (text) SELECT CAST(\("secret") AS TEXT) UNION ALL SELECT \("secret")",
        ] {
            do {
                try await test.database.writeShared { try $0.run(statement) }
                Issue.record("\(statement.pieces) ran")
            } catch let error as StorageError {
                #expect(error.kind == .constraint, "\(error)")
                #expect(!error.description.contains("cret"), "\(error)")
            }
        }
    }

    @Test("more statements than a connection keeps are forgotten in time, and all work")
    func manyStatements() async throws {
        let store = try await TestStore()
        let database = try store.open(connections: 1)

        for round in 0..<2 {
            for count in 1...450 {
                let ones = SQL.list((1...count).map { "\($0)" })
                let found: Int? = try await database.readShared {
                    try $0.value(
                        "SELECT CAST(\(count) AS BIGINT) WHERE \(round) IN (\(round), \(ones))"
                    )
                }
                #expect(found == count)
            }
        }
    }
}
