import Kernel
import OpenID
import TestSupport
import Testing

/// Goal: whatever a provider does, a sign-in ends soon, with a failure that says whose fault it is.
@Suite("Providers in trouble")
struct TroubleTests {
    typealias Endpoint = ProviderScript.Endpoint
    typealias Trouble = ProviderScript.Trouble

    private static let endpoints: [Endpoint] = [.document, .keys, .token, .userinfo]

    @Test("out of order, moved or overloaded is out of reach", arguments: endpoints)
    func unreachable(endpoint: Endpoint) async throws {
        for trouble in [Trouble.status(500), .status(503), .status(429), .redirection] {
            try await Meeting.run(
                script: { $0.troubles = [endpoint: trouble] },
                { meeting in
                    #expect(await meeting.failure() == .providerUnreachable, "\(trouble)")
                    #expect(meeting.provider.count(of: endpoint) == 1, "\(trouble)")
                }
            )
        }
    }

    @Test("what is no OpenID Connect is not understood", arguments: endpoints)
    func garbage(endpoint: Endpoint) async throws {
        let texts = [
            "", "<html>", "[]", "null", "{\"keys\":7}", String(repeating: "[", count: 9000),
        ]
        for text in texts {
            try await Meeting.run(
                script: { $0.troubles = [endpoint: .text(text)] },
                settings: { $0.requiresSignedUserinfo = false },
                { meeting in
                    let failure = await meeting.failure()
                    #expect(
                        failure == .malformedAnswer || failure == .invalidToken(.malformed),
                        "\(text.prefix(20))"
                    )
                }
            )
        }
    }

    @Test(
        "a refusal that asks for other credentials is an answer, and nobody is asked",
        arguments: [
            "Basic realm=\"clients\"", "Bearer error=\"invalid_token\"", "Digest realm=\"a\"",
            "Negotiate", "", "Basic", "Bearer, Basic realm=\"x\"",
        ]
    )
    func challenge(field: String) async throws {
        for endpoint in [Endpoint.token, .userinfo] {
            try await Meeting.run(
                script: { $0.troubles = [endpoint: .challenge(field)] },
                settings: { $0.requiresSignedUserinfo = false },
                { meeting in
                    #expect(await meeting.failure() == .malformedAnswer)
                    #expect(meeting.provider.count(of: endpoint) == 1)
                }
            )
        }
    }

    @Test("an answer has a bound", arguments: endpoints)
    func huge(endpoint: Endpoint) async throws {
        try await Meeting.run(
            script: { $0.troubles = [endpoint: .megabytes(10)] },
            { meeting in #expect(await meeting.failure() == .malformedAnswer) }
        )
    }

    @Test("a wait has an end", arguments: endpoints)
    func slow(endpoint: Endpoint) async throws {
        try await Meeting.run(
            script: { $0.troubles = [endpoint: .silence] },
            transport: ProviderTransport(silence: .seconds(1), deadline: .seconds(60)),
            { meeting in #expect(await meeting.failure() == .providerUnreachable) }
        )
    }

    @Test("an answer that never ends does")
    func dripping() async throws {
        try await Meeting.run(
            script: { $0.troubles = [.document: .dripping] },
            transport: ProviderTransport(silence: .seconds(60), deadline: .seconds(1)),
            { meeting in #expect(await meeting.failure() == .providerUnreachable) }
        )
    }

    @Test("nobody at the address is out of reach")
    func down() async throws {
        var settings = ProviderSettings(
            issuer: "http://127.0.0.1:1",
            clientID: "a",
            clientSecret: "b"
        )
        settings.isOfOperator = true
        let nobody = try OpenIDClient(
            settings: settings,
            clock: TestClock().clock,
            random: .seeded(),
            transport: ProviderTransport()
        )

        await #expect(throws: OpenIDFailure.providerUnreachable) {
            try await nobody.begin(redirectAddress: Meeting.redirectAddress)
        }
    }

    @Test("the provider's refusal of a code is told, and the code is not tried again")
    func refusal() async throws {
        try await Meeting.run(
            script: {
                $0.troubles = [.token: .refusal("invalid_request", description: "Not like this")]
            },
            { meeting in
                guard case .refused(let error) = await meeting.failure() else {
                    Issue.record("not refused")
                    return
                }
                #expect(error.code == "invalid_request")
                #expect(error.description == "Not like this")
                #expect(meeting.provider.count(of: .token) == 1)
            }
        )
    }

    @Test("what was published stands in for a day while the provider is away")
    func standsIn() async throws {
        try await Meeting.run { meeting in
            _ = try await meeting.signIn()
            meeting.provider.play {
                $0.troubles = [.document: .status(503), .keys: .status(503)]
            }
            meeting.clock.advance(by: .seconds(7200))
            #expect(await meeting.failure() == nil)
            // Not asked again at every sign-in.
            #expect(await meeting.failure() == nil)
            #expect(meeting.provider.count(of: .document) == 2)
            meeting.clock.advance(by: .seconds(86_400))

            #expect(await meeting.failure() == .providerUnreachable)
        }
    }

    @Test("a document of somebody else is refused")
    func otherIssuer() async throws {
        for issuer in ["https://example.org", "", nil] {
            try await Meeting.run(
                script: { $0.document = ["issuer": issuer] },
                { meeting in
                    let failure = await meeting.failure()
                    #expect(failure == (issuer == nil ? .malformedAnswer : .issuerMismatch))
                }
            )
        }
    }

    @Test(
        "addresses on which others could listen are refused",
        arguments: [
            "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
            "end_session_endpoint",
        ]
    )
    func insecure(name: String) async throws {
        for address in ["http://example.org/x", "javascript:alert(1)", "file:///etc/passwd", "/x"] {
            try await Meeting.run(
                script: { $0.document = [name: address] },
                { meeting in #expect(await meeting.failure() == .insecureAddress) }
            )
        }
    }
}
