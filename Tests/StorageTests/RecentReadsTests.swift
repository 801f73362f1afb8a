import Kernel
import Synchronization
import Testing

@testable import Storage

/// Goal: a crowd that asks for one thing costs one read a second, and never gets what is older.
///
/// Method: reads that are counted, at instants around the second, in turn and while another is under way.
@Suite("Recent reads")
struct RecentReadsTests {
    private struct Fault: Error {}

    private final class Counter: Sendable {
        private let reads = Mutex(0)

        func next() -> Int {
            reads.withLock { reads in
                reads += 1
                return reads
            }
        }
    }

    private let counter = Counter()
    private let start = Instant(milliseconds: 1_000_000)

    private func ask(
        _ recent: RecentReads<Int, Int>,
        _ key: Int = 1,
        after milliseconds: Int64,
        finds value: Int? = nil
    ) async throws -> Int? {
        try await recent.value(key, at: start.adding(.milliseconds(milliseconds))) {
            value ?? counter.next()
        }
    }

    @Test("what was read serves for a second")
    func second() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)

        #expect(try await ask(recent, after: 0) == 1)
        #expect(try await ask(recent, after: 999) == 1)
        #expect(try await ask(recent, after: 1000) == 2)
        #expect(try await ask(recent, 2, after: 1000) == 3)
    }

    @Test("what is forgotten is read anew, also when somebody was just reading it")
    func forgotten() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        _ = try await ask(recent, after: 0)
        recent.forget()
        #expect(try await ask(recent, after: 0) == 2)
        recent.forget()

        let old = try await recent.value(1, at: start) {
            let value = counter.next()
            recent.forget()
            return value
        }

        #expect(old == 3)
        #expect(try await ask(recent, after: 0) == 4)
    }

    @Test("some things are forgotten, also when somebody was just reading them, and others stay")
    func forgottenOfSome() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        _ = try await ask(recent, 1, after: 0)
        _ = try await ask(recent, 2, after: 0)

        let old = try await recent.value(1, at: start.adding(.milliseconds(1000))) {
            let value = counter.next()
            recent.forget(where: { $0 == 1 })
            return value
        }

        #expect(old == 3)
        #expect(try await ask(recent, 2, after: 999) == 2)
        #expect(try await ask(recent, 1, after: 1000) == 4)
    }

    @Test("one thing is forgotten, also when somebody was just reading it, and others stay")
    func forgottenAlone() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        _ = try await ask(recent, 1, after: 0)
        _ = try await ask(recent, 2, after: 0)
        recent.forget(1)
        #expect(try await ask(recent, 1, after: 0) == 3)
        #expect(try await ask(recent, 2, after: 0) == 2)
        recent.forget(1)

        let old = try await recent.value(1, at: start) {
            let value = counter.next()
            recent.forget(1)
            return value
        }

        #expect(old == 4)
        #expect(try await ask(recent, 1, after: 0) == 5)
        #expect(try await ask(recent, 1, after: 0) == 5)
        #expect(try await ask(recent, 2, after: 0) == 2)
    }

    @Test("many that are forgotten one by one take no memory without end")
    func forgottenMany() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        for key in 0..<100 { recent.forget(key) }

        #expect(try await ask(recent, 7, after: 0, finds: 70) == 70)
        recent.forget(7)
        #expect(try await ask(recent, 7, after: 0, finds: 71) == 71)
        #expect(try await ask(recent, 7, after: 0, finds: 72) == 71)
    }

    @Test(
        "while one reads anew the others use what is there, and another one reads after three seconds"
    )
    func meanwhile() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        _ = try await ask(recent, after: 0)

        let anew = try await recent.value(1, at: start.adding(.milliseconds(1000))) {
            let others = [
                try await ask(recent, after: 1000), try await ask(recent, after: 3999),
                try await ask(recent, after: 4000),
            ]
            #expect(others == [1, 1, 2])
            return 9
        }

        #expect(anew == 9)
        #expect(try await ask(recent, after: 1999) == 9)
    }

    @Test("a read that fails is told to whoever asked, and the next one reads")
    func fault() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        _ = try await ask(recent, after: 0)

        await #expect(throws: Fault.self) {
            _ = try await recent.value(1, at: start.adding(.milliseconds(1000))) { throw Fault() }
        }

        #expect(try await ask(recent, after: 1000) == 2)
    }

    @Test("of more keys than the limit those that were read last are kept")
    func limit() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)

        for key in 0..<11 { _ = try await ask(recent, key, after: Int64(key), finds: key) }

        #expect(try await ask(recent, 10, after: 11, finds: -1) == 10)
        #expect(try await ask(recent, 6, after: 11, finds: -1) == 6)
        #expect(try await ask(recent, 1, after: 11, finds: -1) == -1)
    }

    /// What is read when key 1 is asked for, with even keys along.
    private func readAlong(
        _ recent: RecentReads<Int, Int>,
        after milliseconds: Int64
    ) async throws -> [Int] {
        var read: [Int] = []
        _ = try await recent.value(
            1,
            at: start.adding(.milliseconds(milliseconds)),
            along: { $0.isMultiple(of: 2) },
            read: { keys in
                read = keys.sorted()
                return Dictionary(uniqueKeysWithValues: keys.map { ($0, $0 * 100) })
            }
        )
        return read
    }

    @Test("what is half a second old, and nobody reads, is read along where it may be")
    func along() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        for key in 1...5 { _ = try await ask(recent, key, after: 0, finds: key) }
        _ = try await ask(recent, 6, after: 600, finds: 6)

        let fresh = try await readAlong(recent, after: 999)
        _ = try await recent.value(4, at: start.adding(.milliseconds(1000))) {
            let beside = try await readAlong(recent, after: 1000)
            #expect(beside == [1, 2])
            return 44
        }

        #expect(fresh == [])
        #expect(try await ask(recent, 2, after: 1999) == 200)
        #expect(try await ask(recent, 4, after: 1999) == 44)
        #expect(try await ask(recent, 3, after: 1000, finds: 33) == 33)
        #expect(try await ask(recent, 6, after: 1599) == 6)
    }

    @Test("what nobody asks for any more is read along three times, and then no more")
    func unasked() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        for key in 1...2 { _ = try await ask(recent, key, after: 0, finds: key) }

        var read: [[Int]] = []
        for second in 1...4 {
            read.append(try await readAlong(recent, after: Int64(second) * 1000))
        }
        let again = try await ask(recent, 2, after: 4000, finds: 7)
        read.append(try await readAlong(recent, after: 5000))

        #expect(read == [[1, 2], [1, 2], [1, 2], [1], [1, 2]])
        #expect(again == 7)
    }

    @Test("what is gone is not there any more after it was read along")
    func gone() async throws {
        let recent = RecentReads<Int, Int>(limit: 10)
        for key in 1...2 { _ = try await ask(recent, key, after: 0, finds: key) }

        let second = start.adding(.milliseconds(1000))
        _ = try await recent.value(1, at: second, along: { _ in true }, read: { _ in [1: 1] })

        #expect(try await recent.value(2, at: second) { nil } == nil)
    }
}
