import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: a command of the module begins no installation.
///
/// Method: the built program where nothing is.
@Suite("Initiatives without an installation")
struct BeginningTests {
    @Test("where nothing is, a command says how to begin, and leaves nothing behind")
    func nothing() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")

        let refused = try await program.command(
            "initiative",
            "deliver",
            "--tenant",
            "eci",
            "2025-000002"
        )

        #expect(refused.status != 0)
        #expect(refused.text.contains("parvis migrate --new"), "\(refused.text)")
        #expect(try folder.files() == [:])
        #expect(!FileManager.default.fileExists(atPath: program.data))
        #expect(try await program.tables() == [])
    }
}
