import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: an installation moves from one engine to the other, and into a backup, without losing a row.
///
/// Method: the real program on both kinds of databases.
@Suite("Copies of an installation in which people signed")
struct CopyTests {
    @Test(
        "everything moves to PostgreSQL and back, compared, and only into what is empty",
        .enabled(if: TestEngine.isPostgres)
    )
    func bothWays() async throws {
        let (folder, file, server) = try await Self.demonstration()
        let from = "sqlite:" + folder.path + "/parvis.sqlite"
        let address = try #require(server.store?.address)
        let back = "sqlite:" + folder.path + "/back.sqlite"

        try await FileRows.add(to: folder.path + "/parvis.sqlite")
        let signed = try await file.count(of: "ledger_entry", in: "eci")
        let entries = "ledger_entry: \(try await file.count(of: "ledger_entry")) rows, the same"
        let moved = try await file.command("storage", "copy", "--from", from, "--to", address)
        let again = try await file.command("storage", "copy", "--from", from, "--to", address)
        let doctor = try await server.command("doctor")
        let returned = try await file.command("storage", "copy", "--from", address, "--to", back)
        let missing = try await file.command(
            "storage",
            "copy",
            "--from",
            back + "x",
            "--to",
            address
        )

        #expect(moved.status == 0, "\(moved.text)")
        #expect(signed == 150)
        #expect(moved.text.contains(entries))
        #expect(again.status != 0 && again.text.contains("The target is not empty"))
        #expect(doctor.text.contains("150 entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"))
        #expect(returned.status == 0 && returned.text.contains(entries))
        #expect(missing.status != 0 && missing.text.contains("There is no file"))
        for table in ["file: 1", "file_content: 1", "file_part: 2", "file_room: 1"] {
            for text in [moved.text, returned.text] {
                #expect(text.contains("\(table) rows, the same"), "\(text)")
            }
        }
        #expect(try await FileRows.parts(in: folder.path + "/back.sqlite") == FileRows.parts)
    }

    @Test(
        "half of a copy is no installation, and copying again makes it whole",
        .enabled(if: TestEngine.isPostgres)
    )
    func half() async throws {
        let (folder, file, server) = try await Self.demonstration()
        let from = "sqlite:" + folder.path + "/parvis.sqlite"
        let address = try #require(server.store?.address)
        _ = try await file.command("storage", "copy", "--from", from, "--to", address)
        // What a copy leaves that was killed in its middle.
        try PostgresConsole.run(
            "DELETE FROM ledger_entry WHERE sequence > 20",
            "INSERT INTO migration (id, checksum, ran_at) VALUES ('storage/copy-unfinished', '', 0)",
            at: address
        )

        let refused = try await server.command("serve", "--port", "0")
        let again = try await file.command("storage", "copy", "--from", from, "--to", address)
        let doctor = try await server.command("doctor")

        #expect(refused.status != 0 && refused.text.contains("half of a copy"), "\(refused.text)")
        #expect(again.status == 0, "\(again.text)")
        #expect(doctor.text.contains("150 entries"), "\(doctor.text)")
    }

    @Test(
        "a backup made while people sign is whole, exact, and holds all that was answered before",
        .enabled(if: TestEngine.isSQLite)
    )
    func backup() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        try await FileRows.add(to: folder.path + "/parvis.sqlite")
        let server = try await program.serve()
        for number in 0..<30 { #expect(await server.sign("B\(number)") == 303) }
        let copy = folder.path + "/copy/parvis.sqlite"
        try FileManager.default.createDirectory(
            atPath: folder.path + "/copy",
            withIntermediateDirectories: true
        )

        let made = try await withThrowingTaskGroup(of: OtherProgram.Output?.self) { group in
            group.addTask {
                for number in 30..<300 { _ = await server.sign("B\(number)") }
                return nil
            }
            group.addTask { try await program.command("backup", copy) }
            var outputs: [OtherProgram.Output] = []
            for try await case let output? in group { outputs.append(output) }
            return outputs
        }
        #expect(try await server.stop() == 0)
        let again = try await program.command("backup", copy)
        var status = stat()
        stat(copy, &status)
        try FileManager.default.copyItem(
            atPath: folder.path + "/secret",
            toPath: folder.path + "/copy/secret"
        )
        let doctor = try await Program(data: folder.path + "/copy", address: nil).command("doctor")

        #expect(made.first?.status == 0, "\(made.map(\.text))")
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(again.status != 0 && again.text.contains("File exists"), "\(again.text)")
        #expect(!doctor.text.contains("counts differ") && doctor.text.contains("8 exact"))
        let entries = doctor.text.split(separator: " ").map(String.init)
        let count = entries.firstIndex(of: "entries,").flatMap { Int(entries[$0 - 1]) } ?? 0
        #expect((30...300).contains(count), "\(doctor.text)")
        #expect(try await FileRows.parts(in: copy) == FileRows.parts)
    }

    /// The demonstration in a file, and the same installation with an empty PostgreSQL database.
    private static func demonstration() async throws -> (TemporaryFolder, Program, Program) {
        let folder = try TemporaryFolder()
        let file = Program(data: folder.path, address: nil)
        let server = try await Program(data: folder.path)
        _ = try await file.command("seed", "demo", "--signatures", "100")
        return (folder, file, server)
    }
}
