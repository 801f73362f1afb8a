import HTTPTypes
import Hummingbird
import Kernel
import Markup
import NIOCore

/// A shared page as it is kept: what everybody gets, and where readers who are signed in get something
/// else.
struct KeptPage: Sendable {
    /// The bytes in one encoding, with the tag that names just these bytes.
    struct Encoded: Sendable {
        let headers: HTTPFields
        let body: ByteBuffer
        let etag: String
    }

    let plain: Encoded
    /// Nil when it does not become smaller.
    let gzipped: Encoded?
    let builtAt: Instant
    /// Nil where it is not compressed: then it has no slots.
    private let parts: PageParts?
    private let reply: Reply
    private let version: String

    /// What did not change since the last time is not compressed again.
    init(_ reply: Reply, builtAt now: Instant, after last: KeptPage? = nil) {
        self.reply = reply
        builtAt = now
        if let last, last.reply.isSame(as: reply) {
            plain = last.plain
            gzipped = last.gzipped
            parts = last.parts
            version = last.version
            return
        }
        var headers = reply.headers
        SecurityHeaders.add(to: &headers)
        let version = Self.version(of: reply.body)
        self.version = version
        plain = Encoded(reply.body, headers, version: version)
        let isPicture = headers[.contentType]?.hasPrefix("image/") == true
        let parts = isPicture ? nil : PageParts(reply)
        self.parts = parts
        let small = parts.map { $0.gzipped($0.fillings([:])) }
        guard let small, small.readableBytes < reply.body.readableBytes else {
            gzipped = nil
            return
        }
        headers[.contentEncoding] = "gzip"
        gzipped = Encoded(small, headers, version: version + "-gzip")
    }

    /// Where it is another for each reader.
    var slots: [Slot.ID] { parts?.slots ?? [] }

    /// What it takes of the cache.
    var bytes: Int {
        plain.body.readableBytes + (gzipped?.body.readableBytes ?? 0) + (parts?.bytes ?? 0)
    }

    /// The answer to a visitor.
    func response(to request: HTTPRequest) -> Response {
        let chosen = (AcceptedEncoding.takesGzip(request) ? gzipped : nil) ?? plain
        return chosen.response(to: request)
    }

    /// The answer to a reader who is signed in: their browser keeps it for them alone, and asks each time.
    ///
    /// A slot that is not filled has in it what visitors see.
    func response(to request: HTTPRequest, filling slots: [Slot.ID: HTML]) -> Response {
        encoded(for: request, filling: slots).response(to: request)
    }

    func encoded(for request: HTTPRequest, filling slots: [Slot.ID: HTML]) -> Encoded {
        let takesGzip = AcceptedEncoding.takesGzip(request) && gzipped != nil
        let shared = (takesGzip ? gzipped : nil) ?? plain
        var headers = shared.headers
        headers[.cacheControl] = reply.personal().headers[.cacheControl]
        guard let parts, !slots.isEmpty else {
            return Encoded(shared.body, headers, etag: shared.etag)
        }
        let fillings = parts.fillings(slots)
        // Between two fillings stands what is in none, so that it counts which slot holds what.
        let named = ByteBuffer(bytes: fillings.joined(separator: [0]))
        let tag = version + "-" + Self.version(of: named)
        return takesGzip
            ? Encoded(parts.gzipped(fillings), headers, version: tag + "-gzip")
            : Encoded(parts.plain(fillings), headers, version: tag)
    }

    /// FNV-1a, eight bytes at a time: it names a version, no secret depends on it.
    private static func version(of body: ByteBuffer) -> String {
        let prime: UInt64 = 0x100_0000_01b3
        let hash = body.withUnsafeReadableBytes { bytes in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            let whole = bytes.count / 8 * 8
            for start in stride(from: 0, to: whole, by: 8) {
                let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                hash = (hash ^ word) &* prime
                // Multiplying carries only upwards: what differs on top comes down.
                hash ^= hash >> 29
            }
            for byte in bytes[whole...] { hash = (hash ^ UInt64(byte)) &* prime }
            return hash ^ UInt64(bytes.count)
        }
        return String(hash, radix: 36)
    }
}

extension KeptPage.Encoded {
    init(_ body: ByteBuffer, _ headers: HTTPFields, version: String) {
        self.init(body, headers, etag: "\"\(version)\"")
    }

    fileprivate init(_ body: ByteBuffer, _ headers: HTTPFields, etag: String) {
        var headers = headers
        self.etag = etag
        headers[.eTag] = etag
        headers[.contentLength] = String(body.readableBytes)
        self.headers = headers
        self.body = body
    }

    /// Whole, or "not modified".
    func response(to request: HTTPRequest) -> Response {
        if let known = request.headerFields[.ifNoneMatch], known.contains(etag) {
            var response = Response(status: .notModified, headers: headers)
            response.headers[.contentLength] = nil
            return response
        }
        let isHead = request.method == .head
        let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: body)
        return Response(status: .ok, headers: headers, body: body)
    }
}
