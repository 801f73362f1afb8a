import Kernel
import Synchronization

/// Public pages as they were last built, so that readers never touch the write path.
///
/// An entry is fresh for a second. Then the first reader builds it anew while the others still get
/// the old one; and when building fails, everybody does, for an hour at most. Where there is no old one,
/// the others wait for the first.
///
/// A page is compressed once, when it is kept, and only then. That is safe: compression tells the
/// length of what is inside (the BREACH attack), and a kept page has no secret inside. It depends on
/// nothing but its address, the reader's language and a group of readers that anybody may name, so whoever could make somebody ask for it
/// can ask for it. What belongs to one person (forms sent back, receipts, thanks; what fills a place) is
/// never kept, and never compressed.
package final class PageCache: Sendable {
    /// Everything that a shared page is made of: see ``Destination``.
    struct Key: Hashable, Sendable {
        let host: String
        /// As the router knows it: a space that has moved leaves nothing behind.
        let route: String
        let address: String
        let language: LanguageTag
        let reader: String
    }

    /// Names one build of a page, so that a page that goes meanwhile stays away.
    struct Ticket: Sendable {
        fileprivate let number: Int
    }

    enum Finding: Sendable {
        /// Send this.
        case found(KeptPage)
        /// Build it, and say ``end(_:_:)`` whatever comes of it; when that fails, send the last one.
        case build(Ticket)
        /// Somebody builds it for the first time: ``join(_:)`` them.
        case isBeingBuilt
    }

    private struct Build {
        let number: Int
        var waiting: [CheckedContinuation<KeptPage?, Never>] = []
    }

    private struct Place {
        var entry: KeptPage?
        /// The one that counts: what an earlier one brings is not kept.
        var build: Build?
    }

    private struct State {
        var places: [Key: Place] = [:]
        var bytes = 0
        var builds = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// What somebody is to do who wants a page.
    ///
    /// A page from the future, of a clock that was ahead or of a reader who came a moment later, is as
    /// old as one from as far back.
    func find(_ key: Key, at now: Instant) -> Finding {
        state.withLock { state in
            let place = state.places[key]
            let age = place?.entry?.builtAt.distance(to: now)
            if let entry = place?.entry, let age, age < Limits.cacheStaleMilliseconds {
                if age < Limits.cacheFreshMilliseconds || place?.build != nil {
                    return .found(entry)
                }
            } else if place?.build != nil {
                return .isBeingBuilt
            }
            state.builds += 1
            state.places[key, default: Place()].build = Build(number: state.builds)
            return .build(Ticket(number: state.builds))
        }
    }

    /// What becomes of a first build; nil when it is nothing to be kept: then everybody has to ask for
    /// themselves.
    func join(_ key: Key) async -> KeptPage? {
        await withCheckedContinuation { continuation in
            let ended: KeptPage?? = state.withLock { state in
                guard state.places[key]?.build != nil else {
                    return .some(state.places[key]?.entry)
                }
                state.places[key]?.build?.waiting.append(continuation)
                return nil
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    /// The last page that was kept, however old; nil when there is none.
    func last(_ key: Key, at now: Instant) -> KeptPage? {
        state.withLock { state in
            guard let entry = state.places[key]?.entry,
                entry.builtAt.distance(to: now) < Limits.cacheStaleMilliseconds
            else { return nil }
            return entry
        }
    }

    /// Keeps a page unless it went away while it was being built.
    func store(_ reply: Reply, for key: Key, at now: Instant, _ ticket: Ticket) -> KeptPage {
        let last = state.withLock { $0.places[key]?.entry }
        let entry = KeptPage(reply, builtAt: now, after: last)
        let waiting = state.withLock { state in
            guard let build = state.places[key]?.build, build.number == ticket.number else {
                return [CheckedContinuation<KeptPage?, Never>]()
            }
            makeRoom(for: entry.bytes, in: &state)
            state.bytes -= state.places[key]?.entry?.bytes ?? 0
            state.bytes += entry.bytes
            state.places[key] = Place(entry: entry)
            return build.waiting
        }
        for reader in waiting { reader.resume(returning: entry) }
        return entry
    }

    /// A build is over: if it kept nothing, the next reader tries again.
    func end(_ key: Key, _ ticket: Ticket) {
        let waiting = state.withLock { state in
            guard let build = state.places[key]?.build, build.number == ticket.number else {
                return [CheckedContinuation<KeptPage?, Never>]()
            }
            state.places[key]?.build = nil
            if state.places[key]?.entry == nil { state.places[key] = nil }
            return build.waiting
        }
        for reader in waiting { reader.resume(returning: nil) }
    }

    /// The page is no longer there, or no longer for everybody: nothing of it is left, nor of what
    /// somebody builds of it now.
    ///
    /// A page that somebody hid must not come back because the database went away.
    func forget(_ key: Key) {
        let waiting = state.withLock { state in
            guard let place = state.places.removeValue(forKey: key) else {
                return [CheckedContinuation<KeptPage?, Never>]()
            }
            state.bytes -= place.entry?.bytes ?? 0
            return place.build?.waiting ?? []
        }
        for reader in waiting { reader.resume(returning: nil) }
    }

    /// Nothing that is kept is left, nor what anybody builds now: something was taken from readers, and nobody
    /// knows on which pages it stood.
    func forget() {
        let waiting = state.withLock { state in
            let waiting = state.places.values.flatMap { $0.build?.waiting ?? [] }
            state.places = [:]
            state.bytes = 0
            return waiting
        }
        for reader in waiting { reader.resume(returning: nil) }
    }

    /// Whose pages are kept or being built.
    var hosts: Set<String> { state.withLock { Set($0.places.keys.map(\.host)) } }

    /// Nothing that is kept of these hosts is left, nor what anybody builds of them now.
    func forget(atHosts hosts: Set<String>) {
        let waiting = state.withLock { state in
            let gone = state.places.filter { hosts.contains($0.key.host) }
            for (key, place) in gone {
                state.places[key] = nil
                state.bytes -= place.entry?.bytes ?? 0
            }
            return gone.values.flatMap { $0.build?.waiting ?? [] }
        }
        for reader in waiting { reader.resume(returning: nil) }
    }

    /// Drops the older half of whoever has taken most, so that nobody's pages push out another's.
    ///
    /// Whoever waits for a build goes on waiting.
    private func makeRoom(for bytes: Int, in state: inout State) {
        while state.places.count >= Limits.cachedPages
            || state.bytes + bytes > Limits.cachedPagesBytes
        {
            let kept = state.places.compactMap { key, place in
                place.entry.map { (key: key, page: $0) }
            }
            let byHost = Dictionary(grouping: kept) { $0.key.host }.values
            let room = byHost.map { pages in pages.reduce(0) { $0 + Self.weight($1.page) } }
            guard let (pages, _) = zip(byHost, room).max(by: { $0.1 < $1.1 }) else { return }
            let oldest = pages.sorted { $0.page.builtAt < $1.page.builtAt }
                .prefix((pages.count + 1) / 2)
            for (key, page) in oldest {
                state.bytes -= page.bytes
                state.places[key] = state.places[key]?.build.map { Place(entry: nil, build: $0) }
            }
        }
    }

    /// What a page takes of both limits, in bytes.
    private static func weight(_ page: KeptPage) -> Int {
        page.bytes + Limits.cachedPagesBytes / Limits.cachedPages
    }
}
