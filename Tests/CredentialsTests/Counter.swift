import Synchronization

/// Counts how many are inside at once.
final class Counter: Sendable {
    private let state = Mutex((inside: 0, most: 0))

    var most: Int { state.withLock { $0.most } }

    func pass(_ number: Int) -> Int {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
        }
        // Some work, so that two can meet.
        let sum = (0..<10_000).reduce(number) { $0 &+ $1 }
        state.withLock { $0.inside -= 1 }
        return sum &- (0..<10_000).reduce(0, &+)
    }
}
