/// What a provider says about itself (OpenID Connect Discovery §3), as far as it is used.
struct ProviderDocument: Sendable {
    let authorizationEndpoint: ProviderAddress
    let tokenEndpoint: ProviderAddress
    let keysAddress: ProviderAddress
    let userinfoEndpoint: ProviderAddress?
    let endSessionEndpoint: ProviderAddress?
    /// Whether every answer to a browser names the provider (RFC 9207 §3).
    let namesItselfInAnswers: Bool

    init(_ fields: Fields, issuer: ProviderAddress) throws(OpenIDFailure) {
        guard fields.issuer == issuer.text else { throw .issuerMismatch }
        authorizationEndpoint = try ProviderAddress(
            endpoint: fields.authorizationEndpoint,
            of: issuer
        )
        tokenEndpoint = try ProviderAddress(endpoint: fields.tokenEndpoint, of: issuer)
        keysAddress = try ProviderAddress(endpoint: fields.keysAddress, of: issuer)
        userinfoEndpoint = try Self.address(fields.userinfoEndpoint, of: issuer)
        endSessionEndpoint = try Self.address(fields.endSessionEndpoint, of: issuer)
        namesItselfInAnswers = fields.namesItselfInAnswers ?? false
    }

    private static func address(
        _ text: String?,
        of issuer: ProviderAddress
    ) throws(OpenIDFailure) -> ProviderAddress? {
        guard let text else { return nil }
        return try ProviderAddress(endpoint: text, of: issuer)
    }

    /// As it is written.
    struct Fields: Decodable {
        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let keysAddress: String
        let userinfoEndpoint: String?
        let endSessionEndpoint: String?
        let namesItselfInAnswers: Bool?

        private enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case keysAddress = "jwks_uri"
            case userinfoEndpoint = "userinfo_endpoint"
            case endSessionEndpoint = "end_session_endpoint"
            case namesItselfInAnswers = "authorization_response_iss_parameter_supported"
        }
    }
}
