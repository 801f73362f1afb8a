import Dispatch
import Synchronization

/// Heavy work, so much of it at once, away from the threads that serve requests.
///
/// Each lane is a queue with a thread of its own. Who comes when all lanes are taken waits in a line
/// of bounded length and for a bounded time; it takes one piece of work more to notice that a wait
/// was too long.
final class HashingLanes: Sendable {
    private struct Waiting {
        let number: Int
        let since: ContinuousClock.Instant
        /// The lane to take, or nil when the wait was too long.
        let turn: CheckedContinuation<DispatchQueue?, Never>
    }

    private struct State {
        var free: [DispatchQueue]
        var waiting: [Waiting] = []
        var arrivals = 0
    }

    private let state: Mutex<State>
    private let queueLength: Int
    private let patience: Duration

    init(count: Int, queueLength: Int, patience: Duration) {
        let lanes = (0..<count).map { DispatchQueue(label: "credentials.hashing.\($0)") }
        state = Mutex(State(free: lanes))
        self.queueLength = queueLength
        self.patience = patience
    }

    /// How many wait for a lane now.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// How many lanes nobody has taken.
    var freeCount: Int { state.withLock { $0.free.count } }

    /// Runs the work in a lane; throws ``HashingRefusal/busy`` when there is no lane in time.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        guard let lane = try await takeLane() else {
            try Task.checkCancellation()
            throw HashingRefusal.busy
        }
        defer { giveBack(lane) }
        return try await withCheckedThrowingContinuation { continuation in
            lane.async {
                continuation.resume(with: Result { try work() })
            }
        }
    }

    private func takeLane() async throws -> DispatchQueue? {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.arrivals += 1
            return state.arrivals
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                let answer = state.withLock { state -> DispatchQueue?? in
                    if let lane = state.free.popLast() { return .some(lane) }
                    guard state.waiting.count < queueLength, !Task.isCancelled else {
                        return .some(nil)
                    }
                    state.waiting.append(Waiting(number: number, since: .now, turn: turn))
                    return nil
                }
                if let answer { turn.resume(returning: answer) }
            }
        } onCancel: {
            let left = state.withLock { state -> Waiting? in
                state.waiting.firstIndex { $0.number == number }
                    .map { state.waiting.remove(at: $0) }
            }
            left?.turn.resume(returning: nil)
        }
    }

    /// The lane goes to who has waited longest and not too long.
    private func giveBack(_ lane: DispatchQueue) {
        let (late, next) = state.withLock { state -> ([Waiting], Waiting?) in
            let oldest = ContinuousClock.now - patience
            let late = state.waiting.prefix { $0.since < oldest }
            state.waiting.removeFirst(late.count)
            guard !state.waiting.isEmpty else {
                state.free.append(lane)
                return (Array(late), nil)
            }
            return (Array(late), state.waiting.removeFirst())
        }
        for waiting in late { waiting.turn.resume(returning: nil) }
        next?.turn.resume(returning: lane)
    }
}
