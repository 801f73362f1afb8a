import Kernel
import Synchronization

/// Values under names that nobody can guess, for some seconds, in memory alone.
final class ShortLived<Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let end: Instant
    }

    private let lifetime: Duration
    private let entries = Mutex<[String: Entry]>([:])

    init(lifetime: Duration) {
        self.lifetime = lifetime
    }

    func keep(_ value: Value, as name: String, at now: Instant) {
        entries.withLock { entries in
            entries = entries.filter { $0.value.end > now }
            if entries.count >= Limits.fictitiousGrants { entries.removeAll() }
            entries[name] = Entry(value: value, end: now.adding(lifetime))
        }
    }

    func find(_ name: String, at now: Instant) -> Value? {
        entries.withLock { entries in
            entries[name].flatMap { $0.end > now ? $0.value : nil }
        }
    }

    /// The same, once.
    func take(_ name: String, at now: Instant) -> Value? {
        entries.withLock { entries in
            entries.removeValue(forKey: name).flatMap { $0.end > now ? $0.value : nil }
        }
    }
}
