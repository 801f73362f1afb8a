/// What the provider publishes about itself (OpenID Connect Discovery §3).
struct ProviderDescription: Encodable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let userinfoEndpoint: String
    let keysAddress: String
    let endSessionEndpoint: String
    let responseTypes = ["code"]
    let subjectTypes = ["pairwise"]
    let signatures = ["ES256"]
    let authentications = ["client_secret_post"]
    let challengeMethods = ["S256"]
    let assurances = [DevelopmentProvider.assurance]
    let scopes = [
        "openid", "profile", "given_name", "family_name", "birthdate", "email", "address",
        "nationalities",
    ]
    let namesItselfInAnswers = true

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case userinfoEndpoint = "userinfo_endpoint"
        case keysAddress = "jwks_uri"
        case endSessionEndpoint = "end_session_endpoint"
        case responseTypes = "response_types_supported"
        case subjectTypes = "subject_types_supported"
        case signatures = "id_token_signing_alg_values_supported"
        case authentications = "token_endpoint_auth_methods_supported"
        case challengeMethods = "code_challenge_methods_supported"
        case assurances = "acr_values_supported"
        case scopes = "scopes_supported"
        case namesItselfInAnswers = "authorization_response_iss_parameter_supported"
    }
}
