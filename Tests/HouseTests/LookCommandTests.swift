import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: an operator sets a look with one command, and learns what was made of it.
///
/// Method: the built program, by its command line.
@Suite("parvis tenant edit")
struct LookCommandTests {
    @Test("a colour is set and said, a dark one is made for the night, and both are shown")
    func color() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")

        let kept = try await program.command("tenant", "edit", "eci", "--color", "#1d3f94")
        let adjusted = try await program.command("tenant", "edit", "eci", "--color", "#e8590c")
        let refused = try await program.command("tenant", "edit", "eci", "--color", "#ffd617")
        let shown = try await program.command("tenant", "show", "eci")

        #expect(kept.text.contains("The colour by day is #1d3f94."))
        #expect(kept.text.contains("made from the other"))
        #expect(adjusted.text.contains("instead of #e8590c"))
        #expect(refused.status != 0)
        #expect(refused.text.contains("The nearest that can be read is #"))
        #expect(shown.text.contains(" by night"))
        #expect(!shown.text.contains("ffd617"))
    }

    @Test("a file that is no picture is refused by what it is, whatever its name says")
    func picture() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let file = folder.path + "/logo.png"
        try "<svg xmlns='http://www.w3.org/2000/svg'/>".write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )

        let refused = try await program.command("tenant", "edit", "eci", "--logo", file)

        #expect(refused.status != 0)
        #expect(refused.text.contains("SVG is a document that can carry scripts"))
    }
}
