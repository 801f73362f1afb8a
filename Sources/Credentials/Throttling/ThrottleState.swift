package import Kernel

/// What is stored of failed attempts: how many, and when the last one was.
///
/// The caller keeps it under a keyed hash of the account, the network or both, never under an
/// address; a row older than ``Throttle/memory`` can be deleted.
package struct ThrottleState: Equatable, Sendable {
    package let failures: Int
    package let lastAt: Instant

    package init(failures: Int, lastAt: Instant) {
        self.failures = failures
        self.lastAt = lastAt
    }

    /// The state with one attempt more; failures that are long past do not count any more.
    package static func counting(
        _ state: ThrottleState?,
        at now: Instant,
        by throttle: Throttle
    ) -> ThrottleState {
        guard let state, throttle.isRemembered(state, at: now) else {
            return ThrottleState(failures: 1, lastAt: now)
        }
        let failures = min(state.failures, most) + 1
        return ThrottleState(failures: failures, lastAt: now)
    }

    /// The state without the attempt that succeeded; nil when nothing is left to store.
    package var takenBack: ThrottleState? {
        failures > 1 ? ThrottleState(failures: failures - 1, lastAt: lastAt) : nil
    }

    /// More than this make no longer wait.
    private static let most = 1_000_000
}
