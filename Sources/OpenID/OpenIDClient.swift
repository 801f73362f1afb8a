import Crypto
package import Kernel

/// Signs people in at one identity provider: authorization code with PKCE, nothing else.
///
/// Keep it as long as its settings stay: it remembers what the provider publishes
/// (``OpenIDClients`` does that).
package struct OpenIDClient: Sendable {
    package let settings: ProviderSettings
    let clock: Clock
    let transport: ProviderTransport
    let provider: Provider
    private let random: Random

    /// Throws `insecureAddress` for an issuer that could be listened to.
    package init(
        settings: ProviderSettings,
        clock: Clock,
        random: Random,
        transport: ProviderTransport
    ) throws(OpenIDFailure) {
        self.settings = settings
        self.clock = clock
        self.random = random
        self.transport = transport
        provider = Provider(
            issuer: try ProviderAddress(
                issuer: settings.issuer,
                mayBeInside: settings.isOfOperator
            ),
            transport: transport,
            clock: clock
        )
    }

    /// Begins a sign-in.
    package func begin(
        redirectAddress: String,
        uiLocales: [LanguageTag] = []
    ) async throws(OpenIDFailure) -> Departure {
        let now = clock.now
        let document = try await provider.document(at: now)
        let attempt = SignInAttempt(
            state: secret(),
            nonce: secret(),
            codeVerifier: secret(),
            issuer: settings.issuer,
            startedAt: now
        )
        var pairs: [(name: String, value: String)] = [
            ("response_type", "code"),
            ("client_id", settings.clientID),
            ("redirect_uri", redirectAddress),
            ("scope", settings.scopeText),
            ("state", attempt.state),
            ("nonce", attempt.nonce),
            ("code_challenge", Self.challenge(attempt.codeVerifier)),
            ("code_challenge_method", "S256"),
        ]
        if !settings.acrValues.isEmpty {
            pairs.append(("acr_values", settings.acrValues.joined(separator: " ")))
        }
        if !uiLocales.isEmpty {
            pairs.append(("ui_locales", uiLocales.map(\.text).joined(separator: " ")))
        }
        return Departure(
            address: Self.address(document.authorizationEndpoint, with: pairs),
            attempt: attempt
        )
    }

    /// Where the browser ends its session at the provider too; nil when the provider has no such
    /// place.
    package func endSessionAddress(
        idToken: String?,
        returnTo: String,
        state: String
    ) async throws(OpenIDFailure) -> String? {
        guard let endpoint = try await provider.document(at: clock.now).endSessionEndpoint else {
            return nil
        }
        var pairs: [(name: String, value: String)] = [
            ("client_id", settings.clientID),
            ("post_logout_redirect_uri", returnTo),
            ("state", state),
        ]
        if let idToken { pairs.insert(("id_token_hint", idToken), at: 0) }
        return Self.address(endpoint, with: pairs)
    }

    /// Thirty-two random bytes in 43 characters: enough for any provider, and for RFC 7636.
    private func secret() -> String { Base64URL.encode(random.bytes(32)) }

    private static func challenge(_ verifier: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
    }

    private static func address(
        _ endpoint: ProviderAddress,
        with pairs: [(name: String, value: String)]
    ) -> String {
        let sign = endpoint.text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return endpoint.text + sign + QueryText.encode(pairs)
    }
}
