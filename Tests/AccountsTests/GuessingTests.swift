import Credentials
import Kernel
import TestSupport
import Testing

@testable import Accounts

/// Goal: whoever has the password cannot guess the code, and cannot keep the owner out either.
///
/// Method: a guesser who types the password anew for every few codes, and the owner at home.
@Suite("Guessing")
struct GuessingTests {
    private let form = [("email", AccountHouse.ada), ("password", AccountHouse.password)]

    /// An owner with password and codes, in a browser of their own.
    private func owner(
        _ house: AccountHouse
    ) async throws -> (browser: TestBrowser, secret: OneTimeSecret) {
        var owner = try await house.register()
        try await house.setPassword(in: &owner)
        let (secret, _) = try await house.startCodes(in: &owner, password: AccountHouse.password)
        return (owner, secret)
    }

    /// Signs in with the password and tries a code; gives the last answer.
    private func guess(_ code: String, _ browser: inout TestBrowser) async throws -> HTTPAnswer {
        let question = try await browser.post("/en/sign-in", form)
        let attempt = try #require(question.value(ofField: "attempt"))
        return try await browser.post("/en/sign-in/codes", [("attempt", attempt), ("code", code)])
    }

    @Test("wrong codes count across attempts and networks, and their owner is told")
    func across() async throws {
        try await AccountHouse.run { house in
            _ = try await owner(house)
            var waits = 0
            for number in 1...40 {
                var guesser = house.browser(network: "198.51.100.\(number)")
                let answer = try await guess("000000", &guesser)
                #expect(answer.status == 422)
                if answer.text.contains("too many wrong codes") { waits += 1 }
                house.house.clock.advance(by: .milliseconds(100))
            }

            #expect(waits >= 30)
            let letters = try await house.house.letters(to: AccountHouse.ada)
            #expect(
                letters.count { $0.subject == "Someone entered wrong codes for your account" } == 1
            )
        }
    }

    @Test("the owner's own browser gets in at once meanwhile; any other one has to wait")
    func familiar() async throws {
        try await AccountHouse.run { house in
            var (owner, secret) = try await owner(house)
            _ = try await owner.post("/en/sign-out")
            for number in 1...9 {
                var guesser = house.browser(network: "198.51.100.\(number)")
                _ = try await guess("000000", &guesser)
            }
            house.house.clock.advance(by: .milliseconds(500))
            owner.fields = owner.fields.map { name, value in
                (name, name == "X-Forwarded-For" ? "203.0.113.77" : value)
            }
            var elsewhere = house.browser(network: "203.0.113.78")
            let step = house.house.clock.now.adding(.seconds(30))

            let kept = try await guess(secret.code(at: step), &elsewhere)
            let home = try await guess(secret.code(at: step), &owner)

            #expect(kept.status == 422 && kept.text.contains("too many wrong codes"))
            #expect(home.status == 303)
            #expect(owner.cookies["session"] != nil)
        }
    }

    @Test("a network from which somebody signed in before everything ended is a stranger's again")
    func formerNetwork() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var former = house.browser(network: "198.51.100.99")
            let inside = try await former.post("/en/sign-in", form)
            _ = try await owner.post(
                "/en/account/password",
                [
                    ("present-password", AccountHouse.password),
                    ("new-password", "nine calm boats"),
                ]
            )
            let (wrong, right) = (
                [("email", AccountHouse.ada), ("password", "nine calm goats")],
                [("email", AccountHouse.ada), ("password", "nine calm boats")]
            )
            for number in 1...9 {
                var guesser = house.browser(network: "198.51.100.\(number)")
                _ = try await guesser.post("/en/sign-in", wrong)
            }
            var again = house.browser(network: "198.51.100.99")

            let kept = try await again.post("/en/sign-in", right)
            let home = try await owner.post(
                "/en/account/password",
                [("present-password", "nine calm boats"), ("new-password", "ten calm boats")]
            )

            #expect(inside.status == 303)
            #expect(kept.status == 422, "the account's own bucket makes it wait")
            #expect(home.status == 303, "the owner's browser does not wait")
        }
    }

    @Test("a browser that signed in before codes were on keeps no budget of its own")
    func forgotten() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var thief = house.browser(network: "198.51.100.9")
            #expect(try await thief.post("/en/sign-in", form).status == 303)
            _ = try await house.startCodes(in: &owner, password: AccountHouse.password)
            for number in 1...9 {
                var guesser = house.browser(network: "203.0.113.\(number)")
                _ = try await guess("000000", &guesser)
            }

            let answer = try await guess("000000", &thief)

            #expect(thief.cookies["familiar"] != nil)
            #expect(answer.text.contains("too many wrong codes"))
        }
    }

    @Test("passwords guessed in an open session and at the door are counted together")
    func password() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var thief = house.browser(network: "198.51.100.9")
            thief.plant("session", try #require(owner.cookies["session"]))
            for number in 1...7 {
                _ = try await thief.post(
                    "/en/account/password",
                    [("present-password", "guess \(number)"), ("new-password", "nine calm boats")]
                )
            }
            var door = house.browser(network: "203.0.113.5")

            let outside = try await door.post("/en/sign-in", form)
            let inside = try await owner.post(
                "/en/account/password",
                [("present-password", AccountHouse.password), ("new-password", "nine calm boats")]
            )

            #expect(outside.text.contains("too many wrong attempts"))
            #expect(inside.status == 303)
        }
    }

    @Test("a planted cookie that no sign-in gave makes no browser known")
    func planted() async throws {
        try await AccountHouse.run { house in
            _ = try await owner(house)
            for number in 1...9 {
                var guesser = house.browser(network: "198.51.100.\(number)")
                _ = try await guess("000000", &guesser)
            }
            for value in ["", "nonsense", house.house.accounts.newTokenText()] {
                var guesser = house.browser(network: "203.0.113.5")
                guesser.plant("familiar", value)
                #expect(try await guess("000000", &guesser).text.contains("too many wrong codes"))
            }
        }
    }

    @Test("strangers who use up all links that can be asked for leave the owner's browser its own")
    func letters() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await owner.post("/en/sign-out")
            let form = [("email", AccountHouse.ada), ("way", "link")]
            for number in 0..<Limits.lettersPerHour {
                var stranger = house.browser(network: "198.51.100.\(number)")
                _ = try await stranger.post("/en/sign-in", form)
            }
            var other = house.browser(network: "203.0.113.5")

            let refused = try await other.post("/en/sign-in", form)
            let sent = try await owner.post("/en/sign-in", form)

            #expect(refused.status == 422)
            #expect(sent.status == 303)
        }
    }
}
