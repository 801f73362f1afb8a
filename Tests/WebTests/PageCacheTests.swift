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
    private let key = PageCache.Key.test()
    private let start = TestClock.noon

    @Test("a page that was never built is built by the first who asks; the others wait for it")
    func empty() async throws {
        let first = try #require(begin())
        #expect(ask() == .isBeingBuilt)
        async let second = cache.join(key)
        async let third = cache.join(key)

        store("one", first)

        let joined = await [second, third].map { $0.map { String(buffer: $0.plain.body) } }
        #expect(joined == ["one", "one"])
        #expect(await cache.join(key)?.builtAt == start, "whoever comes to join when it is over")
    }

    @Test("whoever waits for a page that comes to nothing, or goes, is told to ask for themselves")
    func nothing() async throws {
        for isGone in [false, true] {
            let first = try #require(begin())
            async let second = cache.join(key)
            // Whether it waits by then or comes later makes no difference to what it is told.
            if isGone { cache.forget(key) } else { cache.end(key, first) }

            #expect(await second == nil)
            #expect(ask() == .build)
            cache.forget(key)
        }
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

        #expect(cache.last(key, at: start) == nil)
        #expect(ask(after: 0) == .build)
    }

    @Test("a reader who came a moment before a page was built takes it, and throws nothing away")
    func early() {
        store("one", after: 500)
        #expect(ask(after: 0) == .found("one"))
        store("two", after: 5000)

        #expect(ask(after: 2000) == .buildOver("two"))
        #expect(ask(after: 2000) == .found("two"))
    }

    @Test("while one reader builds a page anew, the others get the old one")
    func rebuilding() throws {
        store("one")

        let build = try #require(begin(after: 1000))
        #expect(ask(after: 1001) == .found("one"))
        #expect(ask(after: 3_599_999) == .found("one"))
        store("two", build, after: 2000)
        #expect(ask(after: 2999) == .found("two"))
        #expect(ask(after: 3000) == .buildOver("two"))
    }

    @Test("when building is given up, the next reader tries")
    func givenUp() {
        store("one")
        let build = begin(after: 1000)

        if let build { cache.end(key, build) }

        #expect(build != nil)
        #expect(ask(after: 1001) == .buildOver("one"))
        #expect(ask(after: 1002) == .found("one"))
    }

    @Test("to end a build that was over, or another's, does nothing")
    func endedTwice() throws {
        let first = try #require(begin())
        cache.forget(key)
        _ = try #require(begin())

        cache.end(key, first)

        #expect(ask() == .isBeingBuilt)
    }

    @Test("after an hour an old page stands in for nothing")
    func stale() {
        store("one")

        #expect(ask(after: 3_600_000) == .build)
        #expect(ask(after: 3_600_000) == .isBeingBuilt)
    }

    @Test("another host, address, language or group of readers is another page")
    func keys() {
        store("one")
        let others = [
            PageCache.Key.test(host: "other.example"), PageCache.Key.test(route: "/site/x"),
            PageCache.Key.test(address: "/?"), PageCache.Key.test(language: .french),
            PageCache.Key.test(reader: "BE"),
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
    func goneMeanwhile() throws {
        store("one")
        let early = try #require(begin(after: 1000))

        cache.forget(key)
        store("one", early)

        let later = try #require(begin())
        store("one", early)
        store("two", later)
        #expect(ask() == .found("two"))
    }

    @Test(
        "when something was taken from readers no page from before is left, nor what is being built"
    )
    func allGone() async throws {
        let others = (0..<3).map { PageCache.Key.test(address: "/\($0)") }
        for key in others { store("one", key) }
        let build = try #require(begin())
        async let waiting = cache.join(key)

        cache.forget()
        store("one", build)

        #expect(await waiting == nil)
        for key in others + [key] {
            #expect(cache.last(key, at: start) == nil)
            #expect(ask(key) == .build)
        }
    }

    @Test("when something was taken from readers of one host, pages of another are as they were")
    func goneAtOne() async throws {
        let (own, other) = (
            PageCache.Key.test(address: "/1"), PageCache.Key.test(host: "senat.example")
        )
        for key in [own, other] { store("one", key) }
        let build = try #require(begin())
        async let waiting = cache.join(key)
        #expect(cache.hosts == Set([key.host, other.host]))
        cache.forget(atHosts: [key.host])
        store("one", build)
        #expect(await waiting == nil)
        for key in [key, own] {
            #expect(cache.last(key, at: start) == nil)
            #expect(ask(key) == .build)
        }
        #expect(ask(other) == .found("one"))
    }

    @Test("however many other pages are asked for and are not there, a page is built anew")
    func manyGone() throws {
        store("one")
        let build = try #require(begin(after: 1000))

        for number in 0...Limits.cachedPages {
            cache.forget(PageCache.Key.test(address: "/\(number)"))
        }
        store("two", build, after: 1000)

        #expect(ask(after: 1999) == .found("two"))
        #expect(ask(after: 2000) == .buildOver("two"))
    }

    @Test("a clock that is set back does not keep a page for as long as it was wrong")
    func setBack() {
        store("one", after: 3_600_000)

        store("two")
        #expect(ask(after: 1) == .found("two"))
    }

    @Test("no more pages are kept than the limit")
    func pages() {
        let keys = (0..<(Limits.cachedPages * 2 + 10)).map {
            PageCache.Key.test(address: "/\($0)")
        }

        for key in keys { store("x", key) }
        let found = keys.filter { ask($0) == .found("x") }

        #expect(found.count <= Limits.cachedPages)
        #expect(found.last == keys.last)
    }

    @Test("however many pages of one institution are read, another's stay")
    func fair() {
        let other = PageCache.Key.test(host: "other.example")
        store("theirs", other)

        for number in 0..<Limits.cachedPages * 3 {
            store("x", PageCache.Key.test(address: "/\(number)"))
        }

        #expect(ask(other) == .found("theirs"))
    }

    @Test("room is made without anybody waiting in vain")
    func crowded() async throws {
        let build = try #require(begin())
        async let second = cache.join(key)
        for number in 0...Limits.cachedPages {
            store("x", PageCache.Key.test(address: "/\(number)"))
        }

        store("one", build)

        #expect(await second?.builtAt == start)
    }

    private enum Told: Equatable {
        case found(String)
        case build
        case buildOver(String)
        case isBeingBuilt
    }

    private func ask(_ other: PageCache.Key? = nil, after milliseconds: Int64 = 0) -> Told {
        let now = start.adding(.milliseconds(milliseconds))
        return switch cache.find(other ?? key, at: now) {
        case .found(let entry): .found(String(buffer: entry.plain.body))
        case .isBeingBuilt: .isBeingBuilt
        case .build:
            cache.last(other ?? key, at: now).map { .buildOver(String(buffer: $0.plain.body)) }
                ?? .build
        }
    }

    /// Somebody begins to build the page; nil when it is not for them to do.
    private func begin(after milliseconds: Int64 = 0) -> PageCache.Ticket? {
        let now = start.adding(.milliseconds(milliseconds))
        guard case .build(let ticket) = cache.find(key, at: now) else { return nil }
        return ticket
    }

    /// Builds a page from its beginning, whatever was kept of it.
    private func store(
        _ text: String,
        _ other: PageCache.Key? = nil,
        after milliseconds: Int64 = 0
    ) {
        let (key, now) = (other ?? key, start.adding(.milliseconds(milliseconds)))
        var finding = cache.find(key, at: now)
        if case .found = finding {
            cache.forget(key)
            finding = cache.find(key, at: now)
        }
        guard case .build(let ticket) = finding else {
            preconditionFailure("somebody builds it already")
        }
        _ = cache.store(Reply.page(HTML(escaping: text)).shared(), for: key, at: now, ticket)
    }

    /// Ends a build with a page.
    private func store(_ text: String, _ ticket: PageCache.Ticket, after milliseconds: Int64 = 0) {
        let now = start.adding(.milliseconds(milliseconds))
        _ = cache.store(Reply.page(HTML(escaping: text)).shared(), for: key, at: now, ticket)
    }
}
