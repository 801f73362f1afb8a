import Kernel
import Synchronization

/// Sessions in which something was written a moment ago.
///
/// Whoever has just written something sees it on the page that follows, though others may still be
/// shown the page from before for a second.
final class RecentWriters: Sendable {
    private let writes = Mutex<[[UInt8]: Instant]>([:])

    func note(_ session: Session, at now: Instant) {
        writes.withLock { writes in
            if writes.count >= Limits.recentWriters {
                writes = writes.filter { Self.isRecent($0.value, at: now) }
                // Rather a page from the cache than memory without bounds.
                if writes.count >= Limits.recentWriters { writes = [:] }
            }
            writes[session.key] = now
        }
    }

    func contains(_ session: Session, at now: Instant) -> Bool {
        writes.withLock { $0[session.key].map { Self.isRecent($0, at: now) } ?? false }
    }

    /// As long as a page from before the write may be fresh.
    private static func isRecent(_ write: Instant, at now: Instant) -> Bool {
        write.distance(to: now) <= Limits.cacheFreshMilliseconds
    }
}
