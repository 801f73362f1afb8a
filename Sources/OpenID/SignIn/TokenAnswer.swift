/// What a provider gives for a code (OpenID Connect Core §3.1.3.3).
struct TokenAnswer: Sendable, Decodable {
    let accessToken: String
    let idToken: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        accessToken = try container.decode(String.self, forKey: .accessToken)
        idToken = try container.decode(String.self, forKey: .idToken)
        let type = try container.decode(String.self, forKey: .tokenType)
        // It becomes a field of a request: one word of visible characters (RFC 6750 §2.1).
        guard type.lowercased() == "bearer",
            accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .tokenType,
                in: container,
                debugDescription: "not a bearer token"
            )
        }
    }

    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case idToken = "id_token"
        case tokenType = "token_type"
    }

    /// What it says instead (RFC 6749 §5.2).
    struct Refusal: Decodable {
        let error: ProviderError?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let description = try? container.decode(String.self, forKey: .description)
            error = ProviderError(
                code: try container.decode(String.self, forKey: .code),
                description: description ?? ""
            )
        }

        private enum CodingKeys: String, CodingKey {
            case code = "error"
            case description = "error_description"
        }
    }
}
