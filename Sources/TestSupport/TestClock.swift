package import Kernel
import Synchronization

/// A clock that stands still until it is told to move.
package final class TestClock: Sendable {
    private struct State {
        var instant: Instant
        /// How far it moves each time it is read.
        var step = Duration.zero
    }

    private let state: Mutex<State>

    /// Noon of 21 November 2026 in Brussels.
    package static let noon = Instant(milliseconds: 1_795_258_800_000)

    package init(_ start: Instant = TestClock.noon) {
        state = Mutex(State(instant: start))
    }

    package var now: Instant {
        state.withLock { state in
            state.instant = state.instant.adding(state.step)
            return state.instant
        }
    }

    package func advance(by duration: Duration) {
        state.withLock { $0.instant = $0.instant.adding(duration) }
    }

    package func set(_ new: Instant) {
        state.withLock { $0.instant = new }
    }

    /// From now on every reading is a millisecond later: what is done one after the other has an order.
    package func tick() {
        state.withLock { $0.step = .milliseconds(1) }
    }

    /// What the program is given.
    package var clock: Clock { Clock { self.now } }
}
