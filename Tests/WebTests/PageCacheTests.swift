import HTTPTypes
import HummingbirdCore
import Kernel
import Markup
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Goal: readers get a page that is at most a second old, one of them builds it, and when building
/// fails everybody still reads.
///
/// Method: the cache alone, asked at made-up instants.
@Suite("The cache of pages")
struct PageCacheTests {
    private let cache = PageCache()
    private let key = Self.pageKey()
    private let start = TestClock.noon

    @Test("a page that was never built is to be built, by everybody who asks")
    func empty() {
        #expect(ask() == .build)
        #expect(ask() == .build)
    }

    @Test("a page is fresh for a second, to the millisecond")
    func fresh() {
        store("one")

        #expect(ask(after: 0) == .found("one"))
        #expect(ask(after: 999) == .found("one"))
        #expect(ask(after: 1000) == .buildOver("one"))
    }

    @Test("a page of a clock that was ahead is old as soon as the clock is right")
    func ahead() {
        store("one", after: 86_400_000)

        #expect(ask(after: 0) == .build)
        #expect(cache.last(key, at: start) == nil)
    }

    @Test("while one reader builds a page anew, the others get the old one")
    func rebuilding() {
        store("one")

        #expect(ask(after: 1000) == .buildOver("one"))
        #expect(ask(after: 1001) == .found("one"))
        #expect(ask(after: 3_599_999) == .found("one"))
        store("two", after: 2000)
        #expect(ask(after: 2999) == .found("two"))
        #expect(ask(after: 3000) == .buildOver("two"))
    }

    @Test("when building is given up, the next reader tries")
    func givenUp() {
        store("one")
        _ = ask(after: 1000)

        cache.giveUp(key)

        #expect(ask(after: 1001) == .buildOver("one"))
        #expect(ask(after: 1002) == .found("one"))
    }

    @Test("to give up what is not there does nothing")
    func givenUpNothing() {
        cache.giveUp(key)

        #expect(ask() == .build)
    }

    @Test("after an hour an old page stands in for nothing")
    func stale() {
        store("one")

        #expect(ask(after: 3_600_000) == .build)
        #expect(ask(after: 3_600_000) == .build)
    }

    @Test("another host, address, language or group of readers is another page")
    func keys() {
        store("one")
        let others = [
            Self.pageKey(host: "other.example"), Self.pageKey(route: "/site/x"),
            Self.pageKey(address: "/?"), Self.pageKey(language: .french),
            Self.pageKey(reader: "BE"),
        ]

        #expect(others.allSatisfy { ask($0) == .build })
    }

    @Test("a page that is gone is gone at once, and stands in for nothing")
    func gone() {
        store("one")

        cache.forget(key)

        #expect(ask() == .build)
        #expect(cache.last(key, at: start) == nil)
    }

    @Test("a page that goes while somebody builds it does not come back with what they built")
    func goneMeanwhile() {
        store("one")
        let early = ticket

        cache.forget(key)
        _ = cache.store(Reply.page("one").shared(), for: key, at: start, early)

        #expect(ask() == .build)
        store("two")
        #expect(ask() == .found("two"))
    }

    @Test("that holds however many other pages go at the same time")
    func manyGone() {
        let early = ticket
        cache.forget(key)

        for number in 0...Limits.cachedPages {
            cache.forget(Self.pageKey(address: "/\(number)"))
        }
        _ = cache.store(Reply.page("one").shared(), for: key, at: start, early)

        #expect(ask() == .build)
        store("two")
        #expect(ask() == .found("two"))
    }

    @Test("a page that was built later is not replaced by one that was begun before")
    func late() {
        let early = ticket
        store("two", after: 500)

        _ = cache.store(Reply.page("one").shared(), for: key, at: start, early)

        #expect(ask(after: 600) == .found("two"))
    }

    @Test("a clock that is set back does not keep a page for as long as it was wrong")
    func setBack() {
        store("one", after: 3_600_000)

        #expect(ask() == .build)
        store("two")
        #expect(ask(after: 1) == .found("two"))
    }

    @Test("no more pages are kept than the limit")
    func pages() {
        let keys = (0..<(Limits.cachedPages * 2 + 10)).map {
            Self.pageKey(address: "/\($0)")
        }

        for key in keys { store("x", key) }
        let found = keys.filter { ask($0) == .found("x") }

        #expect(found.count <= Limits.cachedPages)
        #expect(found.last == keys.last)
    }

    @Test("who has the page already is told so, and HEAD gets its length without it")
    func conditional() {
        let entry = cache.store(Reply.page("<p>é</p>").shared(), for: key, at: start, ticket)
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
        let one = cache.store(Reply.page("one").shared(), for: key, at: start, ticket)
        let two = cache.store(Reply.page("two").shared(), for: key, at: start, ticket)

        let headers = one.plain.headers
        #expect(headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self';") == true)
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.eTag] != two.plain.headers[.eTag])
    }

    @Test("a kept page is compressed once, with a tag of its own, for those who take it")
    func compressed() throws {
        let text = String(repeating: "a long page ", count: 100)
        let entry = cache.store(
            Reply.page(HTML(escaping: text)).shared(),
            for: key,
            at: start,
            ticket
        )
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
        #expect(entry.bytes == 1200 + gzipped.body.readableBytes)
    }

    private enum Told: Equatable {
        case found(String)
        case build
        case buildOver(String)
    }

    private func ask(_ other: PageCache.Key? = nil, after milliseconds: Int64 = 0) -> Told {
        switch cache.find(other ?? key, at: start.adding(.milliseconds(milliseconds))) {
        case .found(let entry): .found(String(buffer: entry.plain.body))
        case .build:
            cache.last(other ?? key, at: start.adding(.milliseconds(milliseconds))).map {
                .buildOver(String(buffer: $0.plain.body))
            } ?? .build
        }
    }

    private func store(
        _ text: String,
        _ other: PageCache.Key? = nil,
        after milliseconds: Int64 = 0
    ) {
        _ = cache.store(
            Reply.page(HTML(escaping: text)).shared(),
            for: other ?? key,
            at: start.adding(.milliseconds(milliseconds)),
            ticket
        )
    }

    /// What somebody gets who begins to build now.
    private var ticket: PageCache.Ticket {
        switch cache.find(Self.pageKey(host: "never"), at: start) {
        case .build(let ticket): ticket
        case .found: preconditionFailure("nothing is kept for this host")
        }
    }

    private static func pageKey(
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
