import Credentials
import Kernel
import TestSupport
import Testing

/// Goal: what a provider proved is neither used up too early nor forgotten too early.
///
/// Method: a live site with the fictitious citizens of development.
@Suite("The way to a provider and back")
struct ProviderWayTests {
    @Test("an address that gets no more letters now can be corrected: the proof is not used up")
    func corrected() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            for _ in 0..<Limits.lettersPerNetwork {
                _ = try await browser.post(
                    "/en/registrations",
                    [
                        ("name", "Zoé"), ("email", "full@example.org"), ("consent", "yes"),
                        TestConsent.read,
                    ]
                )
            }
            _ = try await house.come(
                back: "zoe",
                from: AccountHouse.provider,
                in: &browser
            )
            let form = [("name", "Zoé"), ("consent", "yes"), TestConsent.read]

            let refused = try await browser.post(
                "/en/registrations",
                form + [("email", "full@example.org")]
            )
            let accepted = try await browser.post(
                "/en/registrations",
                form + [("email", "zoe@example.org")]
            )
            let made = try await browser.submit(try await house.link(to: "zoe@example.org"))
            _ = try await browser.post(AccountHouse.linking)

            #expect(refused.status == 422)
            #expect(made.text.contains("Connect your account to"))
            #expect(accepted.status == 303)
            #expect(try await house.count("member_identity") == 1)
        }
    }

    @Test(
        "who came from a provider leaves there too, after a one-time code and a new password as well"
    )
    func leave() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            _ = try await house.link("leo", in: &ada)
            let (secret, _) = try await house.startCodes(in: &ada)
            house.house.clock.advance(by: .seconds(30))
            var browser = house.browser()
            let question = try await house.come(
                back: "leo",
                from: AccountHouse.provider,
                in: &browser
            )
            let attempt = try #require(question.value(ofField: "attempt"))
            _ = try await browser.post(
                "/en/sign-in/codes",
                [("attempt", attempt), ("code", secret.code(at: house.house.clock.now))]
            )
            try await house.setPassword(in: &browser)

            let left = try await browser.submit("/en/sign-out")
            let end = try await browser.get("/en/sign-in/providers/development/end")

            #expect(left.text.contains("/en/sign-in/providers/development/end"))
            #expect(end.field("Location")?.contains("id_token_hint=ey") == true)
        }
    }
}
