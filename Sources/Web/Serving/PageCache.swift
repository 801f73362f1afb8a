import Compression
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Synchronization

/// Public pages as they were last built, so that readers never touch the write path.
///
/// An entry is fresh for a second. Then the first reader builds it anew while the others still get
/// the old one; and when building fails, everybody does, for an hour at most.
///
/// A page is compressed once, when it is kept, and only then. That is safe: compression tells the
/// length of what is inside (the BREACH attack), and a kept page has no secret inside. It depends on
/// nothing but its address and the reader's language, so whoever could make somebody ask for it
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

    /// Says when somebody began to build a page, so that a page that goes meanwhile stays away.
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
        /// Build it; when that fails, send the last one.
        case build(Ticket)
    }

    private struct Slot {
        var entry: Entry
        var isBeingBuilt = false
    }

    private struct State {
        var slots: [Key: Slot] = [:]
        var bytes = 0
        /// Counts the pages that went away.
        var gone = 0
        /// When each of the last of them went.
        var lastGone: [Key: Int] = [:]
        /// What was begun before this is not kept: too many pages went away since then.
        var oldestTicket = 0
    }

    private let state = Mutex(State())

    package init() {}

    func find(_ key: Key, at now: Instant) -> Finding {
        state.withLock { state in
            let ticket = Ticket(number: state.gone)
            guard let slot = state.slots[key] else { return .build(ticket) }
            let age = now.milliseconds - slot.entry.builtAt.milliseconds
            // A page from the future: the clock was wrong, and would keep it for that long.
            if age < 0 {
                state.bytes -= slot.entry.bytes
                state.slots[key] = nil
                return .build(ticket)
            }
            if age < Limits.cacheFreshMilliseconds { return .found(slot.entry) }
            if age >= Limits.cacheStaleMilliseconds { return .build(ticket) }
            if slot.isBeingBuilt { return .found(slot.entry) }
            state.slots[key]?.isBeingBuilt = true
            return .build(ticket)
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

    /// Keeps a page unless it went away, or was built anew, while this one was being built.
    func store(_ reply: Reply, for key: Key, at now: Instant, _ ticket: Ticket) -> Entry {
        let entry = Self.entry(of: reply, builtAt: now)
        state.withLock { state in
            guard ticket.number >= max(state.oldestTicket, state.lastGone[key] ?? 0),
                (state.slots[key]?.entry.builtAt ?? now) <= now
            else { return }
            makeRoom(for: entry.bytes, in: &state, at: now)
            state.bytes -= state.slots[key]?.entry.bytes ?? 0
            state.bytes += entry.bytes
            state.slots[key] = Slot(entry: entry)
        }
        return entry
    }

    /// The page is no longer there, or no longer for everybody: nothing of it is left.
    ///
    /// A page that somebody hid must not come back because the database went away.
    func forget(_ key: Key) {
        state.withLock { state in
            state.gone += 1
            if state.lastGone.count >= Limits.cachedPages {
                state.lastGone.removeAll()
                state.oldestTicket = state.gone
            }
            state.lastGone[key] = state.gone
            guard let slot = state.slots.removeValue(forKey: key) else { return }
            state.bytes -= slot.entry.bytes
        }
    }

    /// Building failed: the next reader tries again.
    func giveUp(_ key: Key) {
        state.withLock { $0.slots[key]?.isBeingBuilt = false }
    }

    /// Drops what is no longer fresh, and everything when that is not enough.
    private func makeRoom(for bytes: Int, in state: inout State, at now: Instant) {
        guard
            state.slots.count >= Limits.cachedPages
                || state.bytes + bytes > Limits.cachedPagesBytes
        else { return }
        state.slots = state.slots.filter { _, slot in
            slot.entry.builtAt.distance(to: now) < Limits.cacheFreshMilliseconds
        }
        state.bytes = state.slots.values.reduce(0) { $0 + $1.entry.bytes }
        guard
            state.slots.count >= Limits.cachedPages / 2
                || state.bytes + bytes > Limits.cachedPagesBytes
        else { return }
        state.slots.removeAll()
        state.bytes = 0
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
