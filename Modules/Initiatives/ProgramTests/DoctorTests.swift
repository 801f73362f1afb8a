import ProgramSupport
import TestSupport
import Testing

/// Goal: doctor sees what is wrong with what people gave, and says it in words.
///
/// Method: the built program on an installation that an administrator has damaged.
@Suite("What doctor says of statements")
struct DoctorTests {
    @Test("counts that differ are told without a word of the program's code")
    func words() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "100")
        try await Self.spoilCounts(folder, at: program.store?.address)

        let counts = try await program.command("doctor")

        #expect(counts.status == 1)
        #expect(counts.text.contains("counts differ: the counter says"), "\(counts.text)")
        #expect(counts.codeWords == [])
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
