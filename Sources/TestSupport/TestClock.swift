package import Kernel
import Synchronization

/// A clock that stands still until it is told to move.
package final class TestClock: Sendable {
    private let instant: Mutex<Instant>

    /// Noon of 21 November 2026 in Brussels.
    package static let noon = Instant(milliseconds: 1_795_258_800_000)

    package init(_ start: Instant = TestClock.noon) {
        instant = Mutex(start)
    }

    package var now: Instant { instant.withLock { $0 } }

    package func advance(by duration: Duration) {
        instant.withLock { $0 = $0.adding(duration) }
    }

    package func set(_ new: Instant) {
        instant.withLock { $0 = new }
    }

    /// What the program is given.
    package var clock: Clock { Clock { self.now } }
}
