import FoundationEssentials
import Kernel

extension OpenIDClient {
    /// Reads what the provider made the browser say, without asking the provider anything that costs.
    package func code(
        in query: [(name: String, value: String)],
        for attempt: SignInAttempt
    ) async throws(OpenIDFailure) -> AuthorizationCode {
        let document = try await provider.document(at: clock.now)
        let code = try AuthorizationAnswer(query).code(
            for: attempt,
            settings: settings,
            namesProvider: document.namesItselfInAnswers,
            now: clock.now
        )
        return AuthorizationCode(text: code, attempt: attempt)
    }

    /// Ends a sign-in: the code is exchanged, once.
    ///
    /// Whoever fails begins anew; note before that the departure has been used.
    package func finish(
        _ code: consuming AuthorizationCode,
        redirectAddress: String,
        noting progress: SignInProgress? = nil
    ) async throws(OpenIDFailure) -> ProvenIdentity {
        let document = try await provider.document(at: clock.now)
        let attempt = code.attempt
        let tokens = try await exchange(
            code.text,
            attempt,
            redirectAddress,
            at: document.tokenEndpoint
        )
        progress?.pass(.exchange)
        let claims = try await provider.verified(tokens.idToken, at: clock.now)
        let rules = TokenRules(settings: settings, now: clock.now)
        let subject = try rules.checkIDToken(claims, nonce: attempt.nonce)
        progress?.pass(.token)
        var identity = claims.identity
        if settings.asksForClaims, let endpoint = document.userinfoEndpoint {
            let userinfo = try await userinfo(tokens.accessToken, of: subject, at: endpoint)
            identity = userinfo.identity.completed(by: identity)
        }
        progress?.pass(.claims)
        return ProvenIdentity(
            issuer: settings.issuer,
            subject: subject,
            acr: claims.acr,
            claims: identity,
            idToken: tokens.idToken
        )
    }

    /// Asks the provider for what it publishes, and for nothing else.
    package func checkPublished(noting progress: SignInProgress) async throws(OpenIDFailure) {
        _ = try await provider.document(at: clock.now)
        progress.pass(.document)
        try await provider.checkKeys(at: clock.now)
        progress.pass(.keys)
    }

    private func exchange(
        _ code: String,
        _ attempt: SignInAttempt,
        _ redirectAddress: String,
        at endpoint: ProviderAddress
    ) async throws(OpenIDFailure) -> TokenAnswer {
        var pairs: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirectAddress),
            ("code_verifier", attempt.codeVerifier),
        ]
        var request = ProviderRequest(address: endpoint)
        switch settings.authentication {
        case .clientSecretPost:
            pairs.append(("client_id", settings.clientID))
            pairs.append(("client_secret", settings.clientSecret))
        case .clientSecretBasic:
            let words = [settings.clientID, settings.clientSecret].map(QueryText.encode)
            let credentials = Data(words.joined(separator: ":").utf8)
            request.authorization = "Basic " + credentials.base64EncodedString()
        }
        request.form = QueryText.encode(pairs)
        let answer = try await transport.answer(to: request)
        try answer.checkReached()
        guard answer.status == 200 else {
            let fields = try? JSONDecoder().decode(TokenAnswer.Refusal.self, from: answer.body)
            guard let error = fields?.error else { throw .malformedAnswer }
            throw .refused(error)
        }
        return try answer.decoded(as: TokenAnswer.self)
    }

    private func userinfo(
        _ accessToken: String,
        of subject: String,
        at endpoint: ProviderAddress
    ) async throws(OpenIDFailure) -> TokenClaims {
        var request = ProviderRequest(address: endpoint)
        request.authorization = "Bearer " + accessToken
        request.accepted = "application/jwt, application/json;q=0.9"
        let answer = try await transport.answer(to: request)
        try answer.checkReached()
        let rules = TokenRules(settings: settings, now: clock.now)
        guard answer.mediaType == "application/jwt" else {
            guard !settings.requiresSignedUserinfo else { throw .invalidToken(.unsigned) }
            let claims = try answer.decoded(as: TokenClaims.self)
            try rules.checkSubject(of: claims, is: subject)
            return claims
        }
        guard answer.status == 200, let token = String(validating: answer.body, as: UTF8.self)
        else {
            throw .malformedAnswer
        }
        let claims = try await provider.verified(token, at: clock.now)
        try rules.checkSignedUserinfo(claims, subject: subject)
        return claims
    }
}
