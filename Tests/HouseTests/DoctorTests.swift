import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: doctor sees what is wrong, and says it in words.
///
/// Method: the built program on installations that an administrator has damaged.
@Suite("What doctor says")
struct DoctorTests {
    @Test(
        "a wall that is not whole is a problem, until the owner of the tables migrates",
        .enabled(if: TestEngine.isPostgres)
    )
    func wall() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let address = try #require(program.store?.address)
        let before = try await program.command("doctor")
        try PostgresConsole.run("ALTER TABLE mail DISABLE ROW LEVEL SECURITY", at: address)
        try PostgresConsole.run("CREATE POLICY more ON member USING (TRUE)", at: address)
        try PostgresConsole.run(
            "GRANT UPDATE ON role_change TO \"\(program.store?.name ?? "")_tenant\"",
            at: address
        )

        let damaged = try await program.command("doctor")
        let migrated = try await program.command("migrate")
        let mended = try await program.command("doctor")

        #expect(!before.text.contains("wall between tenants is not whole"), "\(before.text)")
        #expect(before.text.contains("rights of the program's role: as declared"))
        #expect(damaged.status == 1)
        #expect(damaged.text.contains("mail: row-level security is off"), "\(damaged.text)")
        #expect(damaged.text.contains("member: its policies are not those of this program"))
        #expect(damaged.text.contains("too much: UPDATE on role_change"))
        #expect(migrated.status == 0, "\(migrated.text)")
        #expect(!mended.text.contains("not whole") && !mended.text.contains("too much"))
        for output in [before, damaged, mended] { #expect(output.codeWords == []) }
    }

    @Test("settings that are wrong are told without a word of the program's code")
    func words() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let file = folder.path + "/settings.json"
        try "{ no json".write(toFile: file, atomically: true, encoding: .utf8)

        let config = try await program.command("doctor", "--config", file)
        let mail = try await program.command("doctor", "--mail-url", "smtp://:::")
        let address = try await program.command("doctor", "--database-url", "postgres://h:::/x")

        #expect(config.status != 0 && config.text.contains("settings.json cannot be read"))
        #expect(mail.status != 0 && address.status != 0)
        for output in [config, mail, address] { #expect(output.codeWords == []) }
    }
}
