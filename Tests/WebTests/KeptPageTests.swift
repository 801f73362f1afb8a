import Compression
import HTTPTypes
import HummingbirdCore
import Kernel
import Markup
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Goal: a kept page reaches each reader whole, small, or not at all when they have it already.
///
/// Method: one page, kept and asked for by readers who take different things.
@Suite("A kept page")
struct KeptPageTests {
    private let start = TestClock.noon

    @Test("who has the page already is told so, and HEAD gets its length without it")
    func conditional() {
        let entry = kept("<p>é</p>")
        let etag = entry.plain.etag
        var request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")

        let whole = entry.response(to: request)
        request.headerFields[.ifNoneMatch] = "\"other\", " + etag
        let known = entry.response(to: request)
        request.headerFields[.ifNoneMatch] = "\"other\""
        request.method = .head
        let head = entry.response(to: request)

        #expect(whole.status == .ok && whole.headers[.contentLength] == "9")
        #expect(known.status == .notModified && known.headers[.contentLength] == nil)
        #expect(known.headers[.eTag] == etag && known.headers[.cacheControl] == Reply.sharedControl)
        #expect(head.status == .ok && head.headers[.contentLength] == "9")
        #expect(head.body.contentLength == 0)
    }

    @Test("a kept page carries what tells browsers to refuse, and another body another tag")
    func headers() {
        let one = kept("one")
        let two = kept("two")

        let headers = one.plain.headers
        #expect(headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self';") == true)
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.eTag] != two.plain.headers[.eTag])
    }

    @Test("a kept page is compressed once, with a tag of its own, for those who take it")
    func compressed() throws {
        let text = String(repeating: "a long page ", count: 100)
        let entry = kept(HTML(escaping: text))
        let gzipped = try #require(entry.gzipped)
        var request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")

        let plain = entry.response(to: request)
        request.headerFields[.acceptEncoding] = "gzip, deflate, br"
        let small = entry.response(to: request)
        request.headerFields[.ifNoneMatch] = entry.plain.etag
        let other = entry.response(to: request)
        request.headerFields[.ifNoneMatch] = "W/" + gzipped.etag
        let known = entry.response(to: request)

        #expect(plain.headers[.contentEncoding] == nil && plain.headers[.contentLength] == "1200")
        #expect(small.headers[.contentEncoding] == "gzip")
        #expect(small.headers[.contentLength] == String(gzipped.body.readableBytes))
        #expect(gzipped.body.readableBytes < 100)
        #expect(small.headers[.vary] == "Accept-Language, Accept-Encoding, Cookie")
        #expect(plain.headers[.vary] == small.headers[.vary])
        #expect(plain.headers[.eTag] != small.headers[.eTag])
        #expect(other.status == .ok, "the tag of the plain bytes names other bytes")
        #expect(known.status == .notModified && known.headers[.eTag] == gzipped.etag)
        // With what it is made of for readers who are signed in.
        let less = gzipped.body.readableBytes
        #expect(entry.bytes > 1200 + less && entry.bytes < 1200 + 2 * less)
    }

    @Test(
        "what fills the slots of a page stands in it, plain and compressed, and has a tag of its own"
    )
    func filled() throws {
        let slot = Slot.ID(owner: "site", space: .site, name: "test")
        let long = String(repeating: "a long page ", count: 100)
        let part = HTML(escaping: long).compressed(effort: .thorough)
        let page = kept("é\(part)<b>\(Slot(slot, content: "visitors"))</b>\(long)\(part)")
        var request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")

        for (filling, content) in [("", "visitors"), ("é & me", "é &amp; me"), ("x", "x")] {
            let slots = filling.isEmpty ? [:] : [slot: HTML(escaping: filling)]
            let expected = Array("é\(long)<b>\(content)</b>\(long)\(long)".utf8)
            request.headerFields[.acceptEncoding] = nil
            let plain = page.encoded(for: request, filling: slots)
            request.headerFields[.acceptEncoding] = "gzip"
            let small = page.encoded(for: request, filling: slots)

            #expect(Array(plain.body.readableBytesView) == expected)
            let bytes = Array(small.body.readableBytesView)
            #expect(Deflate.expand(bytes, as: .gzip, toExactly: expected.count) == expected)
            #expect(small.etag == plain.etag.dropLast() + "-gzip\"")
            #expect(small.headers[.cacheControl] == Reply.personalControl)
        }
        #expect(page.slots == [slot])
    }

    /// What is kept of a page, for a cache of its own.
    private func kept(_ page: HTML) -> KeptPage {
        let cache = PageCache()
        guard case .build(let ticket) = cache.find(.test(), at: start) else {
            preconditionFailure("a new cache has no page")
        }
        return cache.store(Reply.page(page).shared(), for: .test(), at: start, ticket)
    }
}

extension PageCache.Key {
    static func test(
        host: String = "eci.example",
        route: String = "/site",
        address: String = "/",
        language: LanguageTag = .english,
        reader: String = ""
    ) -> PageCache.Key {
        PageCache.Key(
            host: host,
            route: route,
            address: address,
            language: language,
            reader: reader
        )
    }
}
