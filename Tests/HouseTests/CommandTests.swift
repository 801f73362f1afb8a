import Foundation
import Modules
import ProgramSupport
import Spaces
import TestSupport
import Testing

/// Goal: every command does what its help says, and says clearly when it cannot.
///
/// Method: the built program is run as a process on a folder of its own.
@Suite("The command line")
struct CommandTests {
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

        let owners = ["site"] + ModuleList.all.map { $0.manifest.id }

        #expect(lines.count >= 11)
        for line in lines {
            let isGated = ["anyone", "member", "staff"].contains { line.contains($0) }
            let isPermitted =
                line.contains("public") || line.contains("own")
                || line.contains { word in owners.contains { word.hasPrefix($0 + ".") } }
            #expect(isGated && isPermitted, "\(line)")
            for verb in ["create", "delete", "edit", "new", "sign", "update"] {
                #expect(!line.contains { $0.split(separator: "/").contains(Substring(verb)) })
            }
        }
    }
}
