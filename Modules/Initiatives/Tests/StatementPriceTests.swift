import Kernel
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: whoever invents people pays for each beyond the budget of their network, and nobody else notices.
///
/// Method: a live site behind a proxy that says for which network it asks; the works are done.
@Suite("What statements cost")
struct StatementPriceTests {
    @Test(
        "invented digests from one address are free for a budget, and then cost work; others sign"
    )
    func attacker() async throws {
        try await PricedCrowd.run(free: 5) { crowd in
            var told: [Int] = []
            for number in 0..<20 {
                told.append(
                    try await crowd.send(try crowd.sealed("x\(number)"), from: "192.0.2.1").status
                )
            }
            let other = try await crowd.send(try crowd.sealed("Ada"), from: "198.51.100.7")
            let six = try await crowd.send(try crowd.sealed("Ole"), from: "2001:db8::1")

            #expect(told == Array(repeating: 201, count: 5) + Array(repeating: 402, count: 15))
            #expect(other.status == 201 && six.status == 201)
            #expect(try await crowd.site.total() == 7)
        }
    }

    @Test(
        "a work that was done pays for one statement: sent again it is the same, for another it is spent"
    )
    func spent() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let network = "192.0.2.1"
            #expect(try await crowd.payment(SendingAttempt.number(1), from: network).isEmpty)
            _ = try await crowd.send(try crowd.sealed("first"), from: network)
            let attempt = SendingAttempt.number(2)
            let payment = try await crowd.payment(attempt, from: network)
            let ada = try crowd.sealed("Ada", attempt: attempt)

            let unpaid = try await crowd.send(ada, from: network)
            let paid = try await crowd.send(ada + payment, from: network)
            let again = try await crowd.send(ada + payment, from: network)
            let bare = try await crowd.send(ada, from: network)
            let other = try await crowd.send(
                try crowd.sealed("Eve", attempt: attempt) + payment,
                from: network
            )
            let moved = try await crowd.send(
                try crowd.sealed("Eve", attempt: attempt) + payment,
                from: "198.51.100.7"
            )

