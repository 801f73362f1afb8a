import OpenID
import TestSupport
import Testing

/// Goal: a token with anything wrong in it signs nobody in, and the failure says what is wrong.
@Suite("Tokens that cannot be believed")
struct TokenTests {
    @Test(
        "only the provider's own ES256 and RS256 signatures count",
        arguments: [
            (ProviderScript.Signing.stranger, TokenFault.signature),
            (.tampered, .signature),
            (.nothing, .algorithm),
            (.publicKeyAsSecret, .algorithm),
        ]
    )
    func signatures(signing: ProviderScript.Signing, fault: TokenFault) async throws {
        try await Meeting.run(
            script: { $0.signing = signing },
            { meeting in
                #expect(await meeting.failure() == .invalidToken(fault))
                #expect(meeting.provider.count(of: .userinfo) == 0)
            }
        )
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let failure: OpenIDFailure
        let change: @Sendable (inout TokenClaims) -> Void

        init(
            _ name: String,
            _ failure: OpenIDFailure,
            _ change: @escaping @Sendable (inout TokenClaims) -> Void
        ) {
            testDescription = name
            self.failure = failure
            self.change = change
        }
    }

    @Test(
        "every claim of an ID token counts",
        arguments: [
            Case("another issuer", .invalidToken(.issuer)) { $0.issuer = "https://example.org" },
            Case("no issuer", .invalidToken(.issuer)) { $0.issuer = nil },
            Case("no audience", .invalidToken(.audienceMissing)) { $0.audience = nil },
            Case("an empty audience", .invalidToken(.audienceMissing)) {
                $0.audience = Audience([])
            },
            Case("another audience", .invalidToken(.audienceOther)) {
                $0.audience = Audience(["another-client"])
            },
            Case("several audiences, made for nobody", .invalidToken(.audienceOther)) {
                $0.audience = Audience([ScriptedProvider.clientID, "another-client"])
            },
            Case("several audiences, made for another", .invalidToken(.audienceOther)) {
                $0.audience = Audience([ScriptedProvider.clientID, "another-client"])
                $0.authorizedParty = "another-client"
            },
            Case("one audience, made for another", .invalidToken(.audienceOther)) {
                $0.authorizedParty = "another-client"
            },
            Case("expired beyond the leeway", .invalidToken(.expired)) {
                $0.expires = ($0.issuedAt ?? 0) - 61
            },
            Case("without an end", .invalidToken(.malformed)) { $0.expires = nil },
            Case("without a beginning", .invalidToken(.malformed)) { $0.issuedAt = nil },
            Case("made in the future", .invalidToken(.issuedInFuture)) {
                $0.issuedAt = ($0.issuedAt ?? 0) + 62
            },
            Case("valid only later", .invalidToken(.issuedInFuture)) {
                $0.notBefore = ($0.issuedAt ?? 0) + 62
            },
            Case("beyond all numbers", .invalidToken(.issuedInFuture)) { $0.issuedAt = 1e300 },
            Case("another nonce", .invalidToken(.nonce)) { $0.nonce = "another" },
            Case("no nonce", .invalidToken(.nonce)) { $0.nonce = nil },
            Case("no assurance", .weakAssurance) { $0.acr = nil },
            Case("an unknown assurance", .weakAssurance) { $0.acr = "eidas0" },
            Case("no person", .invalidToken(.malformed)) { $0.subject = nil },
            Case("an empty person", .invalidToken(.malformed)) { $0.subject = "" },
            Case("an endless person", .invalidToken(.malformed)) {
                $0.subject = String(repeating: "a", count: 256)
            },
            Case("a person beyond ASCII", .invalidToken(.malformed)) { $0.subject = "ada\u{301}" },
        ]
    )
    func claims(wrong: Case) async throws {
        try await Meeting.run(
            script: { $0.changeToken = wrong.change },
            { meeting in
                #expect(await meeting.failure() == wrong.failure)
                #expect(meeting.provider.count(of: .userinfo) == 0)
            }
        )
    }

