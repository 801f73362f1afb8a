import ProgramSupport
import TestSupport
import Testing

/// Goal: an operator sees what the server does by itself, and what keeps it from doing so.
///
/// Method: the built program, before, while and after it serves.
@Suite("Jobs and mail at the command line")
struct WorkCommandTests {
    @Test("jobs are listed, run by hand, and run by a server")
    func jobs() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let before = try await program.command("jobs", "list")
        let byHand = try await program.command("jobs", "run", "accounts.upkeep")
        let unknown = try await program.command("jobs", "run", "accounts.sleep")
        let server = try await program.serve(["--development"])
        var after = try await program.command("jobs", "list")
        for _ in 0..<100 where after.text.contains("never run") {
            try await Task.sleep(for: .milliseconds(100))
            after = try await program.command("jobs", "list")
        }
        #expect(try await server.stop() == 0)
        let doctor = try await program.command("doctor")

        #expect(before.text.contains("accounts.upkeep\n  has never run"), "\(before.text)")
        #expect(byHand.status == 0, "\(byHand.text)")
        #expect(unknown.status != 0 && unknown.text.contains("There is no such job"))
        #expect(after.text.contains("accounts.upkeep\n  next "), "\(after.text)")
        #expect(!after.text.contains("failed"), "\(after.text)")
        #expect(doctor.text.contains("accounts.upkeep: last succeeded"), "\(doctor.text)")
        #expect(doctor.text.contains("not sent: set mail-url"))
    }

    @Test("a mail server is named without its password, and one that cannot be read is refused")
    func mail() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let address = "smtp://post:s3cr3t@mail.example.org:587"
        let doctor = try await program.command("doctor", "--mail-url", address)
        let wrong = try await program.command("doctor", "--mail-url", "mail:s3cr3t@example.org")
        let sender = try await program.command(
            "jobs",
            "run",
            "mail.send",
            "--mail-url",
            address,
            "--mail-from",
            "nobody"
        )
        let edited = try await program.command(
            "tenant",
            "edit",
            "eci",
            "--mail-sender",
            "post@example.org"
        )
        let shown = try await program.command("tenant", "show", "eci")

        #expect(doctor.text.contains("handed to mail.example.org:587"), "\(doctor.text)")
        #expect(!doctor.text.contains("s3cr3t"))
        #expect(wrong.status != 0 && !wrong.text.contains("s3cr3t"))
        #expect(wrong.text.contains("looks like smtp://"), "\(wrong.text)")
        #expect(sender.status != 0 && sender.text.contains("--mail-from must be an address"))
        #expect(edited.status == 0, "\(edited.text)")
        #expect(shown.text.contains("mail sender    post@example.org"), "\(shown.text)")
    }
}
