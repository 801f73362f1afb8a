/// What an institution agreed with an identity provider.
///
/// It holds the client's secret: whoever keeps it in a table seals it first, and its description
/// tells the issuer alone.
package struct ProviderSettings: Sendable, Hashable, Codable {
    /// The address that names the provider, exactly as its tokens name it.
    package var issuer: String
    package var clientID: String
    package var clientSecret: String
    package var authentication: ClientAuthentication
    /// What is asked for; `openid` is always among it.
    package var scopes: [String]
    /// The levels of assurance that are accepted, the weakest first; empty when none is asked for.
    ///
    /// A level of a known scale (``AssuranceScale``) accepts every higher one too.
    package var acrValues: [String]
    /// Whether claims must come as a signed token, as FranceConnect sends them.
    package var requiresSignedUserinfo: Bool
    /// How far the provider's clock may be from ours.
    package var leewaySeconds: Int
    /// What an older program has written lacks it.
    private var isNamedByOperator: Bool?

    package init(
        issuer: String,
        clientID: String,
        clientSecret: String,
        authentication: ClientAuthentication = .clientSecretPost,
        scopes: [String] = ["openid"],
        acrValues: [String] = [],
        requiresSignedUserinfo: Bool = false,
        leewaySeconds: Int = 60
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.authentication = authentication
        self.scopes = scopes
        self.acrValues = acrValues
        self.requiresSignedUserinfo = requiresSignedUserinfo
        self.leewaySeconds = leewaySeconds
    }

    /// Whether whoever runs the server has named the issuer, and not the staff of an institution: then it may
    /// stand in a network behind the server, and what it publishes is asked for wherever its names lead.
    package var isOfOperator: Bool {
        get { isNamedByOperator ?? false }
        set { isNamedByOperator = newValue ? true : nil }
    }

    /// Throws `insecureAddress` for an issuer that no sign-in could begin with.
    package func check() throws(OpenIDFailure) {
        _ = try ProviderAddress(issuer: issuer)
    }

    /// The scopes as they are sent.
    var scopeText: String {
        (["openid"] + scopes.filter { $0 != "openid" }).joined(separator: " ")
    }

    /// Whether anything but the bare identity is asked for.
    var asksForClaims: Bool { scopes.contains { $0 != "openid" } }

    /// Between 0 and 5 minutes, whatever was stored.
    var leeway: Duration { .seconds(min(max(leewaySeconds, 0), 300)) }
}

extension ProviderSettings: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "ProviderSettings(\(issuer))" }
    package var debugDescription: String { description }
}
