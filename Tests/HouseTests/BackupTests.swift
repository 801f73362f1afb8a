import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: what can be copied can be restored, whole; a copy that is not whole has no name.
///
/// Method: the real program without PostgreSQL's programs, with old ones, with programs that fail.
@Suite("Backups")
struct BackupTests {
    @Test(
        "without pg_dump, or with one that is older than the server, the message says what to install",
        .enabled(if: TestEngine.isPostgres)
    )
    func tools() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate")
        let old = try BackupTools.put(
            "pg_dump",
            "echo 'pg_dump (PostgreSQL) 9.6.24'",
            before: program
        )
        let none = program.environment.merging(["PATH": folder.path]) { $1 }

        var told: [OtherProgram.Output] = []
        for environment in [none, old] {
            told.append(
                try await OtherProgram.run(
                    Program.path,
                    ["backup", folder.path + "/copy", "--data", folder.path],
                    environment: environment
                )
            )
        }

        #expect(
            told.allSatisfy { $0.status != 0 && $0.text.contains("install postgresql-client-") }
        )
        #expect(told[0].text.contains("there is no pg_dump here"), "\(told[0].text)")
        #expect(told[1].text.contains("is of version 9"), "\(told[1].text)")
        #expect(try folder.files().keys.allSatisfy { !$0.hasPrefix("copy") })
    }

    @Test(
        "a password in the address is in no list of processes, and a copy that was cut is refused",
        .enabled(if: TestEngine.isPostgres)
    )
    func secrets() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        var environment = try BackupTools.put(
            "pg_dump",
            """
            [ "$1" = --version ] || echo "$@" >> \(folder.path)/arguments
            exec pg_dump "$@"
            """,
            before: program
        )
        environment["PARVIS_DATABASE_URL"] = try #require(program.store?.address)
            .replacing("//parvis@", with: "//parvis:hunter2@")
        let copy = folder.path + "/copy"

        let made = try await OtherProgram.run(
            Program.path,
            ["backup", copy, "--data", folder.path],
            environment: environment
        )
        let arguments = try String(contentsOfFile: folder.path + "/arguments", encoding: .utf8)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        let cut = folder.path + "/cut"
        try bytes.dropLast(bytes.count / 3).write(to: URL(fileURLWithPath: cut))
        let empty = try await Program(data: folder.path)
        let refused = try await empty.command("restore", cut)

        #expect(made.status == 0, "\(made.text)")
        #expect(arguments.contains("--dbname=") && !arguments.contains("hunter2"))
        #expect(refused.status != 0 && refused.text.contains("Nothing was restored"))
        let tables = try PostgresConsole.run(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
            at: try #require(empty.store?.address)
        )
        #expect(tables == [["0"]])
    }

    @Test(
        "where rows may stand in the database nobody says that nothing was restored",
        .enabled(if: TestEngine.isPostgres),
        arguments: [
            // It fails before it begins.
            ("exit 1", "Nothing was restored"),
            // Nobody answers its COMMIT.
            ("pg_restore \"$@\"; exit 1", "may be in the database"),
            // What stands there is not what the copy holds.
            (
                """
                pg_restore "$@" && for address; do :; done
                psql "${address#--dbname=}" -c \
                    "INSERT INTO migration (id, checksum, ran_at) VALUES ('x', '', 0)"
                """, "may be in the database"
            ),
        ]
    )
    func unclear(script: String, words: String) async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let copy = folder.path + "/copy"
        let made = try await program.command("backup", copy)
        let empty = try await Program(data: folder.path)
        let environment = try BackupTools.put(
            "pg_restore",
            """
            case "$*" in *--single-transaction*) ;; *) exec pg_restore "$@" ;; esac
            \(script)
            """,
            before: empty
        )

        let told = try await OtherProgram.run(
            Program.path,
            ["restore", copy, "--data", folder.path],
            environment: environment
        )

        #expect(made.status == 0, "\(made.text)")
        #expect(told.status != 0 && told.text.contains(words), "\(told.text)")
        #expect(told.text.contains("Nothing was restored") == (words == "Nothing was restored"))
    }

    @Test("restoring needs the secret that the copy belongs to, and says so before it begins")
    func secretOfCopy() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        try Data().write(to: URL(fileURLWithPath: folder.path + "/copy"))

        let told = try await program.command("restore", folder.path + "/copy")

        let words = TestEngine.isSQLite ? "put in its place as it is" : "needs the secret"
        #expect(told.status != 0 && told.text.contains(words), "\(told.text)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/var/secret"))
    }
}