    @Test(
        "every claim of signed userinfo counts",
        arguments: [
            Case("another person", .subjectMismatch) { $0.subject = "somebody-else" },
            Case("no person", .invalidToken(.malformed)) { $0.subject = nil },
            Case("another issuer", .invalidToken(.issuer)) { $0.issuer = "https://example.org" },
            Case("nobody as audience", .invalidToken(.audienceMissing)) {
                $0.audience = Audience([])
            },
            Case("another audience", .invalidToken(.audienceOther)) {
                $0.audience = Audience(["another-client"])
            },
            Case("another party and no audience", .invalidToken(.audienceMissing)) {
                $0.audience = nil
                $0.authorizedParty = "another-client"
            },
            Case("no issuer and another audience", .invalidToken(.audienceOther)) {
                $0.issuer = nil
                $0.audience = Audience(["another-client"])
            },
            Case("no audience and another issuer", .invalidToken(.issuer)) {
                $0.issuer = "https://example.org"
                $0.audience = nil
            },
            Case("neither, and another person", .subjectMismatch) {
                $0.issuer = nil
                $0.audience = nil
                $0.subject = "somebody-else"
            },
            Case("expired", .invalidToken(.expired)) { $0.expires = ($0.issuedAt ?? 0) - 61 },
        ]
    )
    func userinfo(wrong: Case) async throws {
        try await Meeting.run(
            script: { $0.changeUserinfo = wrong.change },
            { meeting in #expect(await meeting.failure() == wrong.failure) }
        )
    }

    @Test(
        "signed userinfo may leave out by whom and for whom it was made, as LemonLDAP does",
        arguments: [
            Case("no audience", .malformedAnswer) { $0.audience = nil },
            Case("no issuer", .malformedAnswer) { $0.issuer = nil },
            Case("neither", .malformedAnswer) {
                $0.issuer = nil
                $0.audience = nil
                $0.issuedAt = nil
                $0.expires = nil
            },
        ]
    )
    func sparse(right: Case) async throws {
        try await Meeting.run(
            script: { $0.changeUserinfo = right.change },
            { meeting in #expect(await meeting.failure() == nil) }
        )
    }

    @Test("signed userinfo without issuer and audience still needs the provider's own signature")
    func sparseForged() async throws {
        try await Meeting.run(
            script: {
                $0.changeUserinfo = {
                    $0.issuer = nil
                    $0.audience = nil
                }
                $0.userinfoSigning = .stranger
            },
            { meeting in #expect(await meeting.failure() == .invalidToken(.signature)) }
        )
    }

    @Test("plain userinfo about another person is refused too")
    func plainOther() async throws {
        try await Meeting.run(
            script: {
                $0.isUserinfoSigned = false
                $0.changeUserinfo = { $0.subject = "somebody-else" }
            },
            settings: { $0.requiresSignedUserinfo = false },
            { meeting in #expect(await meeting.failure() == .subjectMismatch) }
        )
    }

    @Test("userinfo without a signature is refused where one is required")
    func unsigned() async throws {
        try await Meeting.run(
            script: { $0.isUserinfoSigned = false },
            { meeting in #expect(await meeting.failure() == .invalidToken(.unsigned)) }
        )
    }

    @Test(
        "clocks may differ by the leeway, and a stronger assurance is enough",
        arguments: [
            Case("ahead", .malformedAnswer) { $0.issuedAt = ($0.issuedAt ?? 0) + 59 },
            Case("behind", .malformedAnswer) { $0.expires = ($0.issuedAt ?? 0) - 59 },
            Case("stronger", .malformedAnswer) { $0.acr = "eidas3" },
            Case("several audiences, made for us", .malformedAnswer) {
                $0.audience = Audience(["another-client", ScriptedProvider.clientID])
                $0.authorizedParty = ScriptedProvider.clientID
            },
        ]
    )
    func accepted(right: Case) async throws {
        try await Meeting.run(
            script: { $0.changeToken = right.change },
            { meeting in #expect(await meeting.failure() == nil) }
        )
    }

    @Test(
        "what is no token is no fault of ours",
        arguments: ["", "a", "a.b", "..", "eyJhbGciOiJFUzI1NiJ9..", "{}.{}.{}", "a.b.c.d"]
    )
    func garbage(token: String) async throws {
        let answer =
            #"{"access_token":"a","token_type":"Bearer","id_token":""# + token + #""}"#
        try await Meeting.run(
            script: { $0.troubles = [.token: .text(answer)] },
            { meeting in
                let failure = await meeting.failure()

                #expect(
                    failure == .invalidToken(.malformed) || failure == .invalidToken(.unknownKey)
                        || failure == .invalidToken(.signature)
                )
            }
        )
    }

    @Test("a header that demands to be understood is not believed, nor one with absurd numbers")
    func critical() async throws {
        // {"alg":"ES256","kid":"first","crit":["b64"]} and {"alg":"ES256","kid":"first","x":1e300}
        let headers = [
            "eyJhbGciOiJFUzI1NiIsImtpZCI6ImZpcnN0IiwiY3JpdCI6WyJiNjQiXX0",
            "eyJhbGciOiJFUzI1NiIsImtpZCI6ImZpcnN0IiwieCI6MWUzMDB9",
        ]
        let faults: [TokenFault] = [.malformed, .signature]
        for (header, fault) in zip(headers, faults) {
            let answer =
                #"{"access_token":"a","token_type":"Bearer","id_token":""# + header
                + #".e30.e30"}"#
            try await Meeting.run(
                script: { $0.troubles = [.token: .text(answer)] },
                { meeting in #expect(await meeting.failure() == .invalidToken(fault)) }
            )
        }
    }
}
