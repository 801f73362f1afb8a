import Foundation
import TestSupport
import Testing

/// Goal: every command does what its help says, and says clearly when it cannot.
///
/// Method: the built program is run as a process on a folder of its own.
@Suite("The command line")
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

    @Test("a port in use, an unknown setting's value and an open secret are told in a sentence")
    func mistakes() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        let server = try await program.serve()
        let taken = try await program.command("serve", "--port", String(server.port))
        #expect(try await server.stop() == 0)
        let port = try await program.command("serve", "--port", "many")
        let proxy = try await program.command("serve", "--trusted-proxies", "nowhere")
        chmod(folder.path + "/secret", 0o644)
        let secret = try await program.command("doctor")

        #expect(taken.status != 0 && taken.text.contains("in use"), "\(taken.text)")
        #expect(port.status != 0 && port.text.contains("--port must be a number"))
        #expect(proxy.status != 0 && proxy.text.contains("no address or network"))
        #expect(secret.status != 0 && secret.text.contains("chmod 600"))
    }

    @Test("where an institution has several spaces of a module, a command says of which it is")
    func spaces() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        let secret = folder.path + "/passphrase"
        try "correct horse battery\n".write(toFile: secret, atomically: true, encoding: .utf8)
        _ = try await program.run([
            "authority", "keygen", "--country", "fr", "--out", folder.path, "--passphrase-file",
            secret,
        ])
        _ = try await program.command("migrate", "--new")
        let made = try await program.command(
            "tenant",
            "create",
            "two",
            "--name",
            "Two",
            "--space",
            "a=initiatives",
            "--space",
            "b=initiatives",
            "--time-zone",
            "Europe/Helsinki"
        )
        let empty = try await program.command("tenant", "create", "none", "--name", "None")
        let key = folder.path + "/FR.parvis-pub"
        let register = ["authority", "register", key, "--data", folder.path, "--tenant"]

        let unsaid = try await program.run(register + ["two"])
        let unknown = try await program.run(register + ["two", "--space", "c"])
        let absent = try await program.run(register + ["none"])
        let first = try await program.run(register + ["two", "--space", "a"])
        let again = try await program.run(register + ["two", "--space", "a"])
        let second = try await program.run(register + ["two", "--space", "b"])
        let shown = try await program.command("tenant", "show", "two")
        let elsewhere = try await program.command("tenant", "edit", "two", "--time-zone", "Mars")

        #expect(made.status == 0 && empty.status == 0, "\(made.text)")
        #expect(unsaid.status != 0 && unsaid.text.contains("--space with one of a, b"))
        #expect(unknown.status != 0 && unknown.text.contains("has no space c of initiatives"))
        #expect(absent.status != 0 && absent.text.contains("has no space of initiatives"))
        #expect(first.status == 0 && first.text.contains("are now sealed to key"))
        #expect(again.text.contains("was registered before"))
        #expect(second.status == 0 && second.text.contains("are now sealed to key"))
        #expect(shown.text.contains("Europe/Helsinki"), "\(shown.text)")
        #expect(elsewhere.status != 0 && elsewhere.text.contains("Europe/Paris"))
    }

    @Test("a space is added as a draft, set up, and refused what it cannot be")
    func setUpSpace() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        _ = try await program.command("tenant", "create", "city", "--name", "City")
        func space(_ words: String...) async throws -> (status: Int32, text: String) {
            let run = try await program.run(
                ["space"] + words + ["--data", folder.path, "--tenant", "city"]
            )
            return (run.status, run.text)
        }

        let added = try await space("add", "causes", "--module", "initiatives")
        let taken = try await space("add", "causes", "--module", "initiatives")
        let page = try await space("add", "sign-in", "--module", "initiatives")
        let foreign = try await space("add", "x", "--module", "nothing")
        let phased = try await space(
            "edit",
            "causes",
            "--state",
            "published",
            "--title-in",
            "en=Causes",
            "--phase",
            "spring:sign:2026-03-01:2026-05-31"
        )
        let back = try await space("edit", "causes", "--state", "draft")
        let feature = try await space("edit", "causes", "--phase", "x:dance::")
        let setting = try await space("edit", "causes", "--set", "colour=red")
        let moved = try await space("edit", "causes", "--slug", "petitions")
        let small = try await space("edit", "petitions", "--room", "5")
        let listed = try await space("list")
        let usual = try await space("edit", "petitions", "--room", "standard")
        let again = try await space("list")
        let wrong = try await space("edit", "petitions", "--room", "much")

        #expect(added.status == 0 && added.text.contains("number 1, draft"), "\(added.text)")
        #expect(taken.status != 0 && taken.text.contains("Another space has the address causes"))
        #expect(page.status != 0 && page.text.contains("sign-in is no address"))
        #expect(foreign.status != 0 && foreign.text.contains("no module nothing"))
        #expect(phased.status == 0 && moved.status == 0, "\(phased.text) \(moved.text)")
        #expect(back.status != 0 && back.text.contains("archive it instead"))
        #expect(feature.status != 0 && feature.text.contains("no feature dance"))
        #expect(setting.status != 0 && setting.text.contains("no setting colour"))
        #expect(listed.text.contains("1  petitions  initiatives  published"))
        #expect(small.status == 0 && usual.status == 0 && wrong.status != 0)
        #expect(listed.text.contains("files: 0 of 5 MiB\n"), "\(listed.text)")
        #expect(again.text.contains("files: 0 of 2048 MiB\n"), "\(again.text)")
        #expect(listed.text.contains("spring: 2026-03-01 to 2026-05-31, opens sign"))
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

    @Test("the installation secret is made once, for its owner only, and never shown")
    func secret() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        let text = try String(contentsOfFile: folder.path + "/secret", encoding: .utf8)
        let doctor = try await program.command("doctor")
        var status = stat()
        stat(folder.path + "/secret", &status)

        #expect(status.st_mode & 0o777 == 0o600)
        #expect(text.count > 40)
        #expect(!doctor.text.contains(text.prefix(20)))
        #expect(try String(contentsOfFile: folder.path + "/secret", encoding: .utf8) == text)
    }

    @Test("every route has a gate, and no address is a verb or writes with GET")
    func routes() async throws {
        let folder = try TemporaryFolder()
        let output = try await Program(data: folder.path).command("routes")
        let lines = output.text.split(separator: "\n").map { $0.split(separator: " ") }

        #expect(lines.count >= 11)
        for line in lines {
            let isGated = ["anyone", "member", "staff"].contains { line.contains($0) }
            let isPermitted =
                line.contains("public") || line.contains("own")
                || line.contains { $0.hasPrefix("site.") || $0.hasPrefix("initiatives.") }
            #expect(isGated && isPermitted, "\(line)")
            for verb in ["create", "delete", "edit", "new", "sign", "update"] {
                #expect(!line.contains { $0.split(separator: "/").contains(Substring(verb)) })
            }
        }
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
