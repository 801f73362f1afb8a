import ProgramSupport
import TestSupport
import Testing

/// Goal: nobody but its owner reads what is delivered, or the keys of the demonstration's authorities.
///
/// Method: the built program, started with no mask at all; every file that it leaves is looked at.
@Suite("What others on the machine can read of initiatives")
struct ProtectionTests {
    @Test("every file and folder is its owner's alone, whichever command makes it")
    func files() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path + "/var")
        let made = try await program.openly(["seed", "demo", "--signatures", "30"])
        let delivered = try await program.openly([
            "initiative", "deliver", "--tenant", "eci", "2025-000002",
        ])

        let files = try folder.files().keys
        #expect(made.status == 0 && delivered.status == 0, "\(made.text)")
        #expect(files.contains { $0.hasPrefix("var/deliveries/") })
        #expect(files.contains { $0.hasPrefix("var/demo-authorities/") })
        #expect(try program.openings() == [])
    }
}
