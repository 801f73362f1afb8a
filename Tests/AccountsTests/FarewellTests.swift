import Kernel
import Logging
import OpenID
import TestSupport
import Testing
import Vault
import Web

@testable import Accounts
@testable import Storage

/// Goal: who signs out here can sign out at the provider too, and nobody else learns who it was.
///
/// Method: a live site with a provider that plays FranceConnect: it wants its own token, a state, and one
/// registered address.
@Suite("Signing out at a provider")
struct FarewellTests {
    private static let anonymous = "/en/sign-in/providers/development-anonymous"

    @Test("somebody anonymous leaves the provider with its token and a state, and comes back")
    func anonymous() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await house.come(back: "zoe", from: Self.anonymous, in: &browser)
            let left = try await browser.submit("/en/sign-out")
            let link = Self.anonymous + "/end"
            #expect(left.text.contains("href=\"\(link)\""))

            let end = try await browser.get(link)
            let address = try #require(end.field("Location"))
            let provider = try await browser.get(address)
            let back = try #require(provider.field("Location"))
            let page = try await browser.get(back)

            #expect(address.contains("id_token_hint=ey"))
            #expect(provider.status == 303, "the provider checks token, state and address")
            #expect(page.text.contains("no longer signed in on this browser, or at"))
            #expect(browser.cookies.isEmpty)
            #expect(try await house.count("farewell") == 0)
        }
    }

    @Test("the registered address is one, in any language; the reader stays in their own")
    func languages() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let path = "/fr/sign-in/providers/development-anonymous"
            let arrived = try await house.come(back: "zoe", from: path, in: &browser)
            _ = try await browser.get(try #require(arrived.field("Location")))
            _ = try await browser.submit("/fr/sign-out")

            let end = try await browser.get(path + "/end")
            let address = try #require(end.field("Location"))
            let back = try #require(try await browser.get(address).field("Location"))
            let own = try await browser.get(back)
            let page = try await browser.get(try #require(own.field("Location")))

            #expect(address.contains("%2Fen%2Fsigned-out"))
            #expect(back.contains("/en/signed-out?state="))
            #expect(own.field("Location")?.hasPrefix("/fr/signed-out?state=") == true)
            #expect(page.text.contains("Votre session est fermée"))
        }
    }

    @Test("an answer to another sign-out says nothing of the provider", arguments: ["", "x", "y"])
    func state(state: String) async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await house.come(back: "zoe", from: Self.anonymous, in: &browser)
            _ = try await browser.submit("/en/sign-out")
            _ = try await browser.get(Self.anonymous + "/end")

            let page = try await browser.get("/en/signed-out?state=" + state)

            #expect(page.status == (state.isEmpty ? 200 : 303))
            #expect(!page.text.contains(", or at"))
            #expect(browser.cookies.keys.sorted() == ["parting"])
        }
    }

    @Test("a provider that does not answer keeps its session, and can be left later with its token")
    func away() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)
                _ = try await browser.submit("/en/sign-out")
                // With other settings nothing is known of it any more.
                _ = try await house.offer(provider, for: .anonymous) { $0.scopes = ["openid"] }
                provider.play { $0.troubles[.document] = .status(503) }

                let away = try await browser.get(path + "/end")
                house.house.clock.advance(by: .milliseconds(Limits.providerPauseMilliseconds))
                provider.play { $0.troubles = [:] }
                let end = try await browser.get(path + "/end")

                #expect(away.status == 502)
                #expect(away.text.contains("You may still be signed in there"))
                #expect(away.text.contains("href=\"\(path)/end\""))
                #expect(end.field("Location")?.contains("id_token_hint=ey") == true)
                #expect(browser.cookies["farewell"] == nil)
                #expect(try await house.count("farewell") == 0)
            }
        }
    }

    @Test(
        "whoever is signed in stays so when the token cannot be kept",
        arguments: [CommitFaults.Fault.away, .lost, .stored]
    )
    func unkept(_ fault: CommitFaults.Fault) async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                // The departure is used up, the session begins, then the token is kept.
                house.house.faults.come(.none, .none, fault)

                let arrived = try await browser.get(path + "/return?" + answer)

                #expect(arrived.field("Location") == "/en/session")
                #expect(browser.cookies.keys.sorted() == ["session"])
                #expect(try await browser.get("/en/session").status == 200)
            }
        }
    }

    @Test("what anybody can bring about by opening an address is no news in the log")
    func quiet() async throws {
        let log = KeptLog(level: .notice)
        try await AccountHouse.run(log: log) { house in
            var stranger = house.browser()
            _ = try await stranger.get("/en/signed-out?state=x")
            _ = try await stranger.get(Self.anonymous + "/return?state=x&code=y")
        }

        #expect(log.lines.filter { $0.contains("failed") } == [])
    }

    @Test("a token of any length comes back whole, and no header grows with it")
    func long() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                let long = String(repeating: "Zerberus", count: 2500)
                provider.play { $0.changeToken = { $0.identity.familyName = long } }
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)
                let bytes = browser.cookies.reduce(0) {
                    $0 + $1.key.utf8.count + $1.value.utf8.count
                }
                _ = try await browser.submit("/en/sign-out")

                let end = try await browser.get(path + "/end")

                let hint = try #require(
                    end.field("Location")?.split(separator: "&")
                        .first { $0.hasPrefix("id_token_hint=") }
                )
                #expect(hint.utf8.count > 26_000)
                #expect(bytes < 200)
            }
        }
    }

    @Test("neither the tables nor the installation's secret tell what the token says")
    func unreadable() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await house.come(back: "zoe", from: Self.anonymous, in: &browser)
            let scope = house.house.scope()
            let sealed: [UInt8] = try await house.house.database.read(in: scope) { transaction in
                try transaction.value("SELECT token FROM farewell") ?? []
            }
            let hash: [UInt8] = try await house.house.database.read(in: scope) { transaction in
                try transaction.value("SELECT key_hash FROM farewell") ?? []
            }

            let box = house.house.accounts.box(.eci)
            let place = PersonalBox.Place(column: "farewell.token", row: Base32.encode(hash))
            #expect(sealed.count > 100)
            #expect(throws: (any Error).self) { try box.open(sealed, for: place) }
            let key = try #require(browser.cookies["farewell"])
            #expect(key.utf8.count == 52)
            let cells = try await house.everyCell()
            #expect(cells.allSatisfy { !$0.contains(key.utf8) })
        }
    }

    @Test("another site's link signs nobody out, and another provider gets no token")
    func foreign() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await house.come(back: "zoe", from: Self.anonymous, in: &browser)
            browser.fields.append(("Sec-Fetch-Site", "cross-site"))
            let end = try await browser.get(Self.anonymous + "/end")
            browser.fields.removeLast()
            let other = try await browser.get(AccountHouse.provider + "/end")

            #expect(end.field("Location")?.hasPrefix("/en/signed-out") == true)
            #expect(other.field("Location")?.contains("id_token_hint") == false)
            #expect(try await house.count("farewell") == 1)
        }
    }

    @Test("what nobody fetched is forgotten after half a day")
    func forgotten() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await house.come(back: "zoe", from: Self.anonymous, in: &browser)
            let before = try await house.count("farewell")
            house.house.clock.advance(by: .milliseconds(Limits.farewellMilliseconds))
            _ = try await house.house.accounts.forgetWhatIsOver(in: house.house.scope())

            #expect(before == 1)
            #expect(try await house.count("farewell") == 0)
        }
    }
}
