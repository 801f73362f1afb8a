import CryptoExtras
import FoundationEssentials
import JWTKit
import OpenID

/// The keys of a scripted provider, and every wrong way to sign with them.
struct ProviderKeys: Sendable {
    private let right = ES256PrivateKey()
    private let stranger = ES256PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey

    /// Made once: an RSA key takes its time.
    static let made = Result { try ProviderKeys() }

    private init() throws {
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    func sign(_ claims: TokenClaims, as script: ProviderScript) async throws -> String {
        let keys = JWTKeyCollection()
        switch script.signing {
        case .es256, .tampered: await keys.add(ecdsa: right)
        case .rs256:
            await keys.add(rsa: try Insecure.RSA.PrivateKey(backing: rsa), digestAlgorithm: .sha256)
        case .stranger: await keys.add(ecdsa: stranger)
        case .nothing: await keys.addUnsecuredNone()
        case .publicKeyAsSecret:
            let secret = HMACKey(from: right.publicKey.pemRepresentation)
            await keys.add(hmac: secret, digestAlgorithm: .sha256)
        }
        let name = script.keyName.map { JWKIdentifier(string: $0) }
        let token = try await keys.sign(claims, kid: name)
        guard case .tampered = script.signing else { return token }
        var parts = token.split(separator: ".").map(String.init)
        let json = #"{"iss":"","sub":"somebody-else"}"#
        parts[1] = Base64URL.encode(json.utf8)
        return parts.joined(separator: ".")
    }

    /// As the provider publishes them.
    func published(by script: ProviderScript) throws -> String {
        var fields: [String: String] = ["use": "sig"]
        fields["kid"] = script.publishedKeyName
        if case .rs256 = script.signing {
            let numbers = try rsa.publicKey.getKeyPrimitives()
            fields["kty"] = "RSA"
            fields["n"] = Base64URL.encode(numbers.modulus)
            fields["e"] = Base64URL.encode(numbers.publicExponent)
        } else {
            fields["kty"] = "EC"
            fields["crv"] = "P-256"
            fields["alg"] = "ES256"
            fields["x"] = right.parameters.map { Self.urlSafe($0.x) }
            fields["y"] = right.parameters.map { Self.urlSafe($0.y) }
        }
        let key = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
        return "{\"keys\":[" + (script.otherKeys + [key]).joined(separator: ",") + "]}"
    }

    private static func urlSafe(_ text: String) -> String {
        text.filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
    }
}
