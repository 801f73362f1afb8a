package import JWTKit
import Kernel

/// What a token or an answer of a provider claims: about itself, and about a person.
///
/// Nothing in it is checked yet: ``TokenRules`` does that.
package struct TokenClaims: Sendable, JWTPayload {
    package var issuer: String?
    package var subject: String?
    package var audience: Audience?
    package var authorizedParty: String?
    /// Seconds since 1970, whole or not.
    package var expires: Double?
    package var issuedAt: Double?
    package var notBefore: Double?
    package var nonce: String?
    package var acr: String?
    package var identity = IdentityClaims()

    package init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
        subject = try container.decodeIfPresent(String.self, forKey: .subject)
        audience = try container.decodeIfPresent(Audience.self, forKey: .audience)
        authorizedParty = try container.decodeIfPresent(String.self, forKey: .authorizedParty)
        expires = try container.decodeIfPresent(Double.self, forKey: .expires)
        issuedAt = try container.decodeIfPresent(Double.self, forKey: .issuedAt)
        notBefore = try container.decodeIfPresent(Double.self, forKey: .notBefore)
        nonce = try container.decodeIfPresent(String.self, forKey: .nonce)
        acr = try container.decodeIfPresent(String.self, forKey: .acr)
        identity = try IdentityClaims(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encodeIfPresent(issuer, forKey: .issuer)
        try container.encodeIfPresent(subject, forKey: .subject)
        try container.encodeIfPresent(audience, forKey: .audience)
        try container.encodeIfPresent(authorizedParty, forKey: .authorizedParty)
        try container.encodeIfPresent(expires, forKey: .expires)
        try container.encodeIfPresent(issuedAt, forKey: .issuedAt)
        try container.encodeIfPresent(notBefore, forKey: .notBefore)
        try container.encodeIfPresent(nonce, forKey: .nonce)
        try container.encodeIfPresent(acr, forKey: .acr)
        try identity.encode(to: encoder)
    }

    /// Every rule needs to know more than the token: ``TokenRules`` has them.
    package func verify(using algorithm: some JWTAlgorithm) async throws {}

    private enum Name: String, CodingKey {
        case issuer = "iss"
        case subject = "sub"
        case audience = "aud"
        case authorizedParty = "azp"
        case expires = "exp"
        case issuedAt = "iat"
        case notBefore = "nbf"
        case nonce
        case acr
    }
}

extension TokenClaims: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "TokenClaims" }
    package var debugDescription: String { description }
}
