import Kernel
import TestSupport
import Testing

/// Goal: an address changes only with its owner's knowledge, and then the old one is nothing.
///
/// Method: forms and letters over a socket to a live site.
@Suite("Changing the address")
struct AddressChangeTests {
    private let new = "ada@new.example"

    @Test("the old address hears of it when it is asked for, and its link stops it")
    func stop() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            var thief = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &thief)
            _ = try await thief.post("/en/account/email", [("email", new)])
            let stop = try await house.link(about: "Someone asked to change your email address")
            let confirm = try await house.link(to: new)

            let page = try await owner.get(stop)
            #expect(try await thief.get("/en/account").status == 200)
            let stopped = try await owner.post(stop)

            #expect(page.text.contains(new) && page.text.contains("Stop the change"))
            #expect(stopped.text.contains("The change is stopped"))
            #expect(stopped.text.contains("/en/passwords"))
            #expect(try await thief.get("/en/account").status == 303)
            #expect(try await thief.post(confirm).status == 410)
            #expect(try await owner.post(stop).status == 410)
        }
    }

    @Test("the link that stops a change works for as long as its warning may wait")
    func lateStop() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await owner.post("/en/account/email", [("email", new)])
            let stop = try await house.link(about: "Someone asked to change your email address")
            house.house.clock.advance(by: .seconds(23 * 3600))

            let stopped = try await owner.post(stop)

            #expect(stopped.status == 200 && stopped.text.contains("The change is stopped"))
        }
    }

    @Test("whoever is signed in nowhere else can end every link all the same")
    func nowhereElse() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            var other = house.browser(network: "198.51.100.9")
            _ = try await other.post("/en/sign-in", [("email", AccountHouse.ada), ("way", "link")])
            let link = try await house.link(about: "Sign in at")

            let page = try await owner.get("/en/account/sessions")
            let ended = try await owner.post("/en/account/sessions")

            #expect(page.text.contains("Sign out everywhere else"))
            #expect(ended.status == 303)
            #expect(try await other.post(link).status == 410)
        }
    }

    @Test("the new address ends every other session, and the old mailbox can do nothing any more")
    func done() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            var other = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &other)
            _ = try await owner.post("/en/account/email", [("email", new)])
            let stop = try await house.link(about: "Someone asked to change your email address")

            let done = try await owner.post(try await house.link(to: new))

            #expect(done.text.contains("Your email address has been changed"))
            #expect(try await owner.get("/en/account").text.contains(new))
            #expect(try await other.get("/en/account").status == 303)
            let late = try await other.get(stop)
            #expect(late.status == 410 && late.text.contains("This link no longer works"))
            _ = try await other.post("/en/passwords", [("email", AccountHouse.ada)])
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject.contains("No account"))
        }
    }

    @Test("an address that somebody took meanwhile is not given, and the link says so")
    func taken() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await owner.post("/en/account/email", [("email", new)])
            let link = try await house.link(to: new)
            var other = house.browser(network: "198.51.100.9")
            _ = try await other.post(
                "/en/registrations",
                [("name", "Eve"), ("email", new), ("consent", "yes"), TestConsent.read]
            )
            _ = try await other.post(try await house.link(to: new))

            #expect(try await owner.post(link).status == 410)
            #expect(try await owner.get("/en/account").text.contains(AccountHouse.ada))
        }
    }
}
