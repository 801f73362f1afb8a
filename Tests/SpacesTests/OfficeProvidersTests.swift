import Accounts
import Kernel
import OpenID
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: whoever runs an institution sets its identity providers, and sees where a sign-in fails.
///
/// Method: forms and trials on a live site, at a provider on the loopback that breaks what the test says.
@Suite("Identity providers in the back office")
struct OfficeProvidersTests {
    private static let list = "/en/admin/institution/providers"
    private static let one = list + "/scripted"

    @Test("a provider is added, changed, removed; its secret is never shown nor sent elsewhere")
    func forms() async throws {
        try await SuggestionHouse.run(isDevelopment: true) { house in
            var rosa = try await house.staff(.administrator)
            let good = Self.fields(issuer: "https://id.example", secret: "s3cret-of-ours")
            for (change, words) in [
                (("issuer", "http://id.example"), "begins with https://"),
                (("id", "A b"), "Choose 2 to 30 signs"), (("secret", ""), "Enter the secret"),
                (("client", "clé"), "in one line"), (("scopes", "é"), "Check the scopes"),
            ] {
                let answer = try await rosa.post(Self.list, Self.with(change, in: good))
                #expect(answer.status == 422 && answer.text.contains(words), "\(words)")
                #expect(!answer.text.contains("s3cret"))
            }
            let added = try await rosa.submit(Self.list, good)
            #expect(added.text.contains("Saved."))
            #expect(added.text.contains("/en/sign-in/providers/scripted/return"))
            #expect(!added.text.contains("s3cret"))
            #expect(try await rosa.post(Self.list, good).text.contains("has this short name"))

            let mark = try #require(added.value(ofField: "mark"))
            let kept = Self.with(("secret", ""), in: good) + [("mark", mark)]
            let moved = Self.with(("issuer", "https://evil.example"), in: kept)
            let refused = try await rosa.post(Self.one, moved)
            #expect(refused.status == 422 && refused.text.contains("that this issuer gave you"))
            let renamed = Self.with(("name", "Scripted too"), in: kept)
            #expect(try await rosa.submit(Self.one, renamed).text.contains("Scripted too"))
            let late = try await rosa.post(Self.one, renamed)
            #expect(late.status == 422 && late.text.contains("Someone else has changed this"))
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))
            let all = try await house.house.accounts.providers(in: house.scope(0))
            #expect(all.map(\.settings.clientSecret) == ["s3cret-of-ours"])
            let now = try #require(try await rosa.get(Self.one).value(ofField: "mark"))
            let current = Self.with(("mark", now), in: renamed)
            let replaced = Self.with(("secret", "another-secret"), in: current)
            #expect(try await rosa.submit(Self.one, replaced).text.contains("Saved."))
            #expect(try await rosa.post(Self.one, current).status == 422)

