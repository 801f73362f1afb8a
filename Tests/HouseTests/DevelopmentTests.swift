import TestSupport
import Testing

/// Goal: what helps with work on the pages is never there by accident.
///
/// Method: the built program, with and without the flag.
@Suite("Development")
struct DevelopmentTests {
    @Test("the page of design is served with --development, and is not there otherwise")
    func design() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try program.command("seed", "demo", "--signatures", "1")

        let plain = try await program.serve()
        let absent = try await plain.get("/en/design")
        #expect(plain.stop() == 0)
        let open = try await program.serve(["--development"])
        let present = try await open.get("/en/design")
        #expect(open.stop() == 0)

        #expect(absent.status == 404)
        #expect(present.status == 200)
        #expect(present.text.contains("Every component in all its states"))
    }
}
