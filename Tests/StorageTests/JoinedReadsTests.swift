import Synchronization
import Testing

@testable import Storage

/// Goal: those who ask at the same moment share a read that began after they asked, and each gets their own.
///
/// Method: the first reader is held back until the others wait; what is read is noted.
@Suite("Joined reads")
struct JoinedReadsTests {
    private struct Fault: Error {}

    /// What was read, in order.
    private final class Notes: Sendable {
        private let list = Mutex<[Set<Int>]>([])

        var all: [Set<Int>] { list.withLock(\.self) }

        func add(_ keys: Set<Int>) { list.withLock { $0.append(keys) } }
    }

    private let reads = JoinedReads<String, Int, Int>()
    private let notes = Notes()

    /// Reads a hundred times each key, and nothing of those above nine.
    private func ask(_ key: Int, at place: String = "a") async throws -> Int? {
        try await reads.value(key, at: place) { keys in
            notes.add(keys)
            return values(of: keys)
        }
    }

    private func values(of keys: Set<Int>) -> [Int: Int] {
        Dictionary(uniqueKeysWithValues: keys.filter { $0 < 10 }.map { ($0, $0 * 100) })
    }

    /// Lets the first read wait until so many others wait for the next one.
    private func hold(until count: Int) async {
        while reads.waiting.withLock({ $0["a"]?.count }) != count { await Task.yield() }
    }

    private var nobodyWaits: Bool { reads.waiting.withLock { $0.isEmpty } }

    @Test(
        "who asks while somebody reads is read with the others, and each gets what they asked for"
    )
    func joined() async throws {
        async let first = reads.value(1, at: "a") { keys in
            notes.add(keys)
            await hold(until: 4)
            return values(of: keys)
        }
        while notes.all.isEmpty { await Task.yield() }
        async let second = ask(2)
        async let same = ask(2)
        async let third = ask(3)
        async let none = ask(10)
        let elsewhere = try await ask(1, at: "b")

        #expect(try await first == 100)
        #expect(try await [second, same, third, none] == [200, 200, 300, nil])
        #expect(elsewhere == 100)
        #expect(notes.all == [[1], [1], [2, 3, 10]])
        #expect(try await ask(4) == 400)
        #expect(nobodyWaits)
    }

    @Test("a read that fails is told to all whom it was for, and the next one reads")
    func fault() async throws {
        async let first = reads.value(1, at: "a") { keys in
            notes.add(keys)
            await hold(until: 2)
            return values(of: keys)
        }
        while notes.all.isEmpty { await Task.yield() }
        let others = (2...3).map { key in
            Task { try await reads.value(key, at: "a") { _ in throw Fault() } }
        }

        #expect(try await first == 100)
        for other in others { await #expect(throws: Fault.self) { try await other.value } }
        #expect(try await ask(2) == 200)
    }

    @Test("when whoever reads is cancelled, another one reads for those who wait")
    func cancelled() async throws {
        let reader = Task {
            try await reads.value(1, at: "a") { keys in
                notes.add(keys)
                while !Task.isCancelled { await Task.yield() }
                throw CancellationError()
            }
        }
        while notes.all.isEmpty { await Task.yield() }
        async let second = ask(2)
        async let third = ask(3)
        await hold(until: 2)
        reader.cancel()

        #expect(try await [second, third] == [200, 300])
        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(notes.all == [[1], [2, 3]])
    }
}
