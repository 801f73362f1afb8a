import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: an installation begins when somebody asks for it, and never because something is missing.
///
/// Method: the built program on folders and databases from which something was taken away, as a volume
/// that is not mounted takes it away; then everything there is compared byte by byte.
@Suite("The beginning of an installation")
struct BeginningTests {
    /// Commands that need an installation and must not make one.
    private static let commands = [
        ["serve", "--port", "0"], ["migrate"], ["doctor"], ["tenant", "list"], ["jobs", "list"],
        ["member", "list", "--tenant", "eci"],
    ]

    /// Those that open it in ways of their own; each takes a second or two.
    private static let few = [["serve", "--port", "0"], ["migrate"], ["doctor"]]

    @Test("where nothing is, commands say how to begin, and leave nothing behind")
    func nothing() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")

        for command in Self.commands {
            let refused = try await program.run(command + ["--data", program.data])
            #expect(refused.status != 0)
            #expect(refused.text.contains("parvis migrate --new"), "\(command): \(refused.text)")
        }

        #expect(try folder.files() == [:])
        #expect(!FileManager.default.fileExists(atPath: program.data))
        #expect(try await program.tables() == [])
    }

    @Test(
        "--new begins an installation once; where one is, it is refused, and nothing else changes"
    )
    func new() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        let begun = try await program.command("migrate", "--new")
        let secret = try folder.files()["var/secret"]
        let again = try await program.command("migrate", "--new")
        let demonstration = try await program.command("seed", "demo", "--new")
        let usual = try await program.command("migrate")

        #expect(begun.status == 0 && begun.text.contains("Done."), "\(begun.text)")
        #expect(again.status != 0 && again.text.contains("Leave --new away"), "\(again.text)")
        #expect(demonstration.status != 0)
        #expect(usual.status == 0 && usual.text.contains("up to date"), "\(usual.text)")
        #expect(try folder.files()["var/secret"] == secret)
    }

    @Test("a secret without its database is a volume that is not mounted: no command begins anew")
    func databaseGone() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "0")

        for emptying in Emptying.allCases where emptying.isPossible {
            try program.empty(emptying)
            let before = try folder.files()
            for command in Self.few + [["seed", "demo"]] {
                let refused = try await program.run(command + ["--data", program.data])
                #expect(refused.status != 0, "\(command)")
                #expect(refused.text.contains("there is a secret"), "\(command): \(refused.text)")
                #expect(refused.text.contains("migrate --new"), "\(command): \(refused.text)")
            }
            #expect(try folder.files() == before)
            #expect(try await program.tables() == [])
        }

        let secret = try folder.files()["var/secret"]
        let anew = try await program.command("seed", "demo", "--signatures", "0", "--new")
        #expect(anew.status == 0, "\(anew.text)")
        #expect(try folder.files()["var/secret"] == secret)
    }

    @Test("a database without its secret is never opened, and no secret is made for it")
    func secretGone() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "0")
        try FileManager.default.moveItem(
            atPath: program.data + "/secret",
            toPath: folder.path + "/safe"
        )
        let tables = try await program.tables()

        let more = [["seed", "demo"], ["seed", "demo", "--new"], ["migrate", "--new"]]
        for command in Self.few + more {
            let refused = try await program.run(command + ["--data", program.data])
            #expect(refused.status != 0, "\(command)")
            #expect(refused.text.contains("There is no secret"), "\(command): \(refused.text)")
            #expect(!FileManager.default.fileExists(atPath: program.data + "/secret"))
        }
        try FileManager.default.moveItem(
            atPath: folder.path + "/safe",
            toPath: program.data + "/secret"
        )
        let back = try await program.command("migrate")

        #expect(back.status == 0, "\(back.text)")
        #expect(try await program.tables() == tables)
    }

    @Test("another installation's database is refused before anything is written to it")
    func others() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("migrate", "--new")
        let other = Program(data: folder.path + "/other", address: nil)
        _ = try await other.command("migrate", "--new")
        let secret = program.data + "/secret"
        try FileManager.default.removeItem(atPath: secret)
        try FileManager.default.copyItem(atPath: other.data + "/secret", toPath: secret)
        let before = try await program.contents()

        for command in Self.few + [["seed", "demo"], ["migrate", "--new"]] {
            let refused = try await program.run(command + ["--data", program.data])
            #expect(refused.status != 0, "\(command)")
            #expect(refused.text.contains("is not the one"), "\(command): \(refused.text)")
        }

        #expect(try await program.contents() == before)
        #expect(try folder.files()["var/secret"] == folder.files()["other/secret"])
    }

    @Test(
        "an empty database beside a journal is not begun: the journal may be all that is left",
        .enabled(if: TestEngine.isSQLite)
    )
    func journal() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let server = try await program.serve()
        server.killAtOnce()
        let file = folder.path + "/parvis.sqlite"
        let journal = try #require(try folder.files()["parvis.sqlite-wal"])
        try Data().write(to: URL(fileURLWithPath: file))

        let refused = try await program.command("migrate", "--new")
        let backup = try await program.command("backup", folder.path + "/copy")

        #expect(!journal.isEmpty)
        #expect(refused.status != 0 && refused.text.contains("a journal of one"), "\(refused.text)")
        #expect(backup.status != 0 && backup.text.contains("is empty"), "\(backup.text)")
        #expect(try folder.files()["parvis.sqlite-wal"] == journal)
    }

    @Test("a database of something else is never used")
    func foreign() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        try FileManager.default.createDirectory(
            atPath: program.data,
            withIntermediateDirectories: true
        )
        try await program.runSQL("CREATE TABLE shopping (thing TEXT)")

        let refused = try await program.command("migrate", "--new")
        let demonstration = try await program.command("seed", "demo")

        #expect(
            refused.status != 0 && refused.text.contains("of something else"),
            "\(refused.text)"
        )
        #expect(demonstration.status != 0)
        #expect(try await program.tables() == ["shopping"])
        #expect(!FileManager.default.fileExists(atPath: program.data + "/secret"))
    }

    @Test("an empty database is not copied as if it were an installation")
    func copied() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("migrate", "--new")
        try await Program(data: folder.path + "/var", address: nil)
            .runSQL("CREATE TABLE shopping (thing TEXT)", in: folder.path + "/else.sqlite")

        let refused = try await program.command(
            "storage",
            "copy",
            "--from",
            "sqlite:\(folder.path)/else.sqlite",
            "--to",
            "sqlite:\(folder.path)/target.sqlite"
        )

        #expect(refused.status != 0 && refused.text.contains("There is no installation in"))
    }
}

