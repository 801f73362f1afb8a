import Kernel
import OpenID
import Storage
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: what a provider proved counts as long as the institution trusts that provider, and no longer.
@Suite("Providers that are changed or removed")
struct ProviderTrustTests {
    private static let elsewhere = "https://elsewhere.example"

    /// Notes what a provider proved of somebody.
    private func prove(_ house: AccountHouse) async throws {
        var ada = try await house.register()
        let token = try #require(ada.cookies["session"])
        let session = try await house.house.accounts.session(of: token, in: house.house.scope())
        let id = try #require(session?.member?.id)
        try await house.house.database.write(in: house.house.scope()) { transaction in
            for provider in ["scripted", "another"] {
                try FactStore.note(
                    FactFinding(proven: ["age-18"]),
                    of: id,
                    by: provider,
                    in: &transaction
                )
            }
        }
        _ = try await ada.get("/en/account")
    }

    @Test("another issuer under the same name has proved nothing; the same under another name has")
    func issuer() async throws {
        try await AccountHouse.run { house in
            try await prove(house)
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                _ = try await house.offer(provider)
                _ = try await house.offer(provider) { $0.acrValues = ["eidas2"] }
                #expect(try await house.count("member_fact") == 2)

                _ = try await house.offer(provider) { $0.issuer = Self.elsewhere }

                #expect(try await house.count("member_fact") == 1)
            }
        }
    }

    @Test("anonymous sessions end with the provider that is all they rest on", arguments: [0, 1])
    func anonymous(way: Int) async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: .anonymous)
                var browser = house.browser(network: "198.51.100.9")
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)
                #expect(try await browser.get("/en/session").status == 200)

                if way == 0 {
                    let scope = house.house.scope()
                    #expect(try await house.house.accounts.removeProvider("scripted", in: scope))
                } else {
                    _ = try await house.offer(provider, for: .anonymous) {
                        $0.issuer = Self.elsewhere
                    }
                }

                #expect(try await browser.get("/en/session").status == 303)
                #expect(try await ada.get("/en/account").status == 200)
            }
        }
    }

    @Test(
        "a provider that is removed or changed while somebody is on the way back lets nobody in",
        arguments: [IdentityProvider.Purpose.member, .anonymous],
        [true, false]
    )
    func meanwhile(purpose: IdentityProvider.Purpose, isRemoved: Bool) async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider, for: purpose)
                let (scope, accounts) = (house.house.scope(), house.house.accounts)
                let settings = provider.settings { $0.issuer = Self.elsewhere }
                provider.play { script in
                    script.meanwhile = {
                        if isRemoved {
                            _ = try await accounts.removeProvider("scripted", in: scope)
                        } else {
                            _ = try await accounts.setProvider(
                                IdentityProvider(
                                    id: "scripted",
                                    name: "Scripted",
                                    purpose: purpose,
                                    settings: settings
                                ),
                                in: scope
                            ).get()
                        }
                    }
                }
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))

                let arrived = try await browser.get(path + "/return?" + answer)

                #expect(arrived.status == 409, "\(arrived.text)")
                #expect(arrived.text.contains("This way to sign in is no longer offered"))
                #expect(browser.cookies["session"] == nil && browser.cookies["identity"] == nil)
                #expect(try await house.count("member_session") == 0)
                #expect(try await house.count("member_token") == 0)
            }
        }
    }

    @Test("what was proved and not linked yet is worth nothing under another issuer")
    func linking() async throws {
        try await AccountHouse.run { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                let path = try await house.offer(provider)
                var browser = house.browser()
                let answer = try provider.answer(to: try await browser.get(path))
                _ = try await browser.get(path + "/return?" + answer)
                #expect(browser.cookies["identity"] != nil)
                _ = try await browser.post(
                    "/en/registrations",
                    [
                        ("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes"),
                        TestConsent.read,
                    ]
                )
                _ = try await browser.post(try await house.link(to: AccountHouse.ada))
                _ = try await house.offer(provider) { $0.issuer = Self.elsewhere }

                let linked = try await browser.post("/en/account/providers/scripted/link")

                #expect(linked.status != 303, "\(linked.text)")
                #expect(try await house.count("member_identity") == 0)
            }
        }
    }
}
