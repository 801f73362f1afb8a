import Credentials
import Kernel
import OpenID
import TestSupport
import Testing

@Suite("Signing in at a provider")
struct SignInTests {
    @Test("a person is known by what the provider signed", arguments: [true, false])
    func signsIn(usesRSA: Bool) async throws {
        try await Meeting.run(
            script: { $0.signing = usesRSA ? .rs256 : .es256 },
            { meeting in
                let identity = try await meeting.signIn()

                #expect(identity.issuer == meeting.provider.issuer)
                #expect(identity.subject == ScriptedProvider.subject)
                #expect(identity.acr == "eidas1")
                #expect(identity.claims.givenName == "Ada")
                #expect(identity.claims.familyName == "Lovelace-Desprès")
                #expect(identity.claims.email == "ada@example.org")
                #expect(identity.claims.isEmailVerified)
                #expect(identity.claims.birth == BirthClaim("1990-12-10"))
                #expect(identity.claims.country == "FR")
                #expect(identity.claims.nationalities == ["FR", "IT"])
                #expect(identity.idToken.split(separator: ".").count == 3)
            }
        )
    }

    @Test("the way to the provider asks for everything that was agreed")
    func departure() async throws {
        let french = try #require(LanguageTag("fr"))
        try await Meeting.run { meeting in
            let departure = try await meeting.client.begin(
                redirectAddress: Meeting.redirectAddress,
                uiLocales: [french, .english]
            )
            let parts = departure.address.split(separator: "?", maxSplits: 1)
            let fields = parts[1].split(separator: "&").reduce(into: [String: String]()) {
                let pair = $1.split(separator: "=", maxSplits: 1)
                $0[String(pair[0])] = String(pair[1])
            }

            #expect(parts[0] == meeting.provider.issuer + "/authorize")
            #expect(fields["response_type"] == "code")
            #expect(fields["client_id"] == ScriptedProvider.clientID)
            #expect(
                fields["redirect_uri"] == "http%3A%2F%2Feci.localhost%3A8080%2Fsign-in%2Fanswer"
            )
            #expect(fields["scope"] == "openid%20profile%20email%20birthdate")
            #expect(fields["acr_values"] == "eidas1")
            #expect(fields["ui_locales"] == "fr%20en")
            #expect(fields["code_challenge_method"] == "S256")
            #expect(fields["state"] == departure.attempt.state)
            for name in ["state", "nonce", "code_challenge"] {
                #expect((fields[name] ?? "").utf8.count == 43, "\(name)")
            }
            #expect(Set(["state", "nonce", "code_challenge"].map { fields[$0] }).count == 3)
        }
    }

    @Test("no two sign-ins share a secret")
    func secrets() async throws {
        try await Meeting.run { meeting in
            let first = try await meeting.client.begin(redirectAddress: Meeting.redirectAddress)
            let second = try await meeting.client.begin(redirectAddress: Meeting.redirectAddress)

            #expect(first.attempt.state != second.attempt.state)
            #expect(first.address != second.address)
        }
    }

    @Test("a client can prove itself in a field as well as in the form")
    func basicAuthentication() async throws {
        try await Meeting.run(
            settings: { $0.authentication = .clientSecretBasic },
            { meeting in
                let identity = try await meeting.signIn()

                #expect(identity.subject == ScriptedProvider.subject)
            }
        )
    }

    @Test("a wrong secret is the provider's to refuse", arguments: ClientAuthentication.allCases)
    func wrongSecret(authentication: ClientAuthentication) async throws {
        try await Meeting.run(
            settings: {
                $0.clientSecret = "another"
                $0.authentication = authentication
            },
            { meeting in
                let failure = await meeting.failure()
                guard case .refused(let error) = failure else {
                    Issue.record("not refused but \(failure.debugDescription)")
                    return
                }
                #expect(error.code == "invalid_client")
                #expect(error.description.isEmpty)
            }
        )
    }

    @Test("claims that nobody signed are taken where they may be")
    func plainUserinfo() async throws {
        try await Meeting.run(
            script: { $0.isUserinfoSigned = false },
            settings: { $0.requiresSignedUserinfo = false },
            { meeting in
                let identity = try await meeting.signIn()

                #expect(identity.claims.givenName == "Ada")
            }
        )
    }

    @Test("whoever asks for nothing but the identity asks for no claims")
    func bareIdentity() async throws {
        try await Meeting.run(
            settings: { $0.scopes = ["openid"] },
            { meeting in
                let identity = try await meeting.signIn()

                #expect(identity.claims == IdentityClaims())
                #expect(meeting.provider.count(of: .userinfo) == 0)
            }
        )
    }

    @Test("document and keys are asked for once in an hour")
    func cached() async throws {
        try await Meeting.run { meeting in
            for _ in 0..<3 { _ = try await meeting.signIn() }
            #expect(meeting.provider.count(of: .document) == 1)
            #expect(meeting.provider.count(of: .keys) == 1)
            meeting.clock.advance(by: .seconds(3601))
            _ = try await meeting.signIn()

            #expect(meeting.provider.count(of: .document) == 2)
            #expect(meeting.provider.count(of: .keys) == 2)
        }
    }

    @Test("many who arrive at once make one question of it")
    func together() async throws {
        try await Meeting.run { meeting in
            let client = meeting.client
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        _ = try await client.begin(redirectAddress: Meeting.redirectAddress)
                    }
                }
                try await group.waitForAll()
            }

            #expect(meeting.provider.count(of: .document) == 1)
        }
    }

    @Test("the way out names the session and where to come back to")
    func endSession() async throws {
        try await Meeting.run { meeting in
            let address = try await meeting.client.endSessionAddress(
                idToken: "a.b.c",
                returnTo: "http://eci.localhost/",
                state: "s"
            )

            #expect(
                address == meeting.provider.issuer
                    + "/end-session?theme=plain&id_token_hint=a.b.c&client_id=parvis-test"
                    + "&post_logout_redirect_uri=http%3A%2F%2Feci.localhost%2F&state=s"
            )
        }
    }

    @Test("a provider without a way out has none")
    func noEndSession() async throws {
        try await Meeting.run(
            script: { $0.document = ["end_session_endpoint": nil] },
            { meeting in
                let address = try await meeting.client.endSessionAddress(
                    idToken: nil,
                    returnTo: "http://eci.localhost/",
                    state: "s"
                )

                #expect(address == nil)
            }
        )
    }
}