/// How a database comes to be empty.
private enum Emptying: CaseIterable {
    /// Its volume is not mounted, or the server has another database of that name.
    case gone
    /// Something has cut it: 0 bytes are left.
    case cut

    var isPossible: Bool { self == .gone || TestEngine.isSQLite }
}

extension Program {
    fileprivate func empty(_ how: Emptying) throws {
        if let store {
            _ = try PostgresConsole.run(
                "DROP SCHEMA public CASCADE",
                "CREATE SCHEMA public",
                // As in any new database.
                "GRANT USAGE ON SCHEMA public TO PUBLIC",
                at: store.address
            )
            return
        }
        for path in [file, file + "-wal", file + "-shm"] {
            try? FileManager.default.removeItem(atPath: path)
        }
        if how == .cut { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    }

    /// All rows of all tables.
    fileprivate func contents() async throws -> [String] {
        guard let store else { return try await SQLiteConsole.dump(file) }
        return [String(decoding: try PostgresConsole.rows(at: store.address), as: UTF8.self)]
    }

    fileprivate func runSQL(_ sql: String, in file: String? = nil) async throws {
        if let store, file == nil {
            _ = try PostgresConsole.run(sql, at: store.address)
        } else {
            try await SQLiteConsole.run(sql, in: file ?? self.file)
        }
    }
}
