import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: an institution of one's own gets its authorities and initiatives by commands, all or nothing.
///
/// Method: the built program is run as a process on a folder of its own; the page is read as people do.
@Suite("Initiatives of a file at the command line")
struct RegisterCommandTests {
    @Test("the initiatives of a file are there to be signed, and only once")
    func register() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        let keys = try await Self.keys(of: ["fr", "ee"], in: folder, by: program)
        _ = try await program.command("migrate", "--new")
        _ = try await program.command(
            "tenant",
            "create",
            "eci",
            "--name",
            "Ours",
            "--space",
            "initiatives"
        )
        let file = folder.path + "/register.json"
        try Self.file(status: "ongoing").write(toFile: file, atomically: true, encoding: .utf8)
        let register = ["initiative", "register", file, "--data", folder.path, "--tenant", "eci"]

        let authorities = try await program.run(
            ["authority", "register", "--data", folder.path, "--tenant", "eci"] + keys
        )
        let first = try await program.run(register)
        let again = try await program.run(register)
        let server = try await program.serve()
        let page = try await server.get("/en/initiatives/2026-000007")
        let signed = try await server.post(
            "/en/initiatives/2026-000007/statements",
            CrashTests.form("Somebody")
        )

        #expect(authorities.text.components(separatedBy: "are now sealed to key").count == 3)
        #expect(first.status == 0 && first.text.contains("1 initiatives added"), "\(first.text)")
        #expect(again.status == 0 && again.text.contains("0 initiatives added"), "\(again.text)")
        #expect(page.status == 200 && page.text.contains("Quiet trains"))
        #expect(signed.status == 303, "\(signed.text)")
        #expect(try await server.stop() == 0)
    }

    @Test("a file that is wrong is refused with its reason, and nothing of it is there")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        _ = try await program.command(
            "tenant",
            "create",
            "eci",
            "--name",
            "Ours",
            "--space",
            "initiatives"
        )
        let path = folder.path + "/register.json"
        let register = ["initiative", "register", path, "--data", folder.path, "--tenant", "eci"]

        try "{}".write(toFile: path, atomically: true, encoding: .utf8)
        let empty = try await program.run(register)
        try Self.file(status: "dreamt").write(toFile: path, atomically: true, encoding: .utf8)
        let unknown = try await program.run(register)
        let server = try await program.serve()
        let page = try await server.get("/en/initiatives/2026-000007")

        #expect(empty.status != 0 && empty.text.contains("no JSON in the form of the register"))
        #expect(unknown.status != 0, "\(unknown.text)")
        #expect(unknown.text.contains("initiative 2026-000007: unknown status dreamt"))
        #expect(page.status == 404)
        #expect(try await server.stop() == 0)
    }

    private static func keys(
        of states: [String],
        in folder: TemporaryFolder,
        by program: Program
    ) async throws -> [String] {
        let secret = folder.path + "/passphrase"
        try "correct horse battery\n".write(toFile: secret, atomically: true, encoding: .utf8)
        for state in states {
            _ = try await program.run([
                "authority", "keygen", "--country", state, "--out", folder.path,
                "--passphrase-file", secret,
            ])
        }
        return states.map { "\(folder.path)/\($0.uppercased()).parvis-pub" }
    }

    /// One initiative of that status, which has collected since last month.
    private static func file(status: String) -> String {
        let day = Date(timeIntervalSinceNow: -30 * 86_400).formatted(.iso8601.year().month().day())
        return """
            {"initiatives": [{
              "id": "2026-000007", "title": "Quiet trains", "titleLanguage": "en",
              "objectives": "Trains in which one can sleep.", "objectivesCut": false,
              "status": "\(status)", "registeredOn": "\(day)", "opensOn": "\(day)",
              "register": "https://example.org/"
            }]}
            """
    }
}
