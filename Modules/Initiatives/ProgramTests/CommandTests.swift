import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: every command of the module does what its help says, and says clearly when it cannot.
///
/// Method: the built program is run as a process on a folder of its own.
@Suite("The command line of initiatives")
struct CommandTests {
    @Test("an authority makes a key, the collection delivers, and the authority opens it offline")
    func delivery() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        let secret = folder.path + "/passphrase"
        try "correct horse battery\n".write(toFile: secret, atomically: true, encoding: .utf8)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let made = try await program.run([
            "authority", "keygen", "--country", "fr", "--out", folder.path, "--passphrase-file",
            secret,
        ])
        let registered = try await program.command(
            "authority",
            "register",
            "--tenant",
            "eci",
            folder.path + "/FR.parvis-pub"
        )
        let server = try await program.serve()
        let signed = try await server.post("/en/initiatives/2025-000002/statements", Self.french)
        #expect(try await server.stop() == 0)
        let delivered = try await program.command(
            "initiative",
            "deliver",
            "--tenant",
            "eci",
            "2025-000002",
            "--country",
            "FR"
        )
        let opened = try await program.run([
            "authority", "open", folder.path + "/var/deliveries/eci-1/2025-000002-FR", "--key",
            folder.path + "/FR.parvis-key", "--passphrase-file", secret, "--out", folder.path,
        ])

        #expect(made.status == 0, "\(made.text)")
        #expect(registered.status == 0, "\(registered.text)")
        #expect(signed.status == 303)
        #expect(delivered.text.contains("FR: 1 statements"))
        #expect(opened.text.contains("Opened 1 of 1 statements"), "\(opened.text)")
        let xml = try String(contentsOfFile: folder.path + "/2025-000002-FR.xml", encoding: .utf8)
        #expect(xml.contains("<familyNames>Müller &amp; Søn</familyNames>"))
        let checked = try await Self.xmllint(folder.path + "/2025-000002-FR.xml")
        #expect(checked.contains("validates"), "\(checked)")
    }

    @Test("a wrong passphrase, another state's key and a cut file are refused without any output")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "200")
        _ = try await program.command("initiative", "deliver", "--tenant", "eci", "2025-000002")
        let keys = folder.path + "/var/demo-authorities"
        let delivery = folder.path + "/var/deliveries/eci-1/2025-000002-DE"
        let right = folder.path + "/right"
        let wrong = folder.path + "/wrong"
        try "demonstration".write(toFile: right, atomically: true, encoding: .utf8)
        try "something else".write(toFile: wrong, atomically: true, encoding: .utf8)

        func open(_ key: String, _ passphrase: String) async throws -> OtherProgram.Output {
            try await program.run([
                "authority", "open", delivery, "--key", "\(keys)/\(key).parvis-key",
                "--passphrase-file", passphrase, "--out", folder.path + "/out",
            ])
        }
        let passphrase = try await open("DE", wrong)
        let state = try await open("FR", right)
        let whole = try await open("DE", right)
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        let lines = delivery + "/statements.jsonl"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: lines))
        try bytes.dropLast(100).write(to: URL(fileURLWithPath: lines))
        let cut = try await open("DE", right)

        #expect(passphrase.status != 0 && passphrase.text.contains("passphrase"))
        #expect(state.status != 0 && state.text.contains("for DE, and the key for FR"))
        #expect(whole.status == 0, "\(whole.text)")
        #expect(cut.status != 0 && cut.text.contains("altered or cut"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    @Test("the demonstration can be seeded again without doubling anything")
    func seedTwice() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        let first = try await program.command("seed", "demo", "--signatures", "100")
        let second = try await program.command("seed", "demo", "--signatures", "100")
        let doctor = try await program.command("doctor")

        #expect(first.text.contains("126 initiatives, 150 fictitious"))
        #expect(second.status == 0 && !second.text.contains("fictitious"))
        #expect(doctor.text.contains("150 entries"))
        #expect(!doctor.text.contains("demonstration\n"))
    }

    private static let french = [
        ("state", "FR"), ("first-names", "Zoé"), ("family-names", "Müller & Søn"),
        ("certify", "yes"), ("street", "Rue Haute"), ("house-number", "1"),
        ("postal-code", "75001"), ("city", "Paris"), ("country", "FR"), ("birth-day", "1"),
        ("birth-month", "1"), ("birth-year", "1990"),
    ]

    private static func xmllint(_ path: String) async throws -> String {
        let schema = TestHouse.root + "/docs/schema/statements-1.xsd"
        return try await OtherProgram.run(
            "/usr/bin/xmllint",
            ["--noout", "--schema", schema, path]
        ).text
    }
}
