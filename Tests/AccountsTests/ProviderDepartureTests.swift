import Kernel
import OpenID
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: one departure buys one exchange, and departures of one browser do not disturb each other.
///
/// Method: a live site, and a provider that counts what it is asked.
@Suite("Departures to a provider")
struct ProviderDepartureTests {
    @Test(
        "the same answer is exchanged once, right or wrong, one after the other or at once",
        arguments: [true, false]
    )
    func once(isRight: Bool) async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                let departure = try await browser.get(path)
                let answer = try provider.answer(to: departure)
                let back =
                    path + "/return?"
                    + (isRight ? answer : answer.replacing("code=code-0", with: "code=guess"))

                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<20 {
                        group.addTask { [browser] in
                            var copy = browser
                            return try await copy.get(back).status
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                for number in 0..<20 {
                    var copy = browser
                    let other = isRight ? back : back.replacing("guess", with: "guess-\(number)")
                    #expect(try await copy.get(other).status == 409)
                }

                #expect(provider.count(of: .token) == 1)
                #expect(statuses.count { $0 == 409 } == 19)
            }
        }
    }

    @Test("two tabs that left before either came back both arrive, in either order")
    func tabs() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                for isInOrder in [true, false] {
                    var browser = house.browser()
                    let first = try provider.answer(to: try await browser.get(path))
                    let second = try provider.answer(to: try await browser.get(path))
                    #expect(browser.departures.count == 2)

                    for answer in isInOrder ? [first, second] : [second, first] {
                        let arrived = try await browser.get(path + "/return?" + answer)
                        #expect(arrived.status == 200)
                        #expect(arrived.text.contains("name=\"email\""))
                    }

                    #expect(browser.departures.isEmpty)
                }
            }
        }
    }

    @Test("who comes back twice and is signed in reads so, and can go on")
    func again() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                let (name, cookie) = try #require(browser.departures.first)
                let arrived = try await browser.get(path + "/return?" + answer)
                browser.plant(name, cookie)

                let again = try await browser.get(path + "/return?" + answer)

                #expect(arrived.field("Location") == "/en/session")
                #expect(again.status == 200)
                #expect(again.text.contains("You are signed in"))
                #expect(again.text.contains("href=\"/en/session\""))
                #expect(provider.count(of: .token) == 1)
            }
        }
    }

    @Test("a browser keeps a few departures, the newest, however often it leaves")
    func bounded() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                var answers: [String] = []
                let next = "/en/" + String(repeating: "a", count: 1000)
                for _ in 0..<12 {
                    answers.append(
                        try provider.answer(to: try await browser.get(path + "?next=" + next))
                    )
                    house.house.clock.advance(by: .seconds(1))
                }
                let bytes = browser.cookies.reduce(0) {
                    $0 + $1.key.utf8.count + $1.value.utf8.count
                }
                let newest = try await browser.get(path + "/return?" + answers[11])
                let oldest = try await browser.get(path + "/return?" + answers[0])

                #expect(browser.departures.count == Limits.departures - 1)
                #expect(bytes < 6000, "proxies take eight kilobytes of header")
                #expect(newest.status == 200)
                #expect(oldest.status == 400)
                #expect(oldest.text.contains("did not start here"))
            }
        }
    }

    @Test("a failure is logged by its case, and says nothing of a person")
    func logged() async throws {
        let log = KeptLog()
        try await AccountHouse.run(log: log) { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                provider.play { $0.changeToken = { $0.nonce = "another" } }
                var browser = house.browser()
                let departure = try await browser.get(path)
                let answer = try provider.answer(to: departure)
                _ = try await browser.get(path + "/return?" + answer)
                let state = try #require(
                    try provider.answer(to: try await browser.get(path)).split(separator: "&")
                        .first { $0.hasPrefix("state") }
                )
                _ = try await browser.get(
                    path + "/return?error=Ada.Lovelace&error_description=Ada&\(state)"
                        + "&iss=" + FormText.encode(provider.issuer)
                )
            }
        }

        let failures = log.lines.filter { $0.hasPrefix("a sign-in at a provider failed") }
        #expect(failures.count == 2)
        #expect(failures.first?.contains("failure=invalidToken nonce") == true)
        #expect(failures.last?.contains("failure=refused (another code)") == true)
        #expect(failures.allSatisfy { $0.contains("provider=scripted tenant.id=eci") })
        #expect(log.lines.allSatisfy { !$0.contains("Ada") && !$0.contains("code-0") })
    }
}
