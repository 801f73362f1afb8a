import FoundationEssentials
import Kernel

/// What a token says about its signature, before anything of it is believed.
struct TokenHeader: Sendable {
    enum Algorithm: String, Sendable {
        case es256 = "ES256"
        case rs256 = "RS256"
    }

    let algorithm: Algorithm
    let keyName: String?

    init(of token: String) throws(OpenIDFailure) {
        let parts = token.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        guard token.utf8.count <= Limits.providerTokenBytes, parts.count == 3,
            let json = Base64URL.decode(Substring(parts[0])),
            let fields = try? JSONDecoder().decode(Fields.self, from: json)
        else { throw .invalidToken(.malformed) }
        // Extensions that must be understood are not (RFC 7515 §4.1.11).
        guard !fields.isCritical else { throw .invalidToken(.malformed) }
        guard let algorithm = Algorithm(rawValue: fields.algorithm) else {
            throw .invalidToken(.algorithm)
        }
        self.algorithm = algorithm
        keyName = fields.keyName
    }

    private struct Fields: Decodable {
        let algorithm: String
        let keyName: String?
        let isCritical: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            algorithm = try container.decode(String.self, forKey: .algorithm)
            keyName = try container.decodeIfPresent(String.self, forKey: .keyName)
            isCritical = container.contains(.critical)
        }

        private enum CodingKeys: String, CodingKey {
            case algorithm = "alg"
            case keyName = "kid"
            case critical = "crit"
        }
    }
}
