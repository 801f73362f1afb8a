import Accounts
import Kernel
import TestSupport
import Testing

/// Goal: an identity opens an account only after its owner said so, in the browser that proved both.
///
/// Method: a live site with the fictitious citizens of development.
@Suite("Linking a provider")
struct LinkingTests {
    @Test("the page names the identity and the account, and only its button links them")
    func question() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            let arrived = try await house.bring("leo", in: &ada)

            let page = try await ada.get(AccountHouse.linking)
            let before = try await house.count("member_identity")
            let linked = try await ada.submit(AccountHouse.linking)

            #expect(arrived.status == 303)
            #expect(page.text.contains("Léo Fontaine"))
            #expect(page.text.contains(AccountHouse.ada))
            #expect(page.text.contains("Fictitious Citizens"))
            #expect(before == 0)
            #expect(linked.text.contains("you can now also sign in there"))
            #expect(try await house.count("member_identity") == 1)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject == "You have a new way to sign in")
            #expect(try await ada.post(AccountHouse.linking).status == 410)
        }
    }

    @Test("whoever has a password gives it; a wrong one links nothing and loses nothing")
    func password() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            try await house.setPassword(in: &ada)

            let wrong = try await house.link("leo", password: "not her password", in: &ada)
            let before = try await house.count("member_identity")
            let right = try await ada.post(
                AccountHouse.linking,
                [("present-password", AccountHouse.password)]
            )

            #expect(wrong.status == 422 && wrong.text.contains("Enter your current password"))
            #expect(before == 0)
            #expect(right.status == 303)
            #expect(try await house.count("member_identity") == 1)
        }
    }

    @Test("without a password, only whoever has just signed in links one")
    func fresh() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            house.house.clock.advance(by: .seconds(16 * 60))

            let late = try await house.link("leo", in: &ada)
            let again = try await house.useLink(in: &ada)
            let linked = try await ada.post(AccountHouse.linking)

            #expect(late.status == 403 && late.text.contains("Sign in again"))
            #expect(again.field("Location") == AccountHouse.linking)
            #expect(linked.status == 303)
            #expect(try await house.count("member_identity") == 1)
        }
    }

    @Test("what one browser proved is nothing in another, nor in another's account")
    func elsewhere() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            _ = try await house.bring("leo", in: &ada)
            let proof = try #require(ada.cookies["identity"])
            var second = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &second)
            var bob = try await house.register("bob@example.org", name: "Bob")
            bob.plant("identity", proof)

            #expect(try await second.post(AccountHouse.linking).status == 410)
            #expect(try await bob.get(AccountHouse.linking).status == 410)
            #expect(try await bob.post(AccountHouse.linking).status == 410)
            #expect(try await house.count("member_identity") == 0)
            #expect(try await ada.post(AccountHouse.linking).status == 303)
        }
    }

    @Test("nobody is asked about what somebody else left to link with the same browser")
    func shared() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            _ = try await house.register("bob@example.org", name: "Bob")
            _ = try await house.bring("leo", in: &ada)
            let proof = try #require(ada.cookies["identity"])
            var browser = house.browser()
            browser.plant("identity", proof)

            let bob = try await house.useLink(of: "bob@example.org", in: &browser)
            let again = try await house.useLink(in: &browser)

            #expect(bob.field("Location") == "/en/account")
            #expect(again.field("Location") == AccountHouse.linking)
        }
    }

    @Test("whoever signs in after the provider was taken away goes on to where they wanted")
    func removed() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)
                let scope = house.house.scope()
                #expect(try await house.house.accounts.removeProvider("scripted", in: scope))
                _ = try await browser.post(
                    "/en/sign-in",
                    [("email", AccountHouse.ada), ("way", "link"), ("next", "/en/account/data")]
                )

                let arrived = try await browser.submit(try await house.link(about: "Sign in at"))

                #expect(arrived.field("Location") == "/en/account/data")
                #expect(browser.cookies["identity"] == nil)
            }
        }
    }

    @Test("no address that is only opened begins to link, and a refusal forgets what was proved")
    func leave() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            let old = AccountHouse.provider + "?for=account"
            _ = try await house.come(back: "leo", from: old, in: &ada)
            #expect(try await house.count("member_identity") == 0)
            _ = try await house.bring("leo", in: &ada)

            let left = try await ada.post(AccountHouse.linking, [("way", "leave")])

            #expect(left.field("Location") == "/en/account/providers")
            #expect(ada.cookies["identity"] == nil)
            #expect(try await house.count("member_identity") == 0)
            #expect(try await ada.get(AccountHouse.linking).status == 410)
        }
    }

    @Test("whoever has an account signs in to it after the provider, and is asked then")
    func signInFirst() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var browser = house.browser(network: "203.0.113.5")
            let path = AccountHouse.provider + "?next=/en/account/data"
            let unknown = try await house.come(back: "leo", from: path, in: &browser)
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link"), ("next", "/en/account/data")]
            )

            let page = try await browser.submit(try await house.link(about: "Sign in at"))
            let next = try #require(page.value(ofField: "next"))
            let linked = try await browser.post(AccountHouse.linking, [("next", next)])

            #expect(unknown.value(ofField: "next") == "/en/account/data")
            #expect(page.text.contains("Connect your account to"))
            #expect(linked.field("Location") == "/en/account/data")
            #expect(try await house.count("member_identity") == 1)
        }
    }
}
