package import OpenID

/// What a scripted provider does; every default is right, so that a test says only what is wrong.
package struct ProviderScript: Sendable {
    package enum Endpoint: String, Sendable, Hashable {
        case document
        case keys
        case token
        case userinfo
    }

    /// What an endpoint does instead of its work.
    package enum Trouble: Sendable {
        case status(Int)
        /// Another address, where a right answer waits.
        case redirection
        case text(String)
        case megabytes(Int)
        /// Says nothing for three seconds.
        case silence
        /// A byte now and then, for three seconds.
        case dripping
        /// Not authorised (401), with this in the field that says how to be.
        case challenge(String)
        /// An error as OAuth writes it.
        case refusal(String, description: String)
    }

    /// How tokens are signed.
    package enum Signing: Sendable, CaseIterable {
        case es256
        case rs256
        /// By a key that is not published, under the name of one that is.
        case stranger
        /// `alg: none`.
        case nothing
        /// HS256 with the published key as its secret.
        case publicKeyAsSecret
        /// Right, and then one letter of the claims is changed.
        case tampered
    }

    package var signing = Signing.es256
    /// What tokens call their key; nil for nothing.
    package var keyName: String? = "first"
    /// What the published key is called.
    package var publishedKeyName: String? = "first"
    /// Keys that are published beside it, as JSON.
    package var otherKeys: [String] = []
    /// Fields of the document that are not as they should be; nil leaves one out.
    package var document: [String: String?] = [:]
    /// Whether it promises to name itself to browsers.
    package var namesItselfInAnswers = false
    package var troubles: [Endpoint: Trouble] = [:]
    package var isUserinfoSigned = true
    /// How userinfo is signed when it is not as other tokens.
    package var userinfoSigning: Signing?
    package var changeToken: @Sendable (inout TokenClaims) -> Void = { _ in }
    package var changeUserinfo: @Sendable (inout TokenClaims) -> Void = { _ in }

    /// What happens elsewhere while it is asked for userinfo.
    package var meanwhile: @Sendable () async throws -> Void = {}

    package init() {}
}
