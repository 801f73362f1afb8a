import Kernel
import Synchronization

/// Goes from day to day, for what a demonstration has behind it.
final class DemoClock: Sendable {
    private let instant: Mutex<Instant>

    init(at instant: Instant) { self.instant = Mutex(instant) }

    var now: Instant { instant.withLock { $0 } }

    func set(_ next: Instant) { instant.withLock { $0 = next } }
}
