import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: nothing is copied that is not there.
///
/// Method: the real program, told to copy what does not exist.
@Suite("Copies of an installation")
struct CopyTests {
    @Test("an installation that is not there is not backed up, and not made either")
    func absent() async throws {
        let folder = try TemporaryFolder()
        let program = Program(data: folder.path + "/wrong", address: nil)
        let other = folder.path + "/other.sqlite"

        let refused = try await program.command("backup", folder.path + "/copy")
        let named = try await program.command(
            "backup",
            folder.path + "/copy",
            "--database-url",
            "sqlite:" + other
        )

        #expect(refused.status != 0)
        #expect(refused.text.contains("There is no file \(folder.path)/wrong/parvis.sqlite."))
        #expect(named.status != 0 && named.text.contains("There is no file \(other)."))
        #expect(try folder.files() == [:])
    }
}
