import Foundation
import Kernel
import TestSupport
import Testing

@testable import OpenID

@Suite("Settings of a provider")
struct SettingsTests {
    @Test(
        "an issuer is reached over TLS, or is on this machine",
        arguments: [
            ("https://oidc.franceconnect.gouv.fr/api/v2", true),
            ("https://login.example.org/", true),
            ("http://127.0.0.1:8080", true),
            ("http://eci.localhost:8080/development/provider", true),
            ("http://[::1]:8080", true),
            ("http://login.example.org", false),
            ("http://localhost.example.org", false),
            ("http://127.0.0.1.example.org", false),
            ("https://user:secret@login.example.org", false),
            ("https://login.example.org/?a=b", false),
            ("https://login.example.org/#a", false),
            ("https://", false),
            ("ftp://login.example.org", false),
            ("login.example.org", false),
            ("https://login.example.org/a b", false),
            ("https://exämple.org", false),
            ("https://example.org/" + String(repeating: "a", count: 1000), false),
            ("", false),
        ]
    )
    func issuers(issuer: String, isUsable: Bool) {
        let settings = ProviderSettings(issuer: issuer, clientID: "a", clientSecret: "b")

        let isAccepted = (try? settings.check()) != nil

        #expect(isAccepted == isUsable)
    }

    @Test("a provider elsewhere cannot send us to this machine")
    func ownMachine() throws {
        let issuer = try ProviderAddress(issuer: "https://login.example.org")

        #expect(throws: OpenIDFailure.insecureAddress) {
            try ProviderAddress(endpoint: "http://127.0.0.1:5432/", of: issuer)
        }
        #expect(throws: OpenIDFailure.insecureAddress) {
            try ProviderAddress(endpoint: "https://localhost/", of: issuer)
        }
    }

    @Test(
        "a level is enough when it is named, or higher on the same scale",
        arguments: [
            ("eidas1", ["eidas1"], true), ("eidas3", ["eidas1"], true),
            ("eidas2", ["eidas2", "eidas3"], true), ("eidas1", ["eidas2"], false),
            ("eidas1", ["eidas2", "eidas3"], false), ("gold", ["silver", "gold"], true),
            ("gold", ["silver"], false), (nil, ["eidas1"], false), (nil, [], true),
            ("anything", [], true), ("http://eidas.europa.eu/LoA/high", ["eidas1"], false),
            (
                "http://eidas.europa.eu/LoA/high", ["http://eidas.europa.eu/LoA/substantial"],
                true
            ),
            ("EIDAS2", ["eidas2"], false),
        ] as [(String?, [String], Bool)]
    )
    func assurance(level: String?, asked: [String], isEnough: Bool) {
        #expect(AssuranceScale.accepts(level, asked: asked) == isEnough)
    }

    @Test("nothing secret and nobody's name stands in a description")
    func descriptions() throws {
        let settings = ProviderSettings(
            issuer: "https://login.example.org",
            clientID: "client-name",
            clientSecret: "client-secret"
        )
        let attempt = SignInAttempt(
            state: "the-state",
            nonce: "the-nonce",
            codeVerifier: "the-verifier",
            issuer: "https://login.example.org",
            startedAt: TestClock.noon
        )
        let identity = ProvenIdentity(
            issuer: "https://login.example.org",
            subject: "the-subject",
            acr: nil,
            claims: IdentityClaims(givenName: "Ada"),
            idToken: "the-token"
        )
        let texts = [
            "\(settings)", "\(attempt)", "\(identity)", String(reflecting: settings),
            String(reflecting: attempt), String(reflecting: identity), "\(identity.claims)",
            String(reflecting: identity.claims), "\([attempt])", "\(Optional(settings) as Any)",
        ]

        for text in texts {
            for secret in ["secret", "the-", "Ada"] {
                #expect(!text.contains(secret), "\(text)")
            }
        }
    }

    @Test("an attempt is small, and the same when it comes back")
    func attempt() throws {
        let secret = String(repeating: "x", count: 43)
        let attempt = SignInAttempt(
            state: secret,
            nonce: secret,
            codeVerifier: secret,
            issuer: "https://oidc.franceconnect.gouv.fr/api/v2",
            startedAt: TestClock.noon
        )
        let bytes = try JSONEncoder().encode(attempt)

        #expect(bytes.count < 300)
        #expect(try JSONDecoder().decode(SignInAttempt.self, from: bytes) == attempt)
        #expect(!attempt.isExpired(at: TestClock.noon.adding(.seconds(600))))
        #expect(attempt.isExpired(at: TestClock.noon.adding(.seconds(601))))
    }

    @Test("a claim of another shape is none, and does not spoil the others")
    func claims() throws {
        let json = """
            {"given_name": 7, "family_name": "\(String(repeating: "x", count: 1001))",
             "email": "ada@example.org", "email_verified": "true", "birthdate": "1990-02-30",
             "address": {"country": "fr"}, "nationalities": ["IT", "France", "1A"]}
            """

        let claims = try JSONDecoder().decode(IdentityClaims.self, from: Data(json.utf8))

        #expect(
            claims
                == IdentityClaims(
                    email: "ada@example.org",
                    isEmailVerified: true,
                    country: "FR",
                    nationalities: ["IT"]
                )
        )
    }

    @Test("an address is only verified when there is one")
    func verified() throws {
        let json = #"{"email_verified": true}"#

        let claims = try JSONDecoder().decode(IdentityClaims.self, from: Data(json.utf8))

        #expect(claims == IdentityClaims())
    }

    @Test("clients stay with their settings")
    func clients() throws {
        let clients = OpenIDClients(clock: TestClock().clock, random: .seeded())
        let settings = ProviderSettings(
            issuer: "https://login.example.org",
            clientID: "a",
            clientSecret: "b"
        )
        var changed = settings
        changed.clientSecret = "c"

        #expect(try clients.client(for: settings).settings == settings)
        #expect(try clients.client(for: changed).settings == changed)
        #expect(throws: OpenIDFailure.insecureAddress) {
            try clients.client(
                for: ProviderSettings(issuer: "http://a.org", clientID: "a", clientSecret: "b")
            )
        }
    }
}
