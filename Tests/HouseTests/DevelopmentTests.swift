import ProgramSupport
import TestSupport
import Testing

/// Goal: what helps with work on the pages is never there by accident.
///
/// Method: the built program, with and without the flag.
@Suite("Development")
struct DevelopmentTests {
    private static let document = "/development/provider/.well-known/openid-configuration"

    @Test("design and fictitious citizens are there with --development, and not otherwise")
    func design() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")

        let plain = try await program.serve()
        let absent = try await plain.get("/en/design")
        let nobody = try await plain.get(Self.document)
        let noKeys = try await plain.get("/development/provider/keys")
        let noChoice = try await plain.post("/development/provider/authorization", [])
        #expect(try await plain.stop() == 0)
        let open = try await program.serve(["--development"])
        let present = try await open.get("/en/design")
        let provider = try await open.get(Self.document)
        #expect(try await open.stop() == 0)

        #expect(absent.status == 404)
        #expect([nobody.status, noKeys.status, noChoice.status] == [404, 404, 404])
        #expect(present.status == 200)
        #expect(provider.status == 200)
        #expect(provider.text.contains("\"authorization_endpoint\""))
        #expect(present.text.contains("Every component in all its states"))
    }

    @Test("the page that speaks of a letter names the mailbox in development, and links to it")
    func mailbox() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let page = "/en/letters?about=registration"

        let plain = try await program.serve()
        let silent = try await plain.get(page)
        #expect(try await plain.stop() == 0)
        let open = try await program.serve(["--development"])
        let telling = try await open.get(page)
        let mailbox = try await open.get("/en/development/mail")
        let french = try await open.get("/fr/letters?about=link")
        #expect(try await open.stop() == 0)
        let elsewhere = try await program.serve([
            "--development", "--mail-url", "smtp://127.0.0.1:9",
        ])
        let sent = try await elsewhere.get(page)
        #expect(try await elsewhere.stop() == 0)

        #expect(silent.status == 200 && !silent.text.contains("development"))
        #expect(telling.text.contains("href=\"/en/development/mail\""))
        #expect(telling.text.contains("The email is in the mailbox at /en/development/mail"))
        #expect(mailbox.status == 200)
        #expect(french.text.contains("href=\"/fr/development/mail\""))
        #expect(!sent.text.contains("development/mail"))
    }

    @Test("links of commands lead to the port that serves, whichever it is, unless one is named")
    func port() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let invitation = [
            "member", "invite", "--tenant", "eci", "--role", "administrator", "--data",
            program.data,
        ]
        let before = try await program.run(invitation + ["--email", "ada@example.org"])
        let server = try await program.serve()
        let during = try await program.run(invitation + ["--email", "eva@example.org"])
        let link = try #require(during.text.split(separator: "\n").first { $0.hasPrefix("http") })
        let path = link.drop { $0 != "e" }.drop { $0 != "/" }
        let opened = try await server.get(String(path))
        #expect(try await server.stop() == 0)

        #expect(before.text.contains("http://eci.localhost:8080/"), "\(before.text)")
        #expect(link.hasPrefix("http://eci.localhost:\(server.port)/"), "\(during.text)")
        #expect(opened.status == 200)
    }
}
