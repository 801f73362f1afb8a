import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Synchronization

/// Public pages as they were last built, so that readers never touch the write path.
///
/// An entry is fresh for a second. Then the first reader builds it anew while the others still get
/// the old one; and when building fails, everybody does, for an hour at most.
package final class PageCache: Sendable {
    struct Key: Hashable, Sendable {
        let host: String
        let target: String
        /// The reader's first language: it chooses languages and preselections.
        let language: String
    }

    struct Entry: Sendable {
        let headers: HTTPFields
        let body: ByteBuffer
        let etag: String
        let builtAt: Instant

        /// The answer to one reader: whole, or "not modified".
        func response(to request: HTTPRequest) -> Response {
            if let known = request.headerFields[.ifNoneMatch], known.contains(etag) {
                var response = Response(status: .notModified, headers: headers)
                response.headers[.contentLength] = nil
                return response
            }
            let isHead = request.method == .head
            let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: self.body)
            return Response(status: .ok, headers: headers, body: body)
        }
    }

    enum Finding: Sendable {
        /// Send this.
        case found(Entry)
        /// Build it; when that fails, send the old one.
        case build(old: Entry?)
    }

    private struct Slot {
        var entry: Entry
        var isBeingBuilt = false
    }

    private struct State {
        var slots: [Key: Slot] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())

    package init() {}

    func find(_ key: Key, at now: Instant) -> Finding {
        state.withLock { state in
            guard let slot = state.slots[key] else { return .build(old: nil) }
            let age = now.milliseconds - slot.entry.builtAt.milliseconds
            if age < Limits.cacheFreshMilliseconds { return .found(slot.entry) }
            if age >= Limits.cacheStaleMilliseconds { return .build(old: nil) }
            if slot.isBeingBuilt { return .found(slot.entry) }
            state.slots[key]?.isBeingBuilt = true
            return .build(old: slot.entry)
        }
    }

    func store(_ reply: Reply, for key: Key, at now: Instant) -> Entry {
        var headers = reply.headers
        let body = reply.body
        let etag = Self.etag(of: body)
        headers[.eTag] = etag
        headers[.contentLength] = String(body.readableBytes)
        SecurityHeaders.add(to: &headers)
        let entry = Entry(headers: headers, body: body, etag: etag, builtAt: now)
        state.withLock { state in
            makeRoom(for: body.readableBytes, in: &state, at: now)
            state.bytes -= state.slots[key]?.entry.body.readableBytes ?? 0
            state.bytes += body.readableBytes
            state.slots[key] = Slot(entry: entry)
        }
        return entry
    }

    /// Building failed or gave something private: the next reader tries again.
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
            now.milliseconds - slot.entry.builtAt.milliseconds < Limits.cacheFreshMilliseconds
        }
        state.bytes = state.slots.values.reduce(0) { $0 + $1.entry.body.readableBytes }
        guard
            state.slots.count >= Limits.cachedPages / 2
                || state.bytes + bytes > Limits.cachedPagesBytes
        else { return }
        state.slots.removeAll()
        state.bytes = 0
    }

    /// FNV-1a: it names a version, no secret depends on it.
    private static func etag(of body: ByteBuffer) -> String {
        let hash = body.readableBytesView.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "\"\(String(hash, radix: 36))\""
    }
}
