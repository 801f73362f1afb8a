internal import Storage
import Synchronization

/// Whether it is worth trying to connect: after a failure not at once, and after more failures later.
///
/// Meanwhile everybody is told what was wrong, without waiting for it again.
final class PostgresReachability: Sendable {
    private struct State {
        var failures = 0
        var reason = StorageError(.unavailable)
        var nextAttempt: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Throws the last failure while it is too early for another attempt.
    ///
    /// When the time has come one caller may try; the others wait for what it finds.
    func check() throws(StorageError) {
        let reason = state.withLock { state -> StorageError? in
            guard let nextAttempt = state.nextAttempt else { return nil }
            let now = ContinuousClock.now
            guard now >= nextAttempt else { return state.reason }
            state.nextAttempt = now + Self.longestAttempt
            return nil
        }
        if let reason { throw reason }
    }

    func succeeded() {
        state.withLock { $0 = State() }
    }

    func failed(_ reason: StorageError) {
        state.withLock { state in
            let pause = min(Self.firstPause * (1 << min(state.failures, 10)), Self.longestPause)
            state.failures += 1
            state.reason = reason
            state.nextAttempt = ContinuousClock.now + pause
        }
    }

    private static let firstPause = Duration.milliseconds(100)
    /// So long at most is the server back before it is noticed.
    private static let longestPause = Duration.seconds(2)
    private static let longestAttempt = Duration.seconds(6)
}
