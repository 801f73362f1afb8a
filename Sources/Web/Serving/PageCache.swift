import Compression
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
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
/// can ask for it. What belongs to one person (forms sent back, receipts, thanks) is never kept, and
/// never compressed.
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

    struct Entry: Sendable {
        let plain: Encoded
        /// Nil when it does not become smaller.
        let gzipped: Encoded?
        let builtAt: Instant

        /// The bytes in one encoding, with the tag that names just these bytes.
        struct Encoded: Sendable {
            let headers: HTTPFields
            let body: ByteBuffer
            let etag: String
        }

        var bytes: Int { plain.body.readableBytes + (gzipped?.body.readableBytes ?? 0) }

        /// The answer to one reader: whole, or "not modified", in an encoding that they take.
        func response(to request: HTTPRequest) -> Response {
            let takesGzip = AcceptedEncoding.takesGzip(request.headerFields[.acceptEncoding])
            let chosen = (takesGzip ? gzipped : nil) ?? plain
            if let known = request.headerFields[.ifNoneMatch], known.contains(chosen.etag) {
                var response = Response(status: .notModified, headers: chosen.headers)
                response.headers[.contentLength] = nil
                return response
            }
            let isHead = request.method == .head
            let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: chosen.body)
            return Response(status: .ok, headers: chosen.headers, body: body)
        }
    }

    enum Finding: Sendable {
        /// Send this.
        case found(Entry)
        /// Build it, and say ``end(_:_:)`` whatever comes of it; when that fails, send the last one.
        case build(Ticket)
        /// Somebody builds it for the first time: ``join(_:)`` them.
        case isBeingBuilt
    }

    private struct Build {
        let number: Int
        var waiting: [CheckedContinuation<Entry?, Never>] = []
    }

    private struct Slot {
        var entry: Entry?
        /// The one that counts: what an earlier one brings is not kept.
        var build: Build?
    }

    private struct State {
        var slots: [Key: Slot] = [:]
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
            let slot = state.slots[key]
            let age = slot?.entry?.builtAt.distance(to: now)
            if let entry = slot?.entry, let age, age < Limits.cacheStaleMilliseconds {
                if age < Limits.cacheFreshMilliseconds || slot?.build != nil {
                    return .found(entry)
                }
            } else if slot?.build != nil {
                return .isBeingBuilt
            }
            state.builds += 1
            state.slots[key, default: Slot()].build = Build(number: state.builds)
            return .build(Ticket(number: state.builds))
        }
    }

    /// What becomes of a first build; nil when it is nothing to be kept: then everybody has to ask for
    /// themselves.
    func join(_ key: Key) async -> Entry? {
        await withCheckedContinuation { continuation in
            let ended: Entry?? = state.withLock { state in
                guard state.slots[key]?.build != nil else { return .some(state.slots[key]?.entry) }
                state.slots[key]?.build?.waiting.append(continuation)
                return nil
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    /// The last page that was kept, however old; nil when there is none.
    func last(_ key: Key, at now: Instant) -> Entry? {
        state.withLock { state in
            guard let entry = state.slots[key]?.entry,
                entry.builtAt.distance(to: now) < Limits.cacheStaleMilliseconds
            else { return nil }
            return entry
        }
    }

    /// Keeps a page unless it went away while it was being built.
    func store(_ reply: Reply, for key: Key, at now: Instant, _ ticket: Ticket) -> Entry {
        let entry = Self.entry(of: reply, builtAt: now)
        let waiting = state.withLock { state in
            guard let build = state.slots[key]?.build, build.number == ticket.number else {
                return [CheckedContinuation<Entry?, Never>]()
            }
            makeRoom(for: entry.bytes, in: &state, at: now)
            state.bytes -= state.slots[key]?.entry?.bytes ?? 0
            state.bytes += entry.bytes
            state.slots[key] = Slot(entry: entry)
            return build.waiting
        }
        for reader in waiting { reader.resume(returning: entry) }
        return entry
    }

    /// A build is over: if it kept nothing, the next reader tries again.
    func end(_ key: Key, _ ticket: Ticket) {
        let waiting = state.withLock { state in
            guard let build = state.slots[key]?.build, build.number == ticket.number else {
                return [CheckedContinuation<Entry?, Never>]()
            }
            state.slots[key]?.build = nil
            if state.slots[key]?.entry == nil { state.slots[key] = nil }
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
            guard let slot = state.slots.removeValue(forKey: key) else {
                return [CheckedContinuation<Entry?, Never>]()
            }
            state.bytes -= slot.entry?.bytes ?? 0
            return slot.build?.waiting ?? []
        }
        for reader in waiting { reader.resume(returning: nil) }
    }

    /// Drops what is no longer fresh, and everything when that is not enough.
    private func makeRoom(for bytes: Int, in state: inout State, at now: Instant) {
        func isFull(_ pages: Int) -> Bool {
            state.slots.count >= pages || state.bytes + bytes > Limits.cachedPagesBytes
        }
        guard isFull(Limits.cachedPages) else { return }
        drop(in: &state) { $0.builtAt.distance(to: now) >= Limits.cacheFreshMilliseconds }
        if isFull(Limits.cachedPages / 2) { drop(in: &state) { _ in true } }
    }

    /// Whoever waits for a build goes on waiting.
    private func drop(in state: inout State, where isOld: (Entry) -> Bool) {
        for (key, slot) in state.slots {
            guard let entry = slot.entry, isOld(entry) else { continue }
            state.bytes -= entry.bytes
            state.slots[key] = slot.build.map { Slot(entry: nil, build: $0) }
        }
    }

    private static func entry(of reply: Reply, builtAt now: Instant) -> Entry {
        var headers = reply.headers
        SecurityHeaders.add(to: &headers)
        let version = version(of: reply.body)
        headers[.eTag] = "\"\(version)\""
        headers[.contentLength] = String(reply.body.readableBytes)
        let plain = Entry.Encoded(headers: headers, body: reply.body, etag: "\"\(version)\"")
        let bytes = Array(reply.body.readableBytesView)
        let isPicture = headers[.contentType]?.hasPrefix("image/") == true
        guard !isPicture, let small = Deflate.compress(bytes, as: .gzip, effort: .quick),
            small.count < bytes.count
        else { return Entry(plain: plain, gzipped: nil, builtAt: now) }
        headers[.eTag] = "\"\(version)-gzip\""
        headers[.contentLength] = String(small.count)
        headers[.contentEncoding] = "gzip"
        let gzipped = Entry.Encoded(
            headers: headers,
            body: ByteBuffer(bytes: small),
            etag: "\"\(version)-gzip\""
        )
        return Entry(plain: plain, gzipped: gzipped, builtAt: now)
    }

    /// FNV-1a: it names a version, no secret depends on it.
    private static func version(of body: ByteBuffer) -> String {
        let hash = body.readableBytesView.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 36)
    }
}
