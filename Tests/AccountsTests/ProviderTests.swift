import Credentials
import Kernel
import OpenID
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: whoever signs in at a provider is known as far as they want, and a failure stores nothing.
///
/// Method: a live site with the fictitious citizens of development, and with a provider that does
/// whatever a test tells it.
@Suite("Identity providers")
struct ProviderTests {
    @Test("somebody new says what to call them, answers a letter, and needs neither next time")
    func member() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            #expect(try await browser.get("/en/sign-in").text.contains("Fictitious Citizens"))
            let unknown = try await house.come(
                back: "zoe",
                from: AccountHouse.provider,
                in: &browser
            )
            #expect(unknown.status == 200)
            #expect(browser.cookies.keys.sorted() == ["farewell", "identity"])

            let asked = try await browser.post(
                "/en/registrations",
                [
                    ("name", "Zoé"), ("email", "zoe@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            #expect(asked.status == 303)
            let made = try await browser.submit(try await house.link(to: "zoe@example.org"))
            #expect(made.text.contains("Connect your account to"))
            #expect(try await house.count("member_identity") == 0)
            let linked = try await browser.post(AccountHouse.linking)
            #expect(linked.status == 303)
            #expect(browser.cookies["identity"] == nil)
            #expect(try await browser.get("/en/account").text.contains("Zoé"))

            var next = house.browser(network: "198.51.100.9")
            let known = try await house.come(
                back: "zoe",
                from: AccountHouse.provider + "?next=/en/account/data",
                in: &next
            )
            #expect(known.field("Location") == "/en/account/data")
            #expect(try await next.get("/en/account").text.contains("zoe@example.org"))
            #expect(try await house.count("member") == 1)
        }
    }

    @Test("a member links a provider, and ends the link; nobody else's account is touched")
    func link() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            let linked = try await house.link("leo", in: &ada)
            #expect(linked.field("Location") == "/en/account/providers?done=linked")
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject == "You have a new way to sign in")
            var other = house.browser(network: "198.51.100.9")
            #expect(
                try await house.come(back: "leo", from: AccountHouse.provider, in: &other).status
                    == 303
            )
            #expect(try await other.get("/en/account").text.contains(AccountHouse.ada))

            var bob = try await house.register("bob@example.org", name: "Bob")
            let taken = try await house.bring("leo", in: &bob)
            #expect(taken.status == 409)
            #expect(taken.text.contains("belongs to another account"))

            let ended = try await ada.submit("/en/account/providers/development/end")
            #expect(ended.text.contains("no longer connected"))
            #expect(try await other.get("/en/account").status == 303)
            let told = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(told.subject == "A way to sign in has been removed")
            var third = house.browser(network: "203.0.113.5")
            let unknown = try await house.come(back: "leo", from: AccountHouse.provider, in: &third)
            #expect(unknown.text.contains("Create an account"))
        }
    }

    @Test(
        "somebody anonymous is a key and whether they are of age, and nothing else",
        arguments: [
            ("zoe", "you are an adult"), ("ines", "not yet an adult"),
            ("fatoumata", "you are an adult"),
        ]
    )
    func anonymous(citizen: String, age: String) async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let path = "/en/sign-in/providers/development-anonymous"
            let arrived = try await house.come(back: citizen, from: path, in: &browser)
            #expect(arrived.field("Location") == "/en/session")
            let page = try await browser.get("/en/session")

            #expect(page.text.contains("signed in anonymously"))
            #expect(page.text.contains(age))
            #expect(try await house.count("member") == 0)
            #expect(try await house.count("member_session") == 1)
            #expect(try await browser.get("/en/account").status == 303)
            let cells = try await house.everyCell()
            for name in [
                "Zoé", "Inès", "Fatoumata", "zoe", "ines", "fatoumata", "1968-00", "@citizens",
            ] {
                let found = cells.filter { $0.contains(name.utf8) }
                #expect(found.isEmpty, "\(name)")
            }
            house.house.clock.advance(by: .seconds(1800))
            #expect(try await browser.get("/en/session").status == 303)
        }
    }

    @Test(
        "of a birth that is known in part, only what is certain makes somebody of age",
        arguments: [
            ("2008-00-00", "not yet an adult"), ("2008", "not yet an adult"),
            ("2008-11-00", "not yet an adult"), ("2008-11", "not yet an adult"),
            ("2007-00-00", "you are an adult"), ("2007", "you are an adult"),
            ("2008-10-00", "you are an adult"), ("2008-10", "you are an adult"),
            ("", "nothing about your age"),
        ]
    )
    func presumed(birth: String, words: String) async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                provider.play { $0.changeUserinfo = { $0.identity.birth = BirthClaim(birth) } }
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)

                #expect(try await browser.get("/en/session").text.contains(words))
            }
        }
    }

    @Test("the same person has the same key here, and another one at another institution")
    func keys() async throws {
        try await AccountHouse.run { house in
            let path = "/en/sign-in/providers/development-anonymous"
            var keys: [[UInt8]] = []
            for tenant in ["eci", "eci", "other"] {
                var browser = house.browser(at: tenant)
                _ = try await house.come(back: "zoe", from: path, in: &browser)
                let id = tenant == "eci" ? Tenant.ID.eci : .other
                let session = try await house.house.accounts.session(
                    of: try #require(browser.cookies["session"]),
                    in: house.house.scope(id)
                )
                keys.append(try #require(session?.anonymous?.key))
            }

            #expect(keys[0] == keys[1])
            #expect(keys[0] != keys[2])
        }
    }

    @Test("who gives up at the provider reads so, and nothing is stored")
    func cancel() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let answer = try await house.come(back: "", from: AccountHouse.provider, in: &browser)

            #expect(answer.status == 200)
            #expect(answer.text.contains("You did not sign in"))
            #expect(browser.cookies.isEmpty)
            #expect(try await house.rows() == 0)
        }
    }

    @Test("an answer counts once, in the browser that asked, and not after ten minutes")
    func replay() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                let departure = try await browser.get(path)
                let (name, cookie) = try #require(browser.departures.first)
                let back = path + "/return?" + (try provider.answer(to: departure))

                var stranger = house.browser(network: "198.51.100.9")
                #expect(try await stranger.get(back).text.contains("did not start here"))
                #expect(try await browser.get(back).status == 200)
                browser.plant(name, cookie)
                let again = try await browser.get(back)
                #expect(again.status >= 400)

                let late = try await browser.get(path)
                let answer = try provider.answer(to: late)
                house.house.clock.advance(by: .seconds(601))
                #expect(try await browser.get(path + "/return?" + answer).text.contains("too long"))
            }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let script: @Sendable (inout ProviderScript) -> Void
    }

    static let cases = [
        Case(testDescription: "no audience", words: "cannot trust this answer") {
            $0.changeToken = { $0.audience = nil }
        },
        Case(testDescription: "another signature", words: "cannot trust this answer") {
            $0.signing = .stranger
        },
        Case(testDescription: "a weak proof", words: "stronger proof") {
            $0.changeToken = { $0.acr = "eidas0" }
        },
        Case(testDescription: "a clock that is wrong", words: "clocks do not agree") {
            $0.changeToken = { $0.expires = 1 }
        },
        Case(testDescription: "two people", words: "two different people") {
            $0.changeUserinfo = { $0.subject = "somebody-else" }
        },
    ]

    @Test("each thing that can be wrong has its page, and stores nothing", arguments: cases)
    func wrong(_ wrong: Case) async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                provider.play(wrong.script)
                var browser = house.browser()
                let departure = try await browser.get(path)
                let answer = try await browser.get(
                    path + "/return?" + (try provider.answer(to: departure))
                )

                #expect(answer.text.contains(wrong.words))
                #expect(answer.status >= 400)
                #expect(browser.cookies.isEmpty)
                #expect(try await house.rows() == 0)
            }
        }
    }

    @Test("a provider that is away, and one that refuses in its own words")
    func trouble() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                let departure = try await browser.get(path)
                let state = try #require(
                    try provider.answer(to: departure).split(separator: "&")
                        .first { $0.hasPrefix("state") }
                )
                let refused = try await browser.get(
                    path + "/return?error=Y000400&error_description=%3Cb%3ENo&\(state)"
                        + "&iss=" + FormText.encode(provider.issuer)
                )

                #expect(refused.text.contains("Y000400: &lt;b&gt;No"))
                #expect(browser.cookies.isEmpty)
            }
            // Nobody listens at its address any more.
            var browser = house.browser()
            let away = try await browser.get("/en/sign-in/providers/scripted")
            #expect(away.status == 502 || away.status == 303)
            #expect(try await browser.get("/en/sign-in/providers/nobody").status == 404)
        }
    }
}
