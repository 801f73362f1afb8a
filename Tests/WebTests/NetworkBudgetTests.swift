import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: people who share a network sign for nothing or for a moment; whoever invents people pays for each.
///
/// Method: the real terms, a clock that is moved, and networks as they sign.
@Suite("What a network pays")
struct NetworkBudgetTests {
    private let clock = TestClock()
    private let budget: NetworkBudget
    private let account = NetworkBudget.Account(tenant: .eci, kind: "test.sign")

    init() {
        budget = NetworkBudget(random: .seeded(), now: clock.now)
    }

    @Test("a family that signs ten things each pays nothing, day after day")
    func family() throws {
        for _ in 0..<7 {
            for _ in 0..<(5 * 10) { #expect(try sign("192.0.2.1").isNothing) }
            for _ in 0..<(5 * 10) { #expect(try sign("2001:db8:7:7::42").isNothing) }
            clock.advance(by: .seconds(86_400))
        }
    }

    @Test(
        "of a school that signs in one hour two classes pay nothing, and nobody more than a minute"
    )
    func school() throws {
        var prices: [WritePrice] = []
        for _ in 0..<500 {
            prices.append(try sign("192.0.2.1"))
            clock.advance(by: .seconds(7))
        }

        #expect(prices.prefix(60).allSatisfy { $0.isNothing })
        #expect(prices == prices.sorted())
        #expect(prices.last?.level == Limits.highestPrice)
        #expect(prices.allSatisfy { $0.wait <= .seconds(60) && $0.bits <= 14 })
        // The price comes step by step.
        #expect(Set(prices.map(\.level)) == Set(0...Limits.highestPrice))
        clock.advance(by: .seconds(86_400))
        #expect(try price("192.0.2.1").isNothing)
    }

    @Test("the customers of a mobile operator pay nothing while each address is like a household")
    func carrier() throws {
        for hour in 0..<3 {
            for customer in 0..<150 {
                let four = try sign("192.0.2.\(customer)")
                let six = try sign("2001:db8:1:\(String(customer, radix: 16))::1")
                #expect(four.isNothing && six.isNothing, "\(hour) \(customer)")
            }
            clock.advance(by: .seconds(3600))
        }
    }

    @Test("whoever invents people from one address has 540 of 86,400 for nothing")
    func oneAddress() throws {
        var (free, dearest) = (0, 0)
        for _ in 0..<86_399 {
            let price = try sign("192.0.2.1")
            free += price.isNothing ? 1 : 0
            dearest += price.level == Limits.highestPrice ? 1 : 0
            clock.advance(by: .seconds(1))
        }

        #expect(free <= 60 + 24 * 20)
        #expect(dearest > 85_000)
        #expect(try price("192.0.2.1").level == Limits.highestPrice)
        #expect(try price("192.0.3.1").isNothing)
        #expect(try price("192.0.2.2").isNothing == false)
    }

    @Test(
        "sixty-five thousand households of one owner are one network",
        arguments: ["2001:db8:9:%::1", "10.0.0.%"]
    )
    func wide(pattern: String) throws {
        let addresses = (0..<256).map { number in
            pattern.replacing("%", with: String(number, radix: pattern.contains(":") ? 16 : 10))
        }
        let prices = try (0..<3000).map { try sign(addresses[$0 % 256]) }

        #expect(prices.prefix(480).allSatisfy { $0.isNothing })
        #expect(!prices[480].isNothing)
        #expect(prices.suffix(100).allSatisfy { $0.level == Limits.highestPrice })
        #expect(try price("192.0.3.1").isNothing)
        #expect(try price("2001:db8:a::1").isNothing)
    }

    @Test("each kind of write and each institution has a budget of its own")
    func accounts() throws {
        for _ in 0..<100 { _ = try sign("192.0.2.1") }
        let network = try #require(InternetAddress("192.0.2.1")).bytes

        for account in [
            NetworkBudget.Account(tenant: .other, kind: account.kind),
            NetworkBudget.Account(tenant: .eci, kind: "test.else"),
        ] {
            #expect(budget.price(of: network, for: account, at: clock.now).isNothing)
        }
        #expect(try !price("192.0.2.1").isNothing)
    }

    @Test("asking for the price costs nothing, and a socket of this machine never pays")
    func asking() throws {
        for _ in 0..<1000 { #expect(try price("192.0.2.1").isNothing) }
        for _ in 0..<1000 { budget.take(from: nil, for: account, at: clock.now) }

        #expect(budget.price(of: nil, for: account, at: clock.now).isNothing)
    }

    @Test("what comes back comes back by the hour, and a clock that is set back gives nothing away")
    func back() throws {
        for _ in 0..<61 { _ = try sign("192.0.2.1") }
        #expect(try price("192.0.2.1").level == 1)

        clock.advance(by: .seconds(-3600))
        #expect(try price("192.0.2.1").level == 1)
        clock.advance(by: .seconds(3600 + 359))
        #expect(try price("192.0.2.1").level == 1)
        clock.advance(by: .seconds(2))
        #expect(try price("192.0.2.1").isNothing)
    }

    @Test("who waits comes after everybody of the network who waits, and others wait for nobody")
    func turns() throws {
        for _ in 0..<61 { _ = try sign("192.0.2.1") }
        let price = try price("192.0.2.1")
        #expect(price.wait == .seconds(4))

        let turns = try (0..<3).map { _ in try turn("192.0.2.1", paying: price) }
        let other = try turn("198.51.100.1", paying: price)

        #expect(turns == [4, 8, 12])
        #expect(other == 4)
        clock.advance(by: .seconds(60))
        #expect(try turn("192.0.2.1", paying: price) == 4)
    }

    @Test("addresses side by side share the turns of their network, and too many get none")
    func queue() throws {
        let price = WritePrice(level: 7)
        #expect(price.wait == .seconds(60))
        let own = try (0..<20).map { _ in try turn("192.0.2.1", paying: price) }
        let beside = try (2..<250).map { try turn("192.0.2.\($0)", paying: price) }

        #expect(own.compactMap(\.self) == (1...15).map { $0 * 60 })
        // An eighth of the wait for each: those of the first have taken two minutes of it.
        #expect(beside.compactMap(\.self).count < 250 && beside.first != 60)
        #expect(beside.last == .some(nil))
    }

    @Test("a clock that was a year ahead makes nobody wait for it")
    func wayBack() throws {
        clock.advance(by: .seconds(365 * 86_400))
        _ = try turn("192.0.2.1", paying: WritePrice(level: 1))

        clock.advance(by: .seconds(-365 * 86_400))

        #expect(try turn("192.0.2.1", paying: WritePrice(level: 1)) == 4)
    }

    private func sign(_ address: String) throws -> WritePrice {
        let network = try network(address)
        defer { budget.take(from: network, for: account, at: clock.now) }
        return budget.price(of: network, for: account, at: clock.now)
    }

    private func price(_ address: String) throws -> WritePrice {
        budget.price(of: try network(address), for: account, at: clock.now)
    }

    /// In seconds from now.
    private func turn(_ address: String, paying price: WritePrice) throws -> Int? {
        budget.turn(of: try network(address), paying: price, for: account, at: clock.now).map {
            clock.now.until($0).secondsToWait
        }
    }

    private func network(_ address: String) throws -> [UInt8] {
        let address = try #require(InternetAddress(address))
        return Array(address.prefix(bits: address.isIPv4 ? 32 : 64))
    }
}
