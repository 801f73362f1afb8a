import Hummingbird
import Kernel
import Synchronization

/// The place in the cache that belongs to one request.
final class Publication: Sendable {
    private let cache: PageCache
    private let key: PageCache.Key
    private let now: Instant
    private let ticket: PageCache.Ticket
    private let page = Mutex<KeptPage?>(nil)

    init(cache: PageCache, key: PageCache.Key, now: Instant, ticket: PageCache.Ticket) {
        self.cache = cache
        self.key = key
        self.now = now
        self.ticket = ticket
    }

    /// What the request brought; nil when it is nothing to be shared.
    var kept: KeptPage? { page.withLock { $0 } }

    /// Whatever came of it, nobody builds the page any more.
    func end() { cache.end(key, ticket) }

    /// Keeps a shared reply for the readers that follow; a private one only goes to its reader.
    func publish(_ reply: Reply, to request: Request) -> Response? {
        guard reply.status == .ok, reply.isShared else {
            if reply.status.code < 500 { cache.forget(key) }
            return nil
        }
        let kept = cache.store(reply, for: key, at: now, ticket)
        page.withLock { $0 = kept }
        return kept.response(to: request.head)
    }
}
