import Kernel
import TestSupport
import Testing

/// Goal: what protects an account changes only by its owner, who hears of it.
///
/// Method: forms and letters over a socket to a live site.
@Suite("Passwords and addresses")
struct SecretTests {
    @Test(
        "a password is changed with the present one; all other sessions end, and a letter says so"
    )
    func change() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var other = house.browser()
            _ = try await other.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("password", AccountHouse.password)]
            )
            let before = try #require(owner.cookies["session"])
            let wrong = try await owner.post(
                "/en/account/password",
                [("present-password", "no idea at all"), ("new-password", "eight blue teapots")]
            )
            let right = try await owner.post(
                "/en/account/password",
                [
                    ("present-password", AccountHouse.password),
                    ("new-password", "eight blue teapots"),
                ]
            )

            #expect(wrong.status == 422 && wrong.text.contains("Enter your current password"))
            #expect(right.status == 303)
            #expect(owner.cookies["session"] != before)
            #expect(try await owner.get("/en/account").status == 200)
            #expect(try await other.get("/en/account").status == 303)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject == "Your password has been changed")
        }
    }

    @Test("a warning leads to a page in the language of its reader, not of whoever acted")
    func language() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let chosen = try await owner.post(
                "/en/account/profile",
                [("name", "Ada"), ("language", "fr")]
            )
            try await house.setPassword(in: &owner)

            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)

            #expect(chosen.status == 303)
            #expect(letter.language == .french)
            #expect(letter.links.map { $0.hasSuffix("/fr/account") } == [true])
        }
    }

    @Test(
        "a password that everybody would try is refused, with the reason",
        arguments: [
            ("short", "at least 10"), ("password123", "lists that attackers try"),
            ("aaaaaaaaaaaa", "one repeated character"), ("qwertyuiop12", "Choose"),
            ("ada@example.org", "not based on your email address"),
            (String(repeating: "long ", count: 100), "200 characters or fewer"),
        ]
    )
    func unfit(password: String, message: String) async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let answer = try await owner.post("/en/account/password", [("new-password", password)])

            #expect(answer.status == 422)
            #expect(answer.text.contains(message))
            #expect(!answer.text.contains("value=\"\(password)\""))
        }
    }

    @Test("a forgotten password is replaced by a letter's link, once; every session ends")
    func reset() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var browser = house.browser(network: "198.51.100.9")
            let unknown = try await browser.post("/en/passwords", [("email", "bob@example.org")])
            let known = try await browser.post("/en/passwords", [("email", AccountHouse.ada)])
            #expect(known.field("Location") == unknown.field("Location"))
            let link = try await house.link()

            #expect(try await browser.get(link).status == 200)
            let weak = try await browser.post(link, [("new-password", "password123")])
            let done = try await browser.post(link, [("new-password", "nine calm lighthouses")])
            let again = try await browser.post(link, [("new-password", "ten calm lighthouses")])

            #expect(weak.status == 422)
            #expect(done.status == 303)
            #expect(again.status == 410)
            #expect(try await owner.get("/en/account").status == 303)
            var later = house.browser()
            let old = try await later.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("password", AccountHouse.password)]
            )
            #expect(old.status == 422)
        }
    }

    @Test("without a password, only somebody who has just signed in can set one")
    func fresh() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            house.house.clock.advance(by: .seconds(16 * 60))

            let answer = try await owner.post(
                "/en/account/password",
                [("new-password", AccountHouse.password)]
            )

            #expect(answer.status == 403)
            #expect(answer.text.contains("Sign in again"))
            #expect(answer.text.contains("/en/sign-in?next=%2Fen%2Faccount%2Fpassword"))
        }
    }

    @Test("a new address counts when its letter was answered, and the old one hears of it")
    func address() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let asked = try await owner.post("/en/account/email", [("email", "ada@new.example")])
            #expect(asked.status == 303)
            #expect(try await owner.get("/en/account").text.contains(AccountHouse.ada))
            let link = try await house.link(to: "ada@new.example")
            #expect(try await owner.get(link).text.contains("Confirm this address"))

            #expect(try await owner.post(link).text.contains("Your email address has been changed"))

            #expect(try await owner.get("/en/account").text.contains("ada@new.example"))
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject == "Your email address has been changed")
            #expect(try await owner.post(link).status == 410)
        }
    }

    @Test("an address that somebody else has is not told; its owner gets a letter")
    func takenAddress() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register("bob@example.org", name: "Bob")
            var owner = try await house.register()

            let taken = try await owner.post("/en/account/email", [("email", "bob@example.org")])
            let free = try await owner.post("/en/account/email", [("email", "new@example.org")])

            #expect(taken.status == 303)
            #expect(taken.field("Location") == free.field("Location"))
            let letter = try #require(try await house.house.letters(to: "bob@example.org").last)
            #expect(letter.subject.contains("tried to use your email address"))
            #expect(letter.links.isEmpty)
        }
    }

    @Test("a look-alike and another case are no second account")
    func lookAlike() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var browser = house.browser()
            let other = try await browser.post(
                "/en/registrations",
                [
                    ("name", "Eve"), ("email", "ＡＤＡ@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )

            #expect(other.status == 303)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject.contains("You already have an account"))
        }
    }
}
