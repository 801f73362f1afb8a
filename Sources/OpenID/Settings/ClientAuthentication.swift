/// How a client proves itself when it exchanges a code (OpenID Connect Core §9).
package enum ClientAuthentication: String, Sendable, Hashable, Codable, CaseIterable {
    /// The secret stands in the form: FranceConnect's way.
    case clientSecretPost = "client_secret_post"
    /// The secret stands in the `Authorization` field.
    case clientSecretBasic = "client_secret_basic"
}
