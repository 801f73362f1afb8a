import Kernel
import TestSupport
import Testing

/// Goal: what was begun by a clock that was ahead does not last for as long as it was wrong.
///
/// Method: somebody signs in, or asks for a link, months ahead; then the clock is set right.
@Suite("Accounts and wrong clocks")
struct WrongClockTests {
    private static let months = Duration.seconds(200 * 86_400)

    @Test("a session from the future is none; the next sign-in is as long as any")
    func session() async throws {
        try await AccountHouse.run { house in
            let right = house.house.clock.now
            house.house.clock.advance(by: Self.months)
            var owner = try await house.register()
            let ahead = try await owner.get("/en/account")
            house.house.clock.set(right)

            let later = try await owner.get("/en/account")
            let again = try await house.useLink(in: &owner)
            let now = try await owner.get("/en/account")

            #expect(ahead.status == 200)
            #expect(later.status != 200 && !later.text.contains(AccountHouse.ada))
            #expect(again.status == 303 && now.status == 200)
        }
    }

    @Test("a link from the future opens nothing")
    func link() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            let right = house.house.clock.now
            house.house.clock.advance(by: Self.months)
            var browser = house.browser(network: "198.51.100.9")
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let link = try await house.link(about: "Sign in at")
            house.house.clock.set(right)

            let answer = try await browser.post(link)

            #expect(answer.status != 303)
            #expect(browser.cookies["session"] == nil)
        }
    }
}
