import Foundation
import Operation
import ProgramSupport
import TestSupport
import Testing

/// Goal: nobody but its owner reads what an installation writes, in files or in memory that is dumped.
///
/// Method: the built program, started with no mask at all; every file that it leaves is looked at.
@Suite("What others on the machine can read")
struct ProtectionTests {
    @Test("every file and folder is its owner's alone, whichever command makes it")
    func files() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        let made = try await program.openly(["seed", "demo", "--signatures", "30"])
        _ = try await program.openly([
            "member", "invite", "--tenant", "eci", "--role", "administrator", "--email",
            "ada@example.org",
        ])
        let sent = try await program.openly(
            ["jobs", "run", "mail.send"],
            environment: ["PARVIS_DEVELOPMENT": "yes"]
        )
        let server = try await program.serve()
        #expect(try await server.get("/en").status == 200)
        let whileServing = try program.openings()
        #expect(try await server.stop() == 0)
        let backup = try await program.openly(["backup", folder.path + "/var/copy"])

        let files = try folder.files().keys
        #expect(made.status == 0 && sent.status == 0, "\(made.text)")
        #expect(backup.status == 0 || TestEngine.isPostgres, "\(backup.text)")
        #expect(files.contains("var/secret"))
        #expect(files.contains { $0.hasPrefix("var/mail/") })
        #expect(whileServing == [])
        #expect(try program.openings() == [])
    }

    @Test("doctor says which file or folder others can read, and what to type")
    func doctor() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let well = try await program.command("doctor")
        let note = folder.path + "/note"
        _ = FileManager.default.createFile(
            atPath: note,
            contents: Data(),
            attributes: [.posixPermissions: 0o640]
        )
        let file = try await program.command("doctor")
        chmod(note, 0o600)
        chmod(folder.path, 0o755)
        let all = try await program.command("doctor")

        // It may warn, rightly, that the tests' PostgreSQL does not wait for the disk.
        #expect(!well.text.contains("can be read by others"), "\(well.text)")
        #expect(well.status == 0 || TestEngine.isPostgres, "\(well.text)")
        #expect(file.status != 0 && file.text.contains("\(note) can be read by others (mode 640)"))
        #expect(file.text.contains("chmod 600 it."))
        #expect(all.status != 0 && all.text.contains("\(folder.path) can be read by others"))
        #expect(all.text.contains("chmod 700 it."))
    }

    @Test("a database elsewhere is looked at too", .enabled(if: TestEngine.isSQLite))
    func elsewhere() async throws {
        let folder = try TemporaryFolder()
        let program = Program(data: folder.path + "/var", address: nil)
        let address = "sqlite:\(folder.path)/elsewhere.sqlite"
        _ = try await program.command("migrate", "--new", "--database-url", address)
        chmod(folder.path + "/elsewhere.sqlite", 0o644)

        let told = try await program.command("doctor", "--database-url", address)

        #expect(told.status != 0)
        #expect(told.text.contains("elsewhere.sqlite can be read by others (mode 644)"))
    }

    @Test("doctor warns of development that others can reach")
    func development() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let file = folder.path + "/settings.json"
        try #"{"development": "yes", "host": "0.0.0.0"}"#
            .write(toFile: file, atomically: true, encoding: .utf8)

        let told = try await program.command("doctor", "--config", file)
        let silent = try await program.command("doctor")

        #expect(told.text.contains("WARNING  Development is on"), "\(told.text)")
        #expect(!silent.text.contains("Development is on"))
        #expect(silent.text.contains("This runs as root") == (getuid() == 0))
        #expect(!(told.text + silent.text).contains("All is well.") || getuid() != 0)
    }

    @Test("a crash leaves no memory behind, though the system is told to keep it")
    func coreDump() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let script = """
            import os, resource, signal, subprocess, sys, time
            # Threads of the tests keep signals away, and whatever they start inherits that.
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
            # Where the toolchain's backtraces are on, they take the first signal for themselves.
            plain = dict(os.environ, SWIFT_BACKTRACE="enable=no")
            def dumped(command, ready):
                process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain)
                for line in process.stdout if ready else []:
                    if ready in line: break
                for line in open(f"/proc/{process.pid}/limits"):
                    if ready and line.startswith("Max core"): print("most", line.split()[4:6])
                os.kill(process.pid, signal.SIGABRT)
                return os.WCOREDUMP(os.waitpid(process.pid, 0)[1])
            os.chdir(sys.argv[1])
            print("sleep", dumped(["sleep", "600"], None), most)
            print("parvis", dumped(sys.argv[2:], "serves on"))
            """
        let output = try await program.run(
            script: script,
            [
                folder.path, Self.absolute(Program.path), "serve", "--data", program.data, "--port",
                "0", "--resources", TestHouse.root,
            ]
        )

        // Where the system keeps no memory of `sleep` either, the limit alone shows it.
        #expect(output.text.contains("parvis False"), "\(output.text)")
        #expect(
            ["['1', '1']", "['0', '0']"].contains { output.text.contains("most \($0)") },
            "\(output.text)"
        )
    }

    @Test("swap is told, but not memory that is only compressed")
    func swap() {
        let head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        let disk = "/dev/sda2                               partition\t8388604\t\t0\t\t-2\n"
        let memory = "/dev/zram0                              partition\t8388604\t\t0\t\t100\n"

        #expect(MachineDangers.swap("") == nil)
        #expect(MachineDangers.swap(head) == nil)
        #expect(MachineDangers.swap(head + memory) == nil)
        #expect(MachineDangers.swap(head + memory + disk)?.contains("to /dev/sda2:") == true)
    }

    @Test("development is dangerous on every address but those of this machine")
    func addresses() {
        for host in ["127.0.0.1", "127.0.0.53", "::1", "localhost"] {
            #expect(MachineDangers.development(isOn: true, host: host) == nil)
        }
        for host in ["0.0.0.0", "::", "192.0.2.1", "example.org"] {
            #expect(MachineDangers.development(isOn: true, host: host) != nil)
            #expect(MachineDangers.development(isOn: false, host: host) == nil)
        }
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
