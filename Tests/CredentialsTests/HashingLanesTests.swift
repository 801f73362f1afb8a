import Dispatch
import Testing

@testable import Credentials

/// Goal: heavy work has its own threads, so many at once, and nobody waits without an end.
///
/// Method: work that waits for the test to let it go.
@Suite("Lanes for hashing")
struct HashingLanesTests {
    @Test("no more run at once than there are lanes, and all get their answer")
    func bounded() async throws {
        let lanes = HashingLanes(count: 2, queueLength: 20, patience: .seconds(60))
        let counter = Counter()

        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask { try await lanes.run { counter.pass(number) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(answers.sorted() == Array(0..<20))
        #expect((1...2).contains(counter.most))
    }

    @Test("who finds the line full is refused at once, and the others are served")
    func full() async throws {
        let lanes = HashingLanes(count: 1, queueLength: 1, patience: .seconds(60))
        let gate = Gate()

        async let first = lanes.run { gate.hold(1) }
        await gate.entered()
        async let second = lanes.run { 2 }
        while lanes.waitingCount < 1 { await Task.yield() }

        await #expect(throws: HashingRefusal.busy) { try await lanes.run { 3 } }
        gate.open()
        #expect(try await first == 1)
        #expect(try await second == 2)
        #expect(try await lanes.run { 4 } == 4)
    }

    @Test("who waited too long is refused when a lane comes free")
    func late() async throws {
        let lanes = HashingLanes(count: 1, queueLength: 5, patience: .zero)
        let gate = Gate()

        async let first = lanes.run { gate.hold(1) }
        await gate.entered()
        let second = Task { try await lanes.run { 2 } }
        while lanes.waitingCount < 1 { await Task.yield() }
        gate.open()

        #expect(try await first == 1)
        await #expect(throws: HashingRefusal.busy) { try await second.value }
        #expect(lanes.waitingCount == 0)
        #expect(try await lanes.run { 3 } == 3)
    }

    @Test("who gives up leaves the line")
    func cancelled() async throws {
        let lanes = HashingLanes(count: 1, queueLength: 1, patience: .seconds(60))
        let gate = Gate()

        async let first = lanes.run { gate.hold(1) }
        await gate.entered()
        let second = Task { try await lanes.run { 2 } }
        while lanes.waitingCount < 1 { await Task.yield() }
        second.cancel()

        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(lanes.waitingCount == 0)
        gate.open()
        #expect(try await first == 1)
    }

    @Test("an error of the work reaches who asked, and the lane stays in use")
    func failing() async throws {
        let lanes = HashingLanes(count: 1, queueLength: 1, patience: .seconds(60))

        await #expect(throws: Broken.self) { try await lanes.run { throw Broken() } }
        #expect(try await lanes.run { 1 } == 1)
    }

    private struct Broken: Error {}
}

/// Holds the thread that comes until it is opened.
private final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)

    func hold(_ value: Int) -> Int {
        arrived.yield()
        opened.wait()
        return value
    }

    func entered() async {
        for await _ in arrivals { return }
    }

    func open() { opened.signal() }
}
