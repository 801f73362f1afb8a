import Kernel
import ProgramSupport
import Storage
import TestSupport
import Testing

/// Goal: an operator sees what the module does by itself, and what a clock has spoilt.
///
/// Method: the built program on an installation in which people signed.
@Suite("The job of initiatives at the command line")
struct WorkCommandTests {
    @Test("it is listed, run by hand, and known to doctor")
    func job() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "1")
        let before = try await program.command("jobs", "list")
        let byHand = try await program.command("jobs", "run", "initiatives.close")
        let unknown = try await program.command("jobs", "run", "initiatives.open")
        let after = try await program.command("jobs", "list")
        let doctor = try await program.command("doctor")

        #expect(before.text.contains("initiatives.close\n  has never run"), "\(before.text)")
        #expect(byHand.status == 0, "\(byHand.text)")
        #expect(unknown.status != 0 && unknown.text.contains("There is no such job"))
        #expect(after.text.contains("initiatives.close\n  next "), "\(after.text)")
        #expect(!after.text.contains("failed"), "\(after.text)")
        #expect(doctor.text.contains("initiatives.close: last succeeded"), "\(doctor.text)")
    }

    @Test("doctor names what only a clock that was ahead can have dated")
    func dates() async throws {
        let store = try await TestStore()
        let program = Program(data: store.folder.path, store: store, address: store.address)
        _ = try await program.command("seed", "demo", "--signatures", "3")
        _ = try await program.command("jobs", "run", "initiatives.close")
        let well = try await program.command("doctor")
        let ahead = Clock.system.now.adding(.seconds(200 * 86_400))
        let database = try store.open(connections: 1)
        let eci = try #require(Tenant.ID("eci"))
        // The program itself may not: what happened stays as it was written.
        try await database.alter { transaction in
            try transaction.run(
                "UPDATE job SET next_at = \(ahead) WHERE id = 'initiatives.close'"
            )
            try transaction.run(
                "UPDATE migration SET ran_at = \(ahead) WHERE id LIKE 'operation/%'"
            )
            try transaction.run(
                "UPDATE ledger_day SET day = day + 4000 WHERE tenant_id = \(eci)"
            )
        }
        try await database.close()
        let told = try await program.command("doctor")

        #expect(!well.text.contains("a clock was ahead"), "\(well.text)")
        #expect(told.status != 0 && !told.text.contains("All is well"))
        #expect(told.text.contains("The job initiatives.close is dated in the future"))
        #expect(told.text.contains("Tables were changed at \(ahead.iso8601.prefix(10))"))
        #expect(told.text.contains("entries are dated 20"), "\(told.text)")
    }
}
