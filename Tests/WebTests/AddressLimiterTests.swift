import HTTPTypes
import Kernel
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Goal: one network cannot write without end, and no other network notices.
///
/// Method: a clock that stands still, or moves by milliseconds.
@Suite("How often a network may write")
struct AddressLimiterTests {
    private let clock = TestClock()

    @Test("a burst passes, and the next write is told when to come back")
    func burst() throws {
        let limiter = limiter(burst: 3, perMinute: 60)

        let told = try (0..<5).map { _ in try refusal(limiter, "192.0.2.1") }

        #expect(told == [nil, nil, nil, 1, 1])
        #expect(try refusal(limiter, "192.0.2.2") == nil)
        #expect(try refusal(limiter, "::ffff:192.0.2.1") == 1)
    }

    @Test("tokens come back at the rate, to the millisecond, and never more than a burst")
    func refill() throws {
        let limiter = limiter(burst: 2, perMinute: 60)
        for _ in 0..<2 { _ = try refusal(limiter, "192.0.2.1") }

        clock.advance(by: .milliseconds(999))
        let early = try refusal(limiter, "192.0.2.1")
        clock.advance(by: .milliseconds(1))
        let inTime = try refusal(limiter, "192.0.2.1")
        clock.advance(by: .seconds(3000))
        let later = try (0..<3).map { _ in try refusal(limiter, "192.0.2.1") }

        #expect(early == 1)
        #expect(inTime == nil)
        #expect(later == [nil, nil, 1])
    }

    @Test("who keeps asking does not wait longer")
    func patience() throws {
        let limiter = limiter(burst: 1, perMinute: 6)
        _ = try refusal(limiter, "192.0.2.1")

        for _ in 0..<100 { _ = try refusal(limiter, "192.0.2.1") }
        clock.advance(by: .seconds(10))

        #expect(try refusal(limiter, "192.0.2.1") == nil)
        #expect(try refusal(limiter, "192.0.2.1") == 10)
    }

    @Test("the addresses of a /64 are one household")
    func household() throws {
        let limiter = limiter(burst: 2, perMinute: 60)

        let told = try ["2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", "2001:db8::2"].map {
            try refusal(limiter, $0)
        }

        #expect(told == [nil, nil, 1])
        #expect(try refusal(limiter, "2001:db8:0:1::1") == nil)
    }

    @Test("the households of a /48 have eight times as much together")
    func site() throws {
        let limiter = limiter(burst: 2, perMinute: 60)

        let told = try (0..<20).map {
            try refusal(limiter, "2001:db8:0:\(String($0, radix: 16))::1")
        }

        #expect(told.prefix(16).allSatisfy { $0 == nil })
        #expect(told.dropFirst(16).allSatisfy { $0 == 1 })
        #expect(try refusal(limiter, "2001:db8:1::1") == nil)
    }

    @Test("a refused write takes nothing from the larger network")
    func refusedTakesNothing() throws {
        let limiter = limiter(burst: 2, perMinute: 60)

        for _ in 0..<100 { _ = try refusal(limiter, "2001:db8::1") }

        #expect(try (1...7).allSatisfy { try refusal(limiter, "2001:db8:0:\($0)::1") == nil })
    }

    @Test("after an hour the key and all that was counted are forgotten")
    func rotation() throws {
        let limiter = limiter(burst: 1, perMinute: 1)
        clock.advance(by: .milliseconds(3_599_999))
        _ = try refusal(limiter, "192.0.2.1")
        let before = try refusal(limiter, "192.0.2.1")

        clock.advance(by: .milliseconds(1))

        #expect(before == 60)
        #expect(try refusal(limiter, "192.0.2.1") == nil)
        #expect(try refusal(limiter, "192.0.2.1") == 60)
    }

    @Test("a clock that is set back gives nothing away, and locks nobody out")
    func backwards() throws {
        let limiter = limiter(burst: 2, perMinute: 60)
        _ = try refusal(limiter, "192.0.2.1")

        clock.advance(by: .seconds(-600))
        let told = try (0..<2).map { _ in try refusal(limiter, "192.0.2.1") }

        #expect(told == [nil, 1])
    }

    @Test("a clock that was a year ahead keeps no key for a year")
    func wayBack() throws {
        clock.advance(by: .seconds(365 * 86_400))
        let limiter = limiter(burst: 1, perMinute: 1)
        _ = try refusal(limiter, "192.0.2.1")
        let before = try refusal(limiter, "192.0.2.1")

        clock.advance(by: .seconds(-365 * 86_400))

        #expect(before == 60)
        #expect(try refusal(limiter, "192.0.2.1") == nil)
    }

    @Test("only writes are counted, and a foreign one is refused before it is")
    func protection() throws {
        let protection = WriteProtection(
            addresses: ClientAddress(trustedProxies: []),
            limiter: limiter(burst: 1, perMinute: 60)
        )
        func check(_ method: HTTPRequest.Method, site: String = "same-origin") throws {
            var request = HTTPRequest(method: method, scheme: nil, authority: "a", path: "/")
            request.headerFields[.secFetchSite] = site
            let peer = try SocketAddress(ipAddress: "192.0.2.1", port: 1)
            try protection.check(request, peer: peer, at: clock.now)
        }

        for _ in 0..<9 { try check(.get) }
        #expect(throws: PageError.foreignOrigin) { try check(.post, site: "cross-site") }
        try check(.post)
        #expect(throws: PageError.tooManyRequests(seconds: 1)) { try check(.post) }
        try check(.head)
    }

    private func limiter(burst: Int, perMinute: Int) -> AddressLimiter {
        AddressLimiter(
            rate: .init(burst: burst, perMinute: perMinute),
            random: .seeded(),
            now: clock.now
        )
    }

    private func refusal(_ limiter: AddressLimiter, _ address: String) throws -> Int? {
        limiter.refusal(of: try #require(InternetAddress(address)), at: clock.now)
    }
}
