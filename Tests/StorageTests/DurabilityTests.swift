import Kernel
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Goal: whoever is answered, or shown anything, is told what is on disk; and a disk that failed is
/// not believed again.
///
/// Method: a disk that the test holds up and breaks. That the real one is asked, and what a power cut
/// leaves, is looked at from outside of the program, in `PowerCutTests`.
@Suite("SQLite and the disk", .enabled(if: TestEngine.isSQLite))
struct DurabilityTests {
    private let disk = TestDisk()

    @Test("a write returns after a synchronisation that began when it had ended")
    func written() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        disk.forget()
        let gate = disk.hold()

        async let writing: Void = said("written") { try await test.add("one") }
        try await gate.arrived.arrival()
        gate.open.give()
        try await writing

        #expect(disk.events == [.began, .ended, .said("written")])
    }

    @Test("what is written while the disk is busy shares the next synchronisation")
    func shared() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        let other = try test.second()
        disk.forget()
        let gate = disk.hold()

        async let first: Void = test.add("first")
        try await gate.arrived.arrival()
        async let later: Void = addTwenty(to: test)
        // Another process sees them: the writer has not waited for the disk.
        try await until {
            try await other.readShared { try Note.all(in: &$0) }.count == 21
        }
        gate.open.give()
        try await first
        try await later

        // One of the twenty may have been seen by the other before it had ended.
        #expect((2...3).contains(disk.count))
        #expect(try await test.notes().count == 21)
    }

    @Test("whoever has the next transaction ready writes it before the first is on disk")
    func overlapping() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        let other = try test.second()
        let before = disk.count
        let gate = disk.hold()
        let isWritten = Signal()

        async let first: Void = test.database.write(
            in: Scope(tenant: .other, actor: .visitor, now: TestClock.noon),
            isolation: .lockedRows,
            written: isWritten.give
        ) { transaction in
            try transaction.run("INSERT INTO note (text) VALUES ('first')")
        }
        try await isWritten.arrival()
        async let second: Void = test.add("second")
        try await until { try await other.readShared { try Note.all(in: &$0) }.count == 2 }
        // Both are written, and the disk still has not taken the first.
        #expect(disk.count == before)
        gate.open.give()
        try await first
        try await second

        #expect(try await test.notes() == ["first", "second"])
    }

    @Test("a read gives nothing that is not on disk yet, and a refusal has no ground there")
    func read() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        let other = try test.second()
        disk.forget()
        let gate = disk.hold()
        let (hasSeen, hasRefused) = (Signal(), Signal())

        async let writing: Void = test.add("one")
        try await gate.arrived.arrival()
        async let reading = said("seen") {
            try await test.database.readShared { transaction in
                defer { hasSeen.give() }
                return try Note.all(in: &transaction)
            }
        }
        async let refusing = said("refused") {
            await kind {
                try await test.database.writeShared { transaction in
                    defer { hasRefused.give() }
                    let isKnown = try Note.all(in: &transaction) == ["one"]
                    throw StorageError(isKnown ? .constraint : .other)
                }
            }
        }
        // Both know the row now; whoever did not wait would tell it while others read.
        for signal in [hasSeen, hasRefused] { try await signal.arrival() }
        for _ in 0..<5 { _ = try await other.readShared { try Note.all(in: &$0) } }
        gate.open.give()
        try await writing
        #expect(try await reading == ["one"])
        #expect(try await refusing == .constraint)

        let ended = try #require(disk.events.firstIndex(of: .ended))
        let answers = disk.events.indices.filter { disk.events[$0] != .began }
        #expect(answers.first == ended)
    }

    @Test("a disk that failed leaves the outcome open, and is not believed again until a new start")
    func failed() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        try await test.add("before")
        let gate = disk.hold()

        async let first = kind { try await test.add("first") }
        try await gate.arrived.arrival()
        disk.breakDown()
        gate.open.give()
        #expect(await first == .unknownOutcome)
        disk.mend()

        // The next synchronisation would succeed, and prove nothing.
        #expect(await kind { try await test.add("second") } == .unavailable)
        #expect(await kind { _ = try await test.notes() } == .unavailable)
        #expect(disk.reports.count == 1)
        try await test.database.close()

        let again = try test.second()
        let notes = try await again.readShared { try Note.all(in: &$0) }
        #expect(notes == ["before", "first"] || notes == ["before"])
        try await again.writeShared { try Note.add("third", in: &$0) }
    }

    @Test("what waits behind a synchronisation that fails is open as well")
    func failedBehind() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        let other = try test.second()
        let gate = disk.hold()

        async let first = kind { try await test.add("first") }
        try await gate.arrived.arrival()
        async let second = kind { try await test.add("second") }
        async let reading = kind { _ = try await test.notes() }
        try await until { try await other.readShared { try Note.all(in: &$0) }.count == 2 }
        disk.breakDown()
        gate.open.give()

        #expect(await first == .unknownOutcome)
        #expect(await second == .unknownOutcome)
        #expect(await reading == .unavailable)
    }

    @Test("after a failure whoever opens it next has all of it in the file, beside the failed one")
    func takenOver() async throws {
        let test = try await TestDatabase(settings: disk.settings())
        try await test.add("before")
        disk.breakDown()
        #expect(await kind { try await test.add("first") } == .unknownOutcome)

        let next = try test.second()
        let copy = test.folder.path + "/copy.sqlite"
        // By another program: to close the file in this one would drop SQLite's locks.
        let copied = try await OtherProgram.run("/bin/cp", [test.path, copy])
        let alone = Database(driver: try SQLiteDriver(path: copy))

        #expect(copied.status == 0)
        #expect(try await alone.readShared { try Note.all(in: &$0) } == ["before", "first"])
        try await next.close()
        try await alone.close()
    }

    @Test("where somebody reads what is older, a start writes the journal anew, or fails")
    func renewed() async throws {
        let test = try await TestDatabase()
        try await test.add("before")
        let reader = try test.second()
        let (isReading, mayEnd) = (Signal(), Signal())
        async let reading = reader.readShared { transaction in
            let notes = try Note.all(in: &transaction)
            isReading.give()
            try mayEnd.await()
            return notes
        }
        try await isReading.arrival()
        try await test.add("after")
        // From here on nobody looks after the journal, and its end cannot be copied.
        try await test.database.close()

        disk.breakDown()
        let refused = await kind { _ = try test.second(disk.settings()) }
        disk.mend()
        let next = try test.second(disk.settings())
        let synchronised = disk.count
        let seen = try await next.readShared { try Note.all(in: &$0) }
        mayEnd.give()

        #expect(refused == .unavailable)
        #expect(synchronised == 1)
        #expect(seen == ["after", "before"])
        #expect(try await reading == ["before"])
        try await next.writeShared { try Note.add("later", in: &$0) }
        #expect(try await reader.readShared { try Note.all(in: &$0) }.count == 3)
    }

    private func addTwenty(to test: TestDatabase) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 { group.addTask { try await test.add("later \(number)") } }
            try await group.waitForAll()
        }
    }

    private func said<Value: Sendable>(
        _ text: String,
        _ work: () async throws -> Value
    ) async throws -> Value {
        let value = try await work()
        disk.note(text)
        return value
    }
}
