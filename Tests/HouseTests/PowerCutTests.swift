import Foundation
import ProgramSupport
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Goal: what was answered is on disk, whenever the power fails.
///
/// Method: the real program, with every write and every synchronisation of its files written down by a
/// preloaded library. Afterwards the disk is put together as a cut would leave it, and compared.
@Suite("When the power fails", .enabled(if: TestEngine.isSQLite))
struct PowerCutTests {
    @Test("whatever a command or a page has answered is on disk, not signatures alone")
    func others() async throws {
        let data = try TemporaryFolder()
        let recorder = try await DiskRecorder(data: data.path)
        let program = try await Program(data: data.path).adding(recorder.environment)
        let seeded = try await program.command("seed", "demo", "--signatures", "20")
        try #require(seeded.status == 0, "\(seeded.text)")
        try await Self.expectAll(of: recorder, data: data.path)

        let server = try await program.serve()
        for name in ["ada", "bea", "cleo"] {
            let asked = try await server.post(
                "/en/registrations",
                [
                    ("name", name), ("email", name + "@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            #expect(asked.status == 303, "\(asked.status)")
        }
        server.killAtOnce()
        try await Self.expectAll(of: recorder, data: data.path)
    }

    /// Compares the database with what a cut at the end of the record leaves of it.
    ///
    /// It is looked at in a copy: whoever opens a database writes to it, and that would be in no record.
    private static func expectAll(of recorder: DiskRecorder, data: String) async throws {
        let record = try DiskRecord(path: recorder.record)
        var disk = ForgetfulDisk(record, before: recorder.before)
        disk.advance(to: record.entries.count)
        let folder = try TemporaryFolder()
        try disk.cut(into: folder.path) { false }
        let left = try await counts(in: folder.path + "/parvis.sqlite")
        let copy = try TemporaryFolder()
        try DiskRecorder.copyDatabase(in: data, to: copy.path)
        let written = try await counts(in: copy.path + "/parvis.sqlite")
        #expect(written.count > 10)
        #expect(left == written)
    }

    private static func counts(in path: String) async throws -> [String: Int] {
        let database = Database(driver: try SQLiteDriver(path: path))
        var counts: [String: Int] = [:]
        for table in try await database.tables() {
            counts[table.name] = try await database.readShared { transaction in
                try transaction.value(SQL(stringLiteral: "SELECT count(*) FROM \(table.name)"))
            }
        }
        try await database.close()
        return counts
    }
}
