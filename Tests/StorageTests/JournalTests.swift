import FoundationEssentials
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Goal: the journal of SQLite is copied back beside the writer, keeps its size, and what keeps it
/// from that is told.
///
/// Method: a journal of few pages, and its file looked at from outside.
@Suite("The journal of SQLite", .enabled(if: TestEngine.isSQLite))
struct JournalTests {
    private static let pages = 60
    private let disk = TestDisk()

    private func settings() -> SQLiteSettings {
        var settings = disk.settings()
        settings.checkpointPages = Self.pages
        return settings
    }

    @Test("a crowd that writes without a pause does not make it grow")
    func bounded() async throws {
        let test = try await TestDatabase(settings: settings())

        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<100 {
                        try await test.add("\(writer) \(number) " + Self.filler)
                    }
                }
            }
            try await group.waitForAll()
        }

        // Without a copy it would hold each page of each of the 800 transactions.
        #expect(size(of: test) < 800 * 4096)
        #expect(try await test.notes().count == 800)
        #expect(disk.reports == [])
    }

    @Test("a reader that stays makes it grow, is told of, and the file shrinks when it has gone")
    func reader() async throws {
        let test = try await TestDatabase(settings: settings())
        try await test.add("first")
        let (isReading, mayEnd) = (Signal(), Signal())

        async let reading = test.database.readShared { transaction in
            let notes = try Note.all(in: &transaction)
            isReading.give()
            try mayEnd.await()
            return notes
        }
        try await isReading.arrival()
        var count = 0
        try await until {
            count += 1
            try await test.add(Self.filler + "\(count)")
            return disk.reports.contains { $0.contains("journal") }
        }
        let grown = size(of: test)
        mayEnd.give()
        #expect(try await reading == ["first"])
        try await until {
            count += 1
            try await test.add(Self.filler + "\(count)")
            return size(of: test) < Self.pages * 4096 * 2
        }

        #expect(grown > Self.pages * 4096 * 4)
        #expect(try await test.notes().count == count + 1)
    }

    @Test("of two programs one copies, and the other goes on when the first has ended")
    func two() async throws {
        let test = try await TestDatabase(settings: settings())
        let other = try test.second(settings())

        for number in 0..<100 {
            try await test.add("a \(number) " + Self.filler)
            try await other.writeShared { try Note.add("b \(number) " + Self.filler, in: &$0) }
        }
        try await test.database.close()
        let before = size(of: test)
        var count = 0
        try await until {
            count += 1
            let number = count
            try await other.writeShared { try Note.add("c \(number) " + Self.filler, in: &$0) }
            // Each writes a page or more: it is shorter only once this one has copied it back.
            return size(of: test) < before + count * 4096
        }

        #expect(try await other.readShared { try Note.all(in: &$0) }.count == 200 + count)
    }

    @Test("whoever closes the database leaves all of it in its file")
    func closed() async throws {
        let test = try await TestDatabase(settings: settings())
        try await test.add("kept")
        try await test.database.close()

        #expect(size(of: test) == 0)
        for name in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.path + name)
        }
        let again = try test.second()

        #expect(try await again.readShared { try Note.all(in: &$0) } == ["kept"])
    }

    private func size(of test: TestDatabase) -> Int {
        FileManager.default.contents(atPath: test.path + "-wal")?.count ?? 0
    }

    private static let filler = String(repeating: "x", count: 500)
}
