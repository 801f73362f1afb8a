import Hummingbird
import Kernel

/// The place in the cache that belongs to one request.
struct Publication: Sendable {
    let cache: PageCache
    let key: PageCache.Key
    let now: Instant
    let ticket: PageCache.Ticket

    /// Whatever came of it, nobody builds the page any more.
    func end() { cache.end(key, ticket) }

    /// Keeps a shared reply for the readers that follow; a private one only goes to its reader.
    func publish(_ reply: Reply, to request: Request) -> Response? {
        guard reply.status == .ok, reply.isShared else {
            if reply.status.code < 500 { cache.forget(key) }
            return nil
        }
        return cache.store(reply, for: key, at: now, ticket).response(to: request.head)
    }
}
