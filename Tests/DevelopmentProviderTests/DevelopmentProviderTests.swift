import Kernel
import OpenID
import Spaces
import TestSupport
import Testing
import Web

@testable import DevelopmentProvider

/// Goal: a newcomer tries everything that needs an identity, and nobody mistakes it for one.
///
/// Method: the site's own client, over the loopback, against the provider beside it.
@Suite("The fictitious provider")
struct DevelopmentProviderTests {
    @Test("a citizen who does not exist signs in", arguments: Citizen.all.map(\.id))
    func signsIn(id: String) async throws {
        let citizen = try #require(Citizen.named(id))
        try await Journey.run { journey in
            let identity = try await journey.finish(at: try await journey.choose(id))
            let claims = identity.claims

            #expect(identity.acr == "eidas1")
            #expect(claims.givenName == citizen.givenName)
            #expect(claims.familyName == citizen.familyName)
            #expect(claims.birth == citizen.birth(at: TestClock.noon))
            #expect(claims.country == citizen.country)
            #expect(claims.nationalities == [citizen.nationality])
            #expect(claims.email == id + "@citizens.example")
            #expect(claims.isEmailVerified)
        }
    }

    @Test("there are children, old people, several states, and somebody from outside the Union")
    func variety() {
        let ages = Citizen.all.map { $0.age(at: TestClock.noon) }

        #expect(ages.contains(15))
        #expect(ages.contains(17))
        #expect(ages.contains { $0 > 80 })
        #expect(Set(Citizen.all.map(\.nationality)).count >= 4)
        #expect(Set(Citizen.all.map(\.id)).count == Citizen.all.count)
    }

    @Test("the young stay as old as they are", arguments: [2026, 2027, 2040])
    func age(year: Int) throws {
        for (month, day) in [(1, 1), (12, 31)] {
            let date = try #require(CivilDate(year: year, month: month, day: day))
            let now = Instant(
                milliseconds: Int64(date.daysSinceEpoch) * Instant.millisecondsPerDay
            )

            #expect(Citizen.named("leo")?.age(at: now) == 15)
            #expect(Citizen.named("ines")?.age(at: now) == 17)
        }
    }

    @Test("the page says what it is, in the language that was asked for")
    func page() async throws {
        let words = [
            ("en", "No real identity.", "35 years old", "Kwame Asante"),
            ("fr", "Aucune identité réelle.", "35\u{A0}ans", "Małgorzata Wójcik"),
        ]
        for (language, notice, age, name) in words {
            let tag = try #require(LanguageTag(language))
            try await Journey.run(uiLocales: [tag]) { journey in
                let page = try await journey.page(fields: [("Accept-Language", "de")])

                #expect(page.status == 200)
                #expect(page.text.contains("<html lang=\"\(language)\""))
                #expect(page.text.contains(notice))
                #expect(page.text.contains(age))
                #expect(page.text.contains(name))
                #expect(page.text.contains("Institution eci"))
                #expect(page.field("Cache-Control") == "no-store")
                #expect(page.values("Set-Cookie").isEmpty)
                for citizen in Citizen.all {
                    #expect(page.text.contains("value=\"\(citizen.id)\""))
                }
            }
        }
    }

