import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: what can be copied can be restored, whole; a copy that is not whole has no name.
///
/// Method: the real program with the rights that docs/OPERATING.md gives each login, and killed in the
/// middle.
@Suite("Backups of what people signed")
struct BackupTests {
    @Test(
        "a PostgreSQL database is copied while it serves, restored into a new one, and is the same",
        .enabled(if: TestEngine.isPostgres),
        .timeLimit(.minutes(10))
    )
    func restored() async throws {
        let house = try await LeastRightsHouse(folder: try TemporaryFolder())
        let copy = house.folder.path + "/copy.dump"
        let seeded = try await house.owner.command("seed", "demo", "--signatures", "100")
        for statement in FileRows.statements(bytes: { "'\\x\($0)'" }) {
            try PostgresConsole.run(statement, at: house.address)
        }
        try house.letServe()
        let server = try await house.server.serve()
        for number in 0..<20 { #expect(await server.sign("B\(number)") == 303) }
        _ = try await server.post("/en/registrations", [("email", "ada@example.org")])

        // Other modules have entries of their own.
        let stored = try PostgresConsole.run(
            "SELECT count(*), count(CASE WHEN tenant_id = 'eci' THEN 1 END) FROM ledger_entry",
            at: house.address
        )
        let entries = "ledger_entry: \(stored[0][0]) rows"
        let refused = try await house.server.command("backup", copy)
        let made = try await house.owner.command("backup", copy)
        #expect(try await server.stop() == 0)
        let again = try await house.owner.command("backup", copy)
        // What jobs did since then is in this one.
        let last = house.folder.path + "/last.dump"
        #expect(try await house.owner.command("backup", last).status == 0)
        let other = try await LeastRightsHouse(folder: house.folder, suffix: "2")
        let restored = try await other.owner.command("restore", last)
        let twice = try await other.owner.command("restore", last)
        try other.letServe()
        let doctor = try await other.server.command("doctor")

        #expect(seeded.status == 0, "\(seeded.text)")
        #expect(refused.status != 0 && refused.text.contains("the login that owns the tables"))
        #expect(made.status == 0, "\(made.text)")
        #expect(stored[0][1] == "170")
        #expect(made.text.contains(entries), "\(made.text)")
        #expect(try Self.mode(of: copy) == 0o600)
        #expect(again.status != 0 && again.text.contains("File exists"), "\(again.text)")
        #expect(restored.status == 0, "\(restored.text)")
        #expect(restored.text.contains(entries), "\(restored.text)")
        #expect(restored.text.contains("file_part: 2 rows"), "\(restored.text)")
        #expect(twice.status != 0 && twice.text.contains("is not empty"), "\(twice.text)")
        let rows = try PostgresConsole.rows(at: house.address)
        #expect(Self.sorted(rows) == Self.sorted(try PostgresConsole.rows(at: other.address)))
        #expect(doctor.text.contains("170 entries, 8 exact"), "\(doctor.text)")
        // The tests' server does not wait for its disk; nothing else is wrong with it.
        let problems = doctor.text.split(separator: "\n").filter { $0.hasPrefix("PROBLEM") }
        #expect(problems.allSatisfy { $0.contains("fsync") }, "\(problems)")

        let back = try await other.server.serve(log: "restored")
        #expect(await back.sign("B1") == 303)
        #expect(await back.sign("B99") == 303)
        #expect(try await back.stop() == 0)
        try house.remove()
        try other.remove()
    }

    @Test(
        "a backup that is killed in its middle leaves no file of its name, and the next one works"
    )
    func killed() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "100")
        let entries = try await program.count(of: "ledger_entry")
        let signed = try await program.count(of: "ledger_entry", in: "eci")
        let copy = folder.path + "/copy"

        let signal =
            TestEngine.isSQLite
            ? try await BackupTools.killInWrite(program, writing: copy)
            : try await BackupTools.killByHand(program, writing: copy)
        let isNamed = FileManager.default.fileExists(atPath: copy)
        let mode = try Self.mode(of: copy + ".part")
        let next = try await program.command("backup", copy)

        #expect(signal == SIGKILL)
        #expect(!isNamed)
        #expect(mode == 0o600)
        #expect(next.status == 0, "\(next.text)")
        #expect(signed == 150)
        #expect(next.text.contains("ledger_entry: \(entries) rows"), "\(next.text)")
        #expect(try Self.mode(of: copy) == 0o600)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix("copy.part") }, "\(left)")
    }

    private static func mode(of path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0, "\(path)")
        return status.st_mode & 0o777
    }

    /// Rows stand in no order.
    private static func sorted(_ rows: [UInt8]) -> [String] {
        String(decoding: rows, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }
}
