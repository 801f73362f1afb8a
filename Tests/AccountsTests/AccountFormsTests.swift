import TestSupport
import Testing

@testable import Accounts

/// Goal: forms of accounts help hands and eyes, and say what they have done.
///
/// Method: pages and letters of a live site, read as a browser reads them.
@Suite("Forms of accounts")
struct AccountFormsTests {
    @Test("a new account is said to be there, with the way back to where somebody was going")
    func created() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let form = [
                ("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes"), TestConsent.read,
            ]
            _ = try await browser.post("/en/registrations", form + [("next", "/en/privacy")])

            let made = try await browser.submit(try await house.link())
            let later = try await browser.get("/en/account")
            let elsewhere = try await browser.get(
                "/en/account?done=created&next=%2F%2Fevil.example"
            )

            #expect(made.text.contains("Your account has been created"))
            #expect(made.text.contains("<a href=\"/en/privacy\">Continue to where"))
            #expect(!later.text.contains("Your account has been created"))
            #expect(!elsewhere.text.contains("href=\"//evil.example"))
            #expect(!elsewhere.text.contains("Continue to where"))
        }
    }

    @Test("whoever accepts an invitation reads that they have an account, and had days for it")
    func invited() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            let bob = "bob@example.org"
            _ = try await root.post("/en/admin/people", [("email", bob), ("role", "analyst")])
            let letter = try #require(try await house.house.letters(to: bob).last)
            var guest = house.browser(network: "198.51.100.9")

            let made = try await guest.post(
                try #require(letter.links.first),
                [("name", "Bob"), ("consent", "yes"), TestConsent.read]
            )

            #expect(letter.text.contains("The link works once, for 7 days."))
            #expect(made.field("Location") == "/en/account?done=created")
        }
    }

    @Test("a code is typed with digits; an app on the same phone opens by a link")
    func codes() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()

            let page = try await owner.get("/en/account/codes").text

            #expect(page.contains("autocomplete=\"one-time-code\" inputmode=\"numeric\""))
            #expect(page.contains("<a href=\"otpauth://totp/Institution%20eci:ada%40example.org?"))
        }
    }

    @Test("a recovery code has a field of its own at the second step, and an error of its own")
    func recovery() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let (_, recovery) = try await house.startCodes(in: &owner)
            var browser = house.browser()
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let asked = try await browser.post(try await house.link())
            let attempt = try #require(asked.value(ofField: "attempt"))

            let wrong = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", attempt), ("code", ""), ("recovery", "0000-0000-0000-0000")]
            )
            let right = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", attempt), ("code", ""), ("recovery", recovery[0])]
            )

            #expect(asked.text.contains("<details class=\"other-way\">"))
            #expect(wrong.text.contains("href=\"#field-recovery\">Enter another recovery code."))
            #expect(wrong.text.contains("<details class=\"other-way\" open>"))
            #expect(!wrong.text.contains("0000-0000"))
            #expect(right.status == 303)
        }
    }
}
