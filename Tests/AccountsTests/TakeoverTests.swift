import Kernel
import TestSupport
import Testing

/// Goal: nothing that a stranger begins lets them into an account when its owner finishes it.
///
/// Method: a live site with the fictitious citizens; the stranger's browser and the owner's are two.
@Suite("What strangers begin")
struct TakeoverTests {
    private let form = [
        ("name", "Léo"), ("email", AccountHouse.ada), ("consent", "yes"), TestConsent.read,
    ]

    /// A stranger's browser that has proved to be Léo and typed Ada's address.
    private func stranger(_ house: AccountHouse) async throws -> TestBrowser {
        var stranger = house.browser(network: "198.51.100.9")
        _ = try await house.come(back: "leo", from: AccountHouse.provider, in: &stranger)
        let asked = try await stranger.post("/en/registrations", form)
        #expect(asked.status == 303)
        return stranger
    }

    /// Whether Léo gets into Ada's account.
    private func isOpen(to citizen: String, _ house: AccountHouse) async throws -> Bool {
        var browser = house.browser(network: "203.0.113.5")
        _ = try await house.come(back: citizen, from: AccountHouse.provider, in: &browser)
        return try await browser.get("/en/account").text.contains(AccountHouse.ada)
    }

    @Test("an identity is not linked by the owner of an account who presses the letter's button")
    func known() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var stranger = try await stranger(house)

            var ada = house.browser()
            let link = try await house.link(about: "You already have an account")
            let page = try await ada.get(link)
            let pressed = try await ada.post(link)

            #expect(page.text.contains(AccountHouse.ada))
            #expect(page.text.contains("Firefox, Linux"))
            #expect(pressed.field("Location") == "/en/account")
            #expect(try await house.count("member_identity") == 0)
            let opens = try await isOpen(to: "leo", house)
            #expect(!opens)
            #expect(try await stranger.get("/en/account").status == 303)
        }
    }

    @Test("nor by whoever makes an account with the letter that a stranger asked for")
    func new() async throws {
        try await AccountHouse.run { house in
            var stranger = try await stranger(house)

            var ada = house.browser()
            let link = try await house.link()
            let page = try await ada.get(link)
            let made = try await ada.post(link, [("name", "Ada")])

            #expect(page.text.contains(AccountHouse.ada))
            #expect(made.field("Location") == "/en/account?done=created")
            let account = try await ada.get("/en/account").text
            #expect(account.contains("Ada") && !account.contains("Léo"))
            #expect(try await house.count("member_identity") == 0)
            let opens = try await isOpen(to: "leo", house)
            #expect(!opens)
            #expect(try await stranger.get("/en/account").status == 303)
        }
    }

    @Test("a link of somebody else's account is seen to be that before it signs in")
    func foreignAccount() async throws {
        try await AccountHouse.run { house in
            var eve = try await house.register("eve@example.org", name: "Eve")
            _ = try await eve.post(
                "/en/sign-in",
                [("email", "eve@example.org"), ("way", "link")]
            )
            var ada = try await house.register()

            let page = try await ada.get(try await house.link(to: "eve@example.org"))

            #expect(page.text.contains("eve@example.org"))
            #expect(page.text.contains("to sign in on this browser"))
            #expect(try await ada.get("/en/account").text.contains(AccountHouse.ada))
        }
    }

    @Test("an address is given to no account by its owner's press on a stranger's letter")
    func address() async throws {
        try await AccountHouse.run { house in
            var eve = try await house.register("eve@example.org", name: "Eve")
            _ = try await eve.post("/en/account/email", [("email", AccountHouse.ada)])
            let link = try await house.link()
            var ada = house.browser(network: "203.0.113.5")
            var bob = try await house.register("bob@example.org", name: "Bob")

            let opened = try await ada.get(link)
            let pressed = try await ada.post(link)
            let other = try await bob.post(link)

            for answer in [opened, pressed, other] {
                #expect(answer.status == 403)
                #expect(answer.text.contains("Sign in to confirm the address"))
                #expect(!answer.text.contains("eve@example.org"))
            }
            #expect(opened.text.contains("/en/sign-in?next=%2Fen%2Faddresses%2F"))
            #expect(try await eve.get("/en/account").text.contains("eve@example.org"))
            #expect(try await eve.post(link).text.contains("Your email address has been changed"))
        }
    }

    @Test("a registration's letter opens no account that the address has by now")
    func lateRegistration() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await browser.post("/en/registrations", form)
            let first = try await house.link()
            _ = try await house.register()

            let late = try await browser.post(first)

            #expect(late.status == 410)
            #expect(browser.cookies["session"] == nil)
        }
    }

    @Test("nor does an invitation: the role is given, and its owner signs in as ever")
    func lateInvitation() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            _ = try await root.post(
                "/en/admin/people",
                [("email", AccountHouse.ada), ("role", "analyst")]
            )
            let invitation = try await house.link()
            _ = try await house.register()

            var finder = house.browser(network: "198.51.100.9")
            let page = try await finder.get(invitation)
            let accepted = try await finder.post(
                invitation,
                [("name", "Eve"), ("consent", "yes"), TestConsent.read]
            )

            #expect(page.text.contains("Analyst"))
            #expect(accepted.status == 200)
            #expect(accepted.text.contains("You now have this role"))
            #expect(finder.cookies.isEmpty)
            #expect(
                try await root.get("/en/admin/people").text
                    .contains("Ada was given this role: Analyst")
            )
            let told = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(told.subject.contains("You have a new role"))
        }
    }
}
