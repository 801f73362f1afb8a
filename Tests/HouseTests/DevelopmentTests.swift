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
}
