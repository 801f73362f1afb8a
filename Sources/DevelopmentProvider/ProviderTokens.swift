import Crypto
import FoundationEssentials
import JWTKit
import Kernel
import OpenID

/// Signs what the provider says, with a key that is made when the program starts.
struct ProviderTokens: Sendable {
    private let key = ES256PrivateKey()
    private let keyName: String

    init(random: Random) {
        keyName = Base64URL.encode(random.bytes(9))
    }

    func idToken(for grant: Grant, at now: Instant) async throws -> String {
        var claims = claims(of: grant, at: now)
        claims.nonce = grant.question.nonce
        claims.acr = DevelopmentProvider.assurance
        return try await sign(claims)
    }

    func userinfo(for grant: Grant, at now: Instant) async throws -> String {
        var claims = claims(of: grant, at: now)
        claims.identity = grant.citizen.claims(for: grant.question.scopes, at: now)
        return try await sign(claims)
    }

    /// Whether that is a token of ours, over or not: who signs out may have signed in long ago.
    func knows(_ token: String) async -> Bool {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key.publicKey, kid: JWKIdentifier(string: keyName))
        return (try? await keys.verify(token, as: TokenClaims.self)) != nil
    }

    /// The public half, as a set of keys is published (RFC 7517).
    func published() throws -> String {
        let coordinates = key.parameters.flatMap { pair -> [String: String]? in
            guard let x = Data(base64Encoded: pair.x), let y = Data(base64Encoded: pair.y) else {
                return nil
            }
            return ["x": Base64URL.encode(x), "y": Base64URL.encode(y)]
        }
        let rest = ["kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": keyName]
        let fields = rest.merging(coordinates ?? [:]) { first, _ in first }
        return String(decoding: try JSONEncoder().encode(["keys": [fields]]), as: UTF8.self)
    }

    private func claims(of grant: Grant, at now: Instant) -> TokenClaims {
        let seconds = Double(now.milliseconds / 1000)
        var claims = TokenClaims()
        claims.issuer = grant.issuer
        claims.audience = Audience([DevelopmentProvider.clientID])
        claims.subject = Self.subject(of: grant)
        claims.issuedAt = seconds
        claims.expires = seconds + 60
        return claims
    }

    /// Another name for every institution, and the same after a restart.
    ///
    /// There is nothing to keep secret: nobody is behind it.
    private static func subject(of grant: Grant) -> String {
        let host = grant.issuer.split(separator: "/").dropFirst().first?.prefix { $0 != ":" } ?? ""
        let text = [String(host), DevelopmentProvider.clientID, grant.citizen.id]
            .joined(separator: "\n")
        return Base64URL.encode(SHA256.hash(data: Array(text.utf8))) + "v1"
    }

    private func sign(_ claims: TokenClaims) async throws -> String {
        let keys = JWTKeyCollection()
        let name = JWKIdentifier(string: keyName)
        await keys.add(ecdsa: key, kid: name)
        return try await keys.sign(claims, kid: name)
    }
}