    @Test("whoever gives up is sent back without anything")
    func cancel() async throws {
        try await Journey.run { journey in
            let address = try await journey.choose("")

            #expect(address.hasPrefix(journey.redirectAddress + "?error=access_denied"))
            await #expect(throws: OpenIDFailure.cancelled) {
                try await journey.finish(at: address)
            }
        }
    }

    @Test("nobody but the listed ones can be chosen")
    func stranger() async throws {
        try await Journey.run { journey in
            let answer = try await journey.site.post(journey.path, [("citizen", "napoleon")])

            #expect(answer.status == 400)
        }
    }

    @Test("a code works once, and for half a minute")
    func code() async throws {
        try await Journey.run { journey in
            let address = try await journey.choose("zoe")
            _ = try await journey.finish(at: address)
            #expect(await Self.refusal(journey, address) == "invalid_grant")

            let late = try await journey.choose("zoe")
            journey.site.house.clock.advance(by: .seconds(31))
            #expect(await Self.refusal(journey, late) == "invalid_grant")
        }
    }

    @Test("a wrong secret, a foreign verifier and another redirection are refused")
    func rules() async throws {
        try await Journey.run(
            settings: { $0.clientSecret = "guessed" },
            { journey in
                let address = try await journey.choose("zoe")
                #expect(await Self.refusal(journey, address) == "invalid_client")
            }
        )
        try await Journey.run { journey in
            let other = try await Journey.begin(at: journey.site, tenant: "eci")
            let stolen = try await other.choose("zoe")
            let code = try FormData(urlEncoded: stolen.drop { $0 != "?" }.dropFirst().utf8)["code"]
            let own = try await journey.choose("")
            let mixed = own.replacing("error=access_denied", with: "code=" + code)

            #expect(await Self.refusal(journey, mixed) == "invalid_grant")
        }
    }

    @Test("the level that it reaches is not enough for whoever asks for more")
    func assurance() async throws {
        try await Journey.run(
            settings: { $0.acrValues = ["eidas2"] },
            { journey in
                let address = try await journey.choose("zoe")
                await #expect(throws: OpenIDFailure.weakAssurance) {
                    try await journey.finish(at: address)
                }
            }
        )
    }

    @Test("the same person has another name at every institution, and the same one each time")
    func pairwise() async throws {
        try await Journey.run { journey in
            let first = try await journey.finish(at: try await journey.choose("zoe"))
            let again = try await Journey.begin(at: journey.site, tenant: "eci")
            let second = try await again.finish(at: try await again.choose("zoe"))
            let elsewhere = try await Journey.begin(at: journey.site, tenant: "other")
            let third = try await elsewhere.finish(at: try await elsewhere.choose("zoe"))
            let somebody = try await Journey.begin(at: journey.site, tenant: "eci")
            let fourth = try await somebody.finish(at: try await somebody.choose("leo"))

            #expect(first.subject == second.subject)
            #expect(Set([first.subject, third.subject, fourth.subject]).count == 3)
        }
    }

    @Test(
        "nobody is sent to an address that is not of the same site",
        arguments: [
            "https://evil.example/", "http://eci.localhost.evil.example/", "//evil.example/",
            "http://other.localhost/", "javascript:alert(1)", "", "/en/sign-in",
        ]
    )
    func redirection(address: String) async throws {
        try await Journey.run { journey in
            let place = "/development/provider/authorization?client_id=parvis&redirect_uri="
            let path = place + FormText.encode(address) + "&response_type=code&scope=openid"
            let page = try await journey.site.get(path)
            let sent = try await journey.site.post(path, [("citizen", "zoe")])

            #expect(page.status == 400)
            #expect(page.field("Location") == nil)
            #expect(sent.status == 400)
            #expect(sent.field("Location") == nil)
        }
    }

    @Test(
        "a client that forgets something is told so",
        arguments: [
            ("response_type", "unsupported_response_type"), ("scope", "invalid_scope"),
            ("state", "invalid_request"), ("nonce", "invalid_request"),
            ("code_challenge", "invalid_request"), ("code_challenge_method", "invalid_request"),
            ("acr_values", "invalid_request"),
        ]
    )
    func forgotten(name: String, code: String) async throws {
        try await Journey.run { journey in
            let path = journey.path.replacing("\(name)=", with: "forgotten=")
            let answer = try await journey.site.get(path)

            #expect(answer.status == 303)
            #expect(answer.field("Location")?.contains("error=" + code) == true)
        }
    }

    @Test("it tells nothing without a token")
    func userinfo() async throws {
        try await Journey.run { journey in
            for field in ["", "Bearer ", "Bearer guessed", "Basic YTpi"] {
                let answer = try await journey.site.get(
                    "/development/provider/userinfo",
                    fields: [("Authorization", field)]
                )
                #expect(answer.status == 401)
            }
        }
    }

    @Test("outside of development it is not there")
    func absent() async throws {
        try await TestHouse.run(modules: []) { house in
            try await TestSite.run(house: house) { site in
                for path in [
                    ".well-known/openid-configuration", "authorization", "keys", "userinfo",
                    "end-session",
                ] {
                    let answer = try await site.get("/development/provider/" + path)
                    #expect(answer.status == 404, "\(path)")
                }
                for path in ["authorization", "token"] {
                    let answer = try await site.post("/development/provider/" + path, [])
                    #expect(answer.status == 404, "\(path)")
                }
            }
        }
    }

    @Test("on a host that others can reach there is no provider, whatever the program was told")
    func reachable() async throws {
        var options = TestSite.Options()
        options.isDevelopment = true
        let name = "petitions.example.org"
        try await TestHouse.run(modules: []) { [options] house in
            let id = try #require(Tenant.ID("senate"))
            let tenant = Tenant(id: id, name: "Senate", languages: [.french], isListed: true)
            _ = try await house.tenants.create(
                Site(tenant: tenant, hosts: [name], spaces: []),
                at: house.clock.now
            )
            try await TestSite.run(house: house, options: options) { site in
                let exchange = HTTPExchange(port: site.port)
                let home = try await exchange.get("/fr", fields: [("Host", name)])
                let keys = "/development/provider/keys"
                let absent = try await exchange.get(keys, fields: [("Host", name)])
                let present = try await site.get(keys, tenant: "senate")

                #expect(home.status == 200)
                #expect(absent.status == 404)
                #expect(present.status == 200)
                #expect(site.provider.settings(host: name) == nil)
            }
        }
    }

    private static func refusal(_ journey: Journey, _ address: String) async -> String? {
        do {
            _ = try await journey.finish(at: address)
            return nil
        } catch {
            guard case .refused(let refusal) = error as? OpenIDFailure else { return "\(error)" }
            return refusal.code
        }
    }
}
