import Foundation
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
        for output in [before, damaged, mended] { #expect(Self.codeWords(in: output) == []) }
    }

    @Test(
        "counts that differ and settings that are wrong are told without a word of the program's code"
    )
    func words() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "100")
        let store = program.store
        let file = folder.path + "/settings.json"
        try "{ no json".write(toFile: file, atomically: true, encoding: .utf8)
        try await Self.spoilCounts(folder, at: store?.address)

        let counts = try await program.command("doctor")
        let config = try await program.command("doctor", "--config", file)
        let mail = try await program.command("doctor", "--mail-url", "smtp://:::")
        let address = try await program.command("doctor", "--database-url", "postgres://h:::/x")

        #expect(counts.status == 1)
        #expect(counts.text.contains("counts differ: the counter says"), "\(counts.text)")
        #expect(config.status != 0 && config.text.contains("settings.json cannot be read"))
        #expect(mail.status != 0 && address.status != 0)
        for output in [counts, config, mail, address] { #expect(Self.codeWords(in: output) == []) }
    }

    /// What only a programmer can read: types, optionals, labels of arguments, names of files of code.
    private static func codeWords(in output: OtherProgram.Output) -> [String] {
        let patterns = [
            #"Optional\("#, #"\bnil\b"#, #"\b[A-Z]\w*\(\w+: "#, #"\b[A-Z]\w+\.[A-Z]\w+\("#,
            #"\.swift\b"#, #"Swift\.\w+"#, #"\bError Domain="#, #"\b[a-z]+[A-Z]\w*\("#,
        ]
        return patterns.flatMap { pattern -> [String] in
            guard let range = output.text.range(of: pattern, options: .regularExpression) else {
                return []
            }
            return [String(output.text[range])]
        }
    }

    private static func spoilCounts(_ folder: TemporaryFolder, at address: String?) async throws {
        let statement = "UPDATE ledger_section SET entry_count = entry_count + 1"
        if let address {
            try PostgresConsole.run(statement, at: address)
        } else {
            let file = folder.path + "/parvis.sqlite"
            let script = """
                import sqlite3, sys
                database = sqlite3.connect(sys.argv[1])
                database.execute(sys.argv[2])
                database.commit()
                """
            let output = try await OtherProgram.run(
                "/usr/bin/python3",
                ["-c", script, file, statement]
            )
            try #require(output.status == 0, "\(output.text)")
        }
    }
}