            #expect(unpaid.status == 402 && unpaid.field("Cache-Control") == "no-store")
            #expect(paid.status == 201)
            #expect(again.field("Location") == paid.field("Location"))
            #expect(bare.field("Location") == paid.field("Location"))
            #expect(other.status == 402)
            // There it costs nothing at all.
            #expect(moved.status == 201)
            #expect(try await crowd.site.total() == 3)
        }
    }

    @Test("what was not done, done for another sending or initiative, or is over, pays for nothing")
    func refused() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let network = "192.0.2.1"
            try await crowd.site.register("2026-000002")
            _ = try await crowd.send(try crowd.sealed("first"), from: network)
            let (own, other) = (SendingAttempt.number(1), SendingAttempt.number(2))
            let ada = try crowd.sealed("Ada", attempt: own)

            let undone = try await crowd.payment(own, from: network, doing: false)
            let foreign = try await crowd.payment(other, from: network)
            let elsewhere = try await crowd.payment(own, from: network, about: "2026-000002")
            let mine = try await crowd.payment(own, from: network)
            for payment in [
                undone, foreign, elsewhere, Array(mine.prefix(1)), Array(mine.suffix(1)),
            ] {
                #expect(try await crowd.send(ada + payment, from: network).status == 402)
            }
            crowd.site.house.clock.advance(by: .milliseconds(Limits.priceMilliseconds + 1))
            for number in 0..<2 {
                _ = try await crowd.send(try crowd.sealed("y\(number)"), from: network)
            }
            let late = try await crowd.send(ada + mine, from: network)
            let fresh = try await crowd.payment(own, from: network)

            #expect(late.status == 402)
            #expect(try await crowd.send(ada + fresh, from: network).status == 201)
        }
    }

    @Test("a price holds while others of the network sign, and is too low when very many have")
    func risen() async throws {
        try await PricedCrowd.run(free: 3) { crowd in
            let network = "192.0.2.1"
            for number in 0..<3 {
                _ = try await crowd.send(try crowd.sealed("a\(number)"), from: network)
            }
            let early = try await crowd.payment(SendingAttempt.number(50), from: network)
            let late = try await crowd.payment(SendingAttempt.number(51), from: network)
            func pay(_ number: Int) async throws -> Int {
                let attempt = SendingAttempt.number(number)
                let payment = try await crowd.payment(attempt, from: network)
                let form = try crowd.sealed("b\(number)", attempt: attempt)
                return try await crowd.send(form + payment, from: network).status
            }
            // The second price begins with the third that pays: a step is two.
            for number in 0..<2 { #expect(try await pay(number) == 201) }
            let first = try crowd.sealed("early", attempt: SendingAttempt.number(50))
            #expect(try await crowd.send(first + early, from: network).status == 201)
            for number in 2..<4 { #expect(try await pay(number) == 201) }
            let second = try crowd.sealed("late", attempt: SendingAttempt.number(51))

            #expect(try await crowd.send(second + late, from: network).status == 402)
        }
    }

    @Test(
        "without JavaScript nothing is lost: who waits for their turn is counted, who is early waits on"
    )
    func waiting() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let network = "192.0.2.1"
            let clock = crowd.site.house.clock
            _ = try await crowd.send(try crowd.sealed("first"), from: network)
            let state = try #require(crowd.site.initiatives.memberStates["FR"])
            let form = People.form(state, firstNames: "Zoë O'Neill")

            let asked = try await crowd.send(form, from: network, prefersMinimal: false)
            let kept = PricedCrowd.fields(of: asked)
            let early = try await crowd.send(kept, from: network, prefersMinimal: false)
            clock.advance(by: .seconds(3))
            let later = try await crowd.send(kept, from: network, prefersMinimal: false)
            clock.advance(by: .seconds(1))
            let thanked = try await crowd.send(kept, from: network, prefersMinimal: false)
            let again = try await crowd.send(kept, from: network, prefersMinimal: false)

            #expect(asked.status == 402 && asked.field("Retry-After") == "4")
            #expect(asked.text.contains("<h1>Wait 4 seconds, then send it again</h1>"))
            #expect(asked.field("Cache-Control") == "no-store")
            for (name, value) in form { #expect(kept.contains { $0 == (name, value) }, "\(name)") }
            #expect(early.text.contains("Wait 4 seconds"))
            #expect(later.text.contains("Wait 1 second, then"))
            #expect(thanked.status == 303)
            #expect(again.field("Location") == thanked.field("Location"))
            #expect(try await crowd.site.total() == 2)
        }
    }

    @Test("turns follow each other, serve one sending each, and end")
    func turns() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let network = "192.0.2.1"
            let clock = crowd.site.house.clock
            _ = try await crowd.send(try crowd.sealed("first"), from: network)
            let state = try #require(crowd.site.initiatives.memberStates["FR"])
            func ask(_ name: String) async throws -> [(String, String)] {
                let form = People.form(state, firstNames: name)
                return PricedCrowd.fields(
                    of: try await crowd.send(form, from: network, prefersMinimal: false)
                )
            }
            let (ada, ole, eve) = (try await ask("Ada"), try await ask("Ole"), try await ask("Eve"))

            clock.advance(by: .seconds(4))
            #expect(try await crowd.send(ada, from: network).status == 201)
            #expect(try await crowd.send(ole, from: network).status == 402)
            // Another person behind the turn of the first.
            let forged = ada.map { $0.0 == "first-names" ? ($0.0, "Mallory") : $0 }
            let refused = try await crowd.send(forged, from: network, prefersMinimal: false)
            #expect(refused.status == 402)
            let anew = PricedCrowd.fields(of: refused)
            #expect(anew.first { $0.0 == "attempt" }?.1 != ada.first { $0.0 == "attempt" }?.1)
            clock.advance(by: .seconds(4))
            #expect(try await crowd.send(ole, from: network).status == 201)
            clock.advance(by: .milliseconds(Limits.turnMilliseconds + 5_000))
            let over = try await crowd.send(eve, from: network, prefersMinimal: false)

            // What has come back in a quarter of an hour is not a whole one.
            #expect(over.status == 402 && over.text.contains("Wait "))
            #expect(try await crowd.site.total() == 3)
        }
    }

    @Test("when too many of a network wait, what was typed comes back, and nobody else waits")
    func full() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let network = "192.0.2.1"
            _ = try await crowd.send(try crowd.sealed("first"), from: network)
            let state = try #require(crowd.site.initiatives.memberStates["FR"])
            var last: HTTPAnswer?
            for number in 0..<300 where last?.text.contains("Many people") != true {
                let form = People.form(state, firstNames: "A\(Self.letters(number))")
                last = try await crowd.send(form, from: network, prefersMinimal: false)
            }
            let other = try await crowd.send(try crowd.sealed("Ada"), from: "198.51.100.7")

            #expect(last?.text.contains("Many people of your network are waiting") == true)
            #expect(last?.text.contains("name=\"city\" value=\"Žilina\"") == true)
            #expect(other.status == 201)
        }
    }

    @Test("mistakes in a form are told before anybody waits, and cost nothing")
    func mistakes() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            let wrong = [("state", "FR")]
            for _ in 0..<5 {
                #expect(try await crowd.send(wrong, from: "192.0.2.1").status == 422)
            }
            let first = try await crowd.send(try crowd.sealed("first"), from: "192.0.2.1")
            let still = try await crowd.send(wrong, from: "192.0.2.1")

            #expect(first.status == 201 && still.status == 422)
        }
    }

    @Test("a challenge is for whoever names a sending, and nobody keeps the answer")
    func malformed() async throws {
        try await PricedCrowd.run(free: 1) { crowd in
            for query in ["", "?sending=", "?sending=zz", "?sending=abcd"] {
                let path = "/en/initiatives/2026-000001/challenge" + query
                let answer = try await crowd.pages.get(path)
                #expect(answer.status == 400, "\(query)")
            }
        }
    }

    private static func letters(_ number: Int) -> String {
        String(number).map {
            String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
        }
        .joined()
    }
}
