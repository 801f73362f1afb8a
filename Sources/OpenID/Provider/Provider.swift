import Kernel

/// A provider as it publishes itself: its document and its keys.
struct Provider: Sendable {
    let issuer: ProviderAddress
    private let documents: Published<ProviderDocument>
    private let keySets: Published<[PublishedKey]>

    init(issuer: ProviderAddress, transport: ProviderTransport, clock: Clock) {
        self.issuer = issuer
        let documents = Published { () -> Result<ProviderDocument, OpenIDFailure> in
            await Self.result { () throws(OpenIDFailure) in
                let request = ProviderRequest(address: try issuer.discovery)
                let answer = try await transport.answer(to: request)
                let fields = try answer.decoded(as: ProviderDocument.Fields.self)
                return try ProviderDocument(fields, issuer: issuer)
            }
        }
        self.documents = documents
        keySets = Published {
            await Self.result { () throws(OpenIDFailure) in
                let document = try await documents.current(at: clock.now).value
                let request = ProviderRequest(address: document.keysAddress)
                let answer = try await transport.answer(to: request)
                let keys = try answer.decoded(as: PublishedKey.KeySet.self).keys
                guard !keys.isEmpty, keys.count <= Limits.providerKeys else {
                    throw .malformedAnswer
                }
                return keys
            }
        }
    }

    func document(at now: Instant) async throws(OpenIDFailure) -> ProviderDocument {
        try await documents.current(at: now).value
    }

    /// Throws when there are no keys to check a token by.
    func checkKeys(at now: Instant) async throws(OpenIDFailure) {
        _ = try await keySets.current(at: now)
    }

    /// A token's claims, once its signature is this provider's.
    ///
    /// An unknown key may be a new one: the keys are asked for once more.
    func verified(_ token: String, at now: Instant) async throws(OpenIDFailure) -> TokenClaims {
        let header = try TokenHeader(of: token)
        let kept = try await keySets.current(at: now)
        if let key = try Self.key(for: header, in: kept.value) {
            return try await key.verified(token)
        }
        guard let newer = try await keySets.newer(than: kept, at: now),
            let key = try Self.key(for: header, in: newer.value)
        else { throw .invalidToken(.unknownKey) }
        return try await key.verified(token)
    }

    /// A token without a key's name may only stand beside a single key (RFC 7515 §4.1.4).
    private static func key(
        for header: TokenHeader,
        in keys: [PublishedKey]
    ) throws(OpenIDFailure) -> PublishedKey? {
        let fitting = keys.filter { $0.fits(header) }
        guard header.keyName != nil || fitting.count <= 1 else { throw .invalidToken(.unknownKey) }
        return fitting.first
    }

    private static func result<Value: Sendable>(
        _ body: () async throws(OpenIDFailure) -> Value
    ) async -> Result<Value, OpenIDFailure> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
