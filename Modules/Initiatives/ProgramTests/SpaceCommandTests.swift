import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: an operator sets up spaces of a module, and commands say of which space they are.
///
/// Method: the built program is run as a process on a folder of its own.
@Suite("Spaces of initiatives at the command line")
struct SpaceCommandTests {
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
        let longer = try await space("edit", "causes", "--phase", "spring:sign:2026-03-01:")
        let late = try await space(
            "extend",
            "causes",
            "--phase",
            "spring",
            "--until",
            "2099-12-31",
            "--reason",
            "Too late"
        )
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
        #expect(longer.status != 0 && longer.text.contains("The phase spring "))
        #expect(late.status != 0 && late.text.contains("Only a phase that goes on"))
        #expect(setting.status != 0 && setting.text.contains("no setting colour"))
        #expect(listed.text.contains("1  petitions  initiatives  published"))
        #expect(small.status == 0 && usual.status == 0 && wrong.status != 0)
        #expect(listed.text.contains("files: 0 of 5 MiB\n"), "\(listed.text)")
        #expect(again.text.contains("files: 0 of 2048 MiB\n"), "\(again.text)")
        #expect(listed.text.contains("spring: 2026-03-01 to 2026-05-31, opens sign"))
    }
}
