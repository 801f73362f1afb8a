package import HTTPTypes
package import Hummingbird
package import Markup
package import NIOCore

/// What a handler answers.
package struct Reply: ResponseGenerator, Sendable {
    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var body: ByteBuffer
    /// What is made while it is sent, in the place of ``body``; nil where the reply is whole.
    private(set) var stream: ReplyStream?
    /// What of the body is another for each reader, where it is shared.
    private(set) var slots: [Slot.Place] = []
    /// What of the body has been compressed before.
    private(set) var compressed: [HTML.Compressed] = []

    package init(status: HTTPResponse.Status, headers: HTTPFields, body: ByteBuffer) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page of markup that nobody else may see or keep.
    package static func page(_ markup: HTML, status: HTTPResponse.Status = .ok) -> Reply {
        var reply = Reply(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ByteBuffer(bytes: markup.bytes)
        )
        reply.slots = markup.slots
        reply.compressed = markup.compressed
        return reply
    }

    /// A file that never changes at its address: a name made of its bytes is part of it.
    ///
    /// Opened by itself it is shown, and can do nothing.
    package static func file(_ bytes: [UInt8], type: String) -> Reply {
        Reply(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: immutableControl,
                .contentSecurityPolicy: "sandbox; default-src 'none'",
            ],
            body: ByteBuffer(bytes: bytes)
        )
    }

    /// A body that is made while it is sent: the next part only when the client has taken the last.
    ///
    /// A length that is known is told, so that a client notices an end that came too early; without one
    /// it notices by the chunk that is missing.
    package static func streaming<Parts: AsyncSequence & Sendable>(
        _ parts: Parts,
        length: Int? = nil,
        headers: HTTPFields
    ) -> Reply where Parts.Element == ByteBuffer {
        var reply = Reply(status: .ok, headers: headers, body: ByteBuffer())
        if let length { reply.headers[.contentLength] = String(length) }
        reply.stream = ReplyStream(parts, length: length)
        return reply
    }

    /// A file for one person, to be kept on their own computer.
    package static func download(_ bytes: [UInt8], type: String, name: String) -> Reply {
        Reply(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ByteBuffer(bytes: bytes)
        )
    }

    /// JSON text that was written elsewhere.
    package static func json(_ text: String) -> Reply {
        Reply(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ByteBuffer(string: text)
        )
    }

    /// See other (303): the answer to a write that was done.
    package static func redirect(to path: Path) -> Reply {
        Reply(
            status: .seeOther,
            headers: [.location: path.text, .cacheControl: "no-store"],
            body: ByteBuffer()
        )
    }

    /// Created (201), and where: for a client that asked for no more than that (RFC 7240).
    ///
    /// A script that follows a redirect has fetched the page before the browser goes there.
    package static func created(at path: Path) -> Reply {
        Reply(
            status: .created,
            headers: [
                .location: path.text, .cacheControl: "no-store",
                .preferenceApplied: "return=minimal",
            ],
            body: ByteBuffer()
        )
    }

    /// The same for everybody: may be kept for a second, and longer while the server is away.
    ///
    /// Only a reply that depends on nothing but its address and the reader's language.
    package func shared() -> Reply {
        var reply = self
        reply.headers[.cacheControl] = Self.sharedControl
        reply.headers[.vary] = "Accept-Language, Accept-Encoding, Cookie"
        return reply
    }

    /// The same, for somebody who is signed in: their browser asks again each time.
    func personal() -> Reply {
        guard headers[.cacheControl] == Self.sharedControl else { return self }
        var reply = self
        reply.headers[.cacheControl] = Self.personalControl
        return reply
    }

    /// How caches may keep a shared reply (RFC 9111, RFC 5861).
    static let sharedControl = "public, max-age=1, stale-while-revalidate=1, stale-if-error=3600"

    package static let personalControl = "private, no-cache"

    static let immutableControl = "public, max-age=31536000, immutable"

    /// Whether it is the same for everybody who asks at its address.
    var isShared: Bool {
        let control = headers[.cacheControl]
        guard stream == nil else { return false }
        return control == Self.sharedControl || control == Self.immutableControl
    }

    /// Whether a cache may answer with the one in the place of the other.
    func isSame(as other: Reply) -> Bool {
        status == other.status && headers == other.headers && body == other.body
            && slots == other.slots
    }

    package func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: status,
            headers: headers,
            body: stream?.body ?? ResponseBody(byteBuffer: body)
        )
    }
}

extension HTTPField.Name {
    static let prefer = HTTPField.Name("Prefer") ?? .accept
    static let preferenceApplied = HTTPField.Name("Preference-Applied") ?? .location
}

extension Request {
    /// Whether whoever asks wants to know where the outcome is, and not be led there (RFC 7240).
    package var prefersMinimal: Bool {
        headers[.prefer]?.split(separator: ",").contains { preference in
            preference.filter { $0 != " " }.lowercased() == "return=minimal"
        } ?? false
    }
}

extension HTTPResponse.Status {
    /// Nothing was taken: it has to be paid first.
    package static let paymentRequired = HTTPResponse.Status(
        code: 402,
        reasonPhrase: "Payment Required"
    )
}