            #expect(try await rosa.get(Self.one + "/removal").text.contains("Accounts stay"))
            let gone = try await rosa.submit(Self.one + "/removal")
            #expect(gone.text.contains("No identity provider"))
            #expect(try await rosa.get(Self.one).status == 404)
        }
    }

    @Test("a trial goes through every step, keeps nothing, and says where a provider fails")
    func trial() async throws {
        try await SuggestionHouse.run(isDevelopment: true) { house in
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                var rosa = try await house.staff(.administrator)
                let form = Self.fields(
                    issuer: provider.issuer,
                    secret: ScriptedProvider.clientSecret
                )
                _ = try await rosa.submit(Self.list, form)
                for (trouble, words) in [
                    (ProviderScript.Trouble.text("<html>Hello</html>"), "makes no sense"),
                    (.status(503), "did not answer in time"),
                ] {
                    provider.play { $0.troubles = [.document: trouble] }
                    let page = try await rosa.get(Self.one + "/trial")
                    #expect(page.status == 200 && page.text.contains(words))
                    #expect(!page.text.contains("trial/departure"))
                }
                provider.play { $0.troubles = [:] }

                let worked = try await Self.come(back: provider, &rosa)
                #expect(worked.text.contains("The sign-in works"), "\(worked.text)")
                #expect(!worked.text.contains("Not reached yet"))
                #expect(rosa.cookies.keys.allSatisfy { !$0.hasPrefix("departure") })
                provider.play { $0.signing = .stranger }
                let strange = try await Self.come(back: provider, &rosa)
                #expect(strange.text.contains("The signature of the token is wrong"))
                provider.play {
                    $0.signing = .es256
                    $0.troubles = [.token: .refusal("invalid_client", description: "<b>no")]
                }
                let refused = try await Self.come(back: provider, &rosa)
                #expect(refused.text.contains("invalid_client: &lt;b&gt;no"))
                #expect(try await house.count("member_identity") == 0)
                #expect(try await house.count("used_departure") == 0)
            }
        }
    }

    @Test(
        "staff name no provider in a network behind the server; one that the operator named may stay"
    )
    func inside() async throws {
        try await SuggestionHouse.run(names: .invented) { house in
            var rosa = try await house.staff(.administrator)
            func named(_ issuer: String) -> [(String, String)] {
                Self.fields(issuer: issuer, secret: "s3cret-of-ours")
            }
            let byName = try await rosa.post(Self.list, named("https://inside.example"))
            #expect(byName.status == 422)
            #expect(byName.text.contains("inside.example leads to 10.0.0.7, an address in an"))
            let byNumber = try await rosa.post(Self.list, named("https://10.1.2.3/realms/eci"))
            #expect(byNumber.status == 422)
            #expect(byNumber.text.contains("10.1.2.3 is an address in an internal network"))
            // Perhaps its name is announced tomorrow: whatever asks it looks again.
            let nowhere = try await rosa.submit(Self.list, named("https://nowhere.example"))
            #expect(nowhere.text.contains("Saved."))

            var settings = ProviderSettings(
                issuer: "https://inside.example",
                clientID: "a",
                clientSecret: "b"
            )
            settings.isOfOperator = true
            let provider = IdentityProvider(
                id: "scripted",
                name: "Scripted",
                purpose: .member,
                settings: settings
            )
            let accounts = house.house.accounts
            _ = try await accounts.setProvider(provider, in: house.scope(0)).get()
            let same = try await Self.name("https://inside.example", &rosa)
            #expect(same.status == 303)
            let kept = try await accounts.providers(in: house.scope(0)).first
            #expect(kept?.settings.isOfOperator == true && kept?.settings.clientID != "a")
            let other = try await Self.name("https://inside.example/other", &rosa)
            #expect(other.status == 422)
            let outside = try await Self.name("https://id.example", &rosa)
            #expect(outside.status == 303)
            // What the operator had named is over.
            let back = try await Self.name("https://inside.example", &rosa)
            #expect(back.status == 422)
        }
    }

    /// Gives the provider another issuer.
    private static func name(
        _ issuer: String,
        _ browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let mark = try #require(try await browser.get(one).value(ofField: "mark"))
        let form = fields(issuer: issuer, secret: "s3cret-of-ours")
        return try await browser.post(one, form + [("mark", mark)])
    }

    /// Leaves for the provider on trial and comes back with what it gave.
    private static func come(
        back provider: ScriptedProvider,
        _ browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        #expect(try await browser.get(one + "/trial").text.contains("trial/departure"))
        let departure = try await browser.get(one + "/trial/departure")
        let question = try #require(departure.field("Location"))
        let query = try provider.approve(at: question)
            .map { FormText.encode($0.name) + "=" + FormText.encode($0.value) }
            .joined(separator: "&")
        let back = try await browser.get("/en/sign-in/providers/scripted/return?" + query)
        return try await browser.get(try #require(back.field("Location")))
    }

    private static func fields(issuer: String, secret: String) -> [(String, String)] {
        [
            ("id", "scripted"), ("name", "Scripted"), ("purpose", "member"), ("issuer", issuer),
            ("client", ScriptedProvider.clientID), ("secret", secret),
            ("authentication", "client_secret_post"), ("scopes", "profile email"),
            ("levels", "eidas1"), ("signed", "yes"), ("position", "1"),
        ]
    }

    private static func with(
        _ field: (String, String),
        in fields: [(String, String)]
    ) -> [(String, String)] {
        fields.map { $0.0 == field.0 ? field : $0 }
    }
}
