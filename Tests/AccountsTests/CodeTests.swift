import Credentials
import Kernel
import TestSupport
import Testing

/// Goal: with codes, a stolen password or mailbox is not enough.
///
/// Method: forms over a socket to a live site; codes made with the secret of the page.
@Suite("One-time codes")
struct CodeTests {
    /// Goes as far as the question for a code; gives the attempt that the form takes along.
    private func attempt(
        _ house: AccountHouse,
        _ browser: inout TestBrowser
    ) async throws -> String {
        _ = try await browser.post("/en/sign-in", [("email", AccountHouse.ada), ("way", "link")])
        let page = try await browser.post(try await house.link())
        #expect(page.status == 200)
        #expect(page.values("Set-Cookie").isEmpty)
        return try #require(page.value(ofField: "attempt"))
    }

    @Test("signing in asks for a code, takes each once, and only then begins a session")
    func code() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let (secret, recovery) = try await house.startCodes(in: &owner)
            #expect(recovery.count == 10)
            var browser = house.browser()
            let first = try await attempt(house, &browser)
            let used = secret.code(at: house.house.clock.now)

            let again = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", first), ("code", used)]
            )
            house.house.clock.advance(by: .seconds(30))
            let fresh = secret.code(at: house.house.clock.now)
            let right = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", first), ("code", fresh)]
            )
            let replayed = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", first), ("code", fresh)]
            )

            #expect(again.status == 422)
            #expect(again.text.contains("is wrong or has already been used"))
            #expect(!again.text.contains(used))
            #expect(right.status == 303)
            #expect(replayed.status == 410)
        }
    }

    @Test("after five wrong codes one has to begin again")
    func five() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let (secret, _) = try await house.startCodes(in: &owner)
            var browser = house.browser()
            let attempt = try await attempt(house, &browser)
            for _ in 1...5 {
                let wrong = try await browser.post(
                    "/en/sign-in/codes",
                    [("attempt", attempt), ("code", "000000")]
                )
                #expect(wrong.status == 422)
            }
            house.house.clock.advance(by: .seconds(30))
            let counted = try await house.failures()
            let late = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", attempt), ("code", secret.code(at: house.house.clock.now))]
            )

            #expect(late.status == 410)
            #expect(counted >= 5)
            #expect(try await house.failures() == counted, "it was no guess at the account")
            #expect(browser.cookies["session"] == nil)
        }
    }

    @Test("a recovery code lets in once, however it is typed; new ones replace the old")
    func recovery() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let (_, recovery) = try await house.startCodes(in: &owner)
            let code = try #require(recovery.first)
            var browser = house.browser()
            let typed = code.lowercased().replacing("-", with: " ")
            let first = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", try await attempt(house, &browser)), ("code", typed)]
            )
            var other = house.browser()
            let second = try await other.post(
                "/en/sign-in/codes",
                [("attempt", try await attempt(house, &other)), ("code", code)]
            )
            let renewed = try await browser.post("/en/account/recovery-codes")
            let told = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            let old = try await other.post(
                "/en/sign-in/codes",
                [
                    ("attempt", try await attempt(house, &other)),
                    ("code", try #require(recovery.last)),
                ]
            )

            #expect(first.status == 303)
            #expect(second.status == 422)
            #expect(renewed.status == 200)
            #expect(told.subject == "You have new recovery codes")
            #expect(!recovery.contains { renewed.text.contains($0) })
            #expect(old.status == 422)
        }
    }

    @Test("turning codes on ends every other session, and nobody can slip in another secret")
    func start() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            var second = house.browser()
            _ = try await second.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            _ = try await second.post(try await house.link())
            let foreign = try #require(
                try await second.get("/en/account/codes").value(ofField: "secret")
            )

            // The secret of another session's page is not taken: a new one is shown.
            let refused = try await owner.post(
                "/en/account/codes",
                [("secret", foreign), ("code", "123456")]
            )
            #expect(refused.status == 200)
            #expect(refused.value(ofField: "secret") != foreign)
            _ = try await house.startCodes(in: &owner)

            #expect(try await owner.get("/en/account").status == 200)
            #expect(try await second.get("/en/account").status == 303)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject.contains("protect your account"))
        }
    }
}
