import Kernel
import ProgramSupport
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Goal: what was answered is on disk, whenever the power fails.
///
/// Method: the real program, with every write and every synchronisation of its files written down by a
/// preloaded library. Afterwards the disk is put together as it would be after a cut at many instants:
/// what was brought to disk, and of all else what chance keeps, page by page. Each is opened and
/// compared with what had been answered until then.
@Suite("When the power fails while people sign", .enabled(if: TestEngine.isSQLite))
struct PowerCutTests {
    private static let path = "/en/initiatives/2025-000002/statements"

    @Test(
        "a cut at any instant loses no answered signature and damages nothing",
        .timeLimit(.minutes(10))
    )
    func signatures() async throws {
        let data = try TemporaryFolder()
        let program = try await Program(data: data.path)
        let seeded = try await program.command("seed", "demo", "--signatures", "0")
        try #require(seeded.status == 0, "\(seeded.text)")
        let forms = try await SealedForms(data.path + "/parvis.sqlite")
        let recorder = try await DiskRecorder(data: data.path)
        let server = try await program.adding(recorder.environment).serve()

        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<24 {
                group.addTask {
                    for index in 0..<130 {
                        let statement = forms.statement("W\(writer)N\(index)")
                        guard let answer = try? await server.post(Self.path, statement.form),
                            answer.status == 303
                        else { return }
                        try? recorder.note(statement.mark)
                    }
                }
            }
        }
        server.killAtOnce()

        let record = try DiskRecord(path: recorder.record)
        #expect(record.entries.count { $0.kind == .answered } == 24 * 130)
        #expect(!record.turns.isEmpty, "no journal was copied into the file and begun anew")
        let chance = Chance()
        let instants =
            (0..<20).map { _ in chance.number(below: record.entries.count) }
            + (0..<10).compactMap { _ in chance.element(of: record.turns) } + [record.entries.count]
        var disk = ForgetfulDisk(record, before: recorder.before)
        for instant in Set(instants).sorted() {
            disk.advance(to: instant)
            let folder = try TemporaryFolder()
            try disk.cut(into: folder.path) { chance.number(below: 2) == 0 }
            let found = try await Self.statements(in: folder.path + "/parvis.sqlite")
            let lost = disk.answers.subtracting(found)
            #expect(lost.isEmpty, "cut \(instant): \(lost.count) of \(disk.answers.count) lost")
        }
    }

    @Test("a disk that fails answers nothing, and a new start finds what is there")
    func failing() async throws {
        let data = try TemporaryFolder()
        let program = try await Program(data: data.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let key = try await SealedForms.keyID(of: "EE", in: data.path + "/parvis.sqlite")
        let recorder = try await DiskRecorder(data: data.path)
        let server = try await program.adding(recorder.environment).serve()

        let good = try await server.post(Self.path, CrashTests.form("ONE"))
        // Every statement of this state begins with its authority's key, and nothing else that is written.
        try recorder.breakDown(atWriteOf: key)
        async let doubt = server.post(Self.path, CrashTests.form("TWO"))
        try await program.logged("a batch of the ledger is in doubt")
        try recorder.mend()
        // The disk takes all again; but what it forgot meanwhile it will not tell.
        let refused = try await server.post(Self.path, CrashTests.form("THREE"))
        let unknown = try await doubt
        server.killAtOnce()

        #expect(good.status == 303)
        #expect(unknown.status == 504)
        #expect(unknown.text.contains("we cannot tell whether your statement was counted"))
        #expect(!unknown.text.contains("not stored"))
        #expect(refused.status == 503)
        let again = try await program.serve(log: "again")
        #expect(try await again.post(Self.path, CrashTests.form("ONE")).status == 303)
        #expect(try await again.post(Self.path, CrashTests.form("TWO")).status == 303)
        #expect(try await again.post(Self.path, CrashTests.form("THREE")).status == 303)
        #expect(try await again.stop() == 0)
    }

    /// The marks of all that is stored; every count of theirs is right, and nothing is damaged.
    private static func statements(in path: String) async throws -> Set<String> {
        let database = Database(driver: try SQLiteDriver(path: path))
        let integrity = try await database.facts(declared: []).first { $0.name == "integrity" }
        #expect(integrity?.value == "ok")
        let payloads: [[UInt8]] = try await database.readShared { transaction in
            let count: Int? = try transaction.value(
                "SELECT coalesce(sum(entry_count), 0) FROM ledger_item"
            )
            let highest: Int? = try transaction.value(
                "SELECT coalesce(sum(entry_count), 0) FROM ledger_section"
            )
            let payloads: [[UInt8]] = try transaction.column("SELECT payload FROM ledger_entry")
            #expect(count ?? 0 == payloads.count && highest ?? 0 == payloads.count)
            return payloads
        }
        try await database.close()
        return Set(payloads.map { SealedForms.mark(of: $0) })
    }
}
