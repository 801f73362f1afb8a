import Hummingbird
import Kernel
import Synchronization

/// The place in the cache that belongs to one request.
final class Publication: Sendable {
    private struct Place {
        let cache: PageCache
        let key: PageCache.Key
        let ticket: PageCache.Ticket
    }

    /// Nil for a page that is built for one reader alone.
    private let place: Place?
    private let now: Instant
    private let page = Mutex<KeptPage?>(nil)

    init(cache: PageCache, key: PageCache.Key, now: Instant, ticket: PageCache.Ticket) {
        place = Place(cache: cache, key: key, ticket: ticket)
        self.now = now
    }

    /// For a page that is not kept.
    init(now: Instant) {
        place = nil
        self.now = now
    }

    /// What the request brought; nil when it is nothing to be shared.
    var kept: KeptPage? { page.withLock { $0 } }

    /// Whatever came of it, nobody builds the page any more.
    func end() { place.map { $0.cache.end($0.key, $0.ticket) } }

    /// Keeps a shared reply for the readers that follow; a private one only goes to its reader.
    func publish(_ reply: Reply, to request: Request) -> Response? {
        guard reply.status == .ok, reply.isShared else {
            if reply.status.code < 500 { place.map { $0.cache.forget($0.key) } }
            return nil
        }
        let kept =
            place.map { $0.cache.store(reply, for: $0.key, at: now, $0.ticket) }
            ?? KeptPage(reply, builtAt: now)
        page.withLock { $0 = kept }
        return kept.response(to: request.head)
    }
}
