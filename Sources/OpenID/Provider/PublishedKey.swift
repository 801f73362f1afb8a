import JWTKit

/// A key with which a provider signs: for ES256 or RS256, others are none of ours.
struct PublishedKey: Sendable {
    enum Material: Sendable {
        case es256(ES256PublicKey)
        case rs256(Insecure.RSA.PublicKey)
    }

    let name: String?
    let material: Material

    /// Whether it may have signed a token with this header.
    func fits(_ header: TokenHeader) -> Bool {
        guard header.keyName == nil || header.keyName == name else { return false }
        switch (material, header.algorithm) {
        case (.es256, .es256), (.rs256, .rs256): return true
        default: return false
        }
    }

    /// Checks the signature, and nothing else, of a token.
    func verified(_ token: String) async throws(OpenIDFailure) -> TokenClaims {
        let keys = JWTKeyCollection()
        switch material {
        case .es256(let key): await keys.add(ecdsa: key)
        case .rs256(let key): await keys.add(rsa: key, digestAlgorithm: .sha256)
        }
        do {
            return try await keys.verify(token, as: TokenClaims.self)
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw .invalidToken(.malformed)
        } catch {
            throw .invalidToken(.signature)
        }
    }
}

extension PublishedKey {
    /// Nil for a key for encryption, of another kind, or that is none.
    init?(_ fields: Fields) {
        guard fields.use == nil || fields.use == "sig" else { return nil }
        switch (fields.type, fields.algorithm ?? "") {
        case ("EC", "ES256"), ("EC", ""):
            guard fields.curve == "P-256", let x = fields.x, let y = fields.y,
                let key = try? ES256PublicKey(parameters: (x, y))
            else { return nil }
            material = .es256(key)
        case ("RSA", "RS256"), ("RSA", ""):
            guard let modulus = fields.modulus, let exponent = fields.exponent,
                let key = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            else { return nil }
            material = .rs256(key)
        default:
            return nil
        }
        name = fields.name
    }

    /// As it is written (RFC 7517).
    struct Fields: Decodable {
        let type: String
        let name: String?
        let use: String?
        let algorithm: String?
        let curve: String?
        let x: String?
        let y: String?
        let modulus: String?
        let exponent: String?

        private enum CodingKeys: String, CodingKey {
            case type = "kty"
            case name = "kid"
            case use
            case algorithm = "alg"
            case curve = "crv"
            case x
            case y
            case modulus = "n"
            case exponent = "e"
        }
    }

    /// All keys of a provider; one that cannot be read does not hide the others.
    struct KeySet: Decodable {
        let keys: [PublishedKey]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            keys = try container.decode([Entry].self, forKey: .keys)
                .compactMap { $0.fields.flatMap { PublishedKey($0) } }
        }

        private struct Entry: Decodable {
            let fields: Fields?

            init(from decoder: any Decoder) throws { fields = try? Fields(from: decoder) }
        }

        private enum CodingKeys: String, CodingKey {
            case keys
        }
    }
}
