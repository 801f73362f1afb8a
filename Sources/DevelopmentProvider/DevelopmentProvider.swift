package import Kernel
import Markup
package import OpenID
package import Web

/// An identity provider inside the program, for trying it out: its citizens do not exist.
///
/// It is mounted in development only, answers on `*.localhost` only, and keeps nothing but in
/// memory. It holds its clients to the rules of FranceConnect.
package struct DevelopmentProvider: Sendable {
    static let clientID = "parvis"
    static let assurance = "eidas1"
    private static let place = "/development/provider"

    let pages: PageBuilder
    let random: Random
    let clientSecret: String
    let tokens: ProviderTokens
    /// FranceConnect's codes live for 30 seconds, its access tokens for 60.
    let codes = ShortLived<Grant>(lifetime: .seconds(30))
    let accessTokens = ShortLived<Grant>(lifetime: .seconds(60))

    package init(pages: PageBuilder, random: Random) {
        self.pages = pages
        self.random = random
        clientSecret = Base64URL.encode(random.bytes(32))
        tokens = ProviderTokens(random: random)
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        let place = Self.place
        routes.get(place + "/.well-known/openid-configuration") { try document($1) }
        routes.get(place + "/authorization") { try choose($1) }
        routes.post(place + "/authorization") { try await decide($0, $1) }
        routes.post(place + "/token") { try await exchange($0, $1) }
        routes.get(place + "/userinfo") { try await describe($0, $1) }
        routes.get(place + "/keys") { try publish($1) }
        routes.get(place + "/end-session") { try await leave($1) }
    }

    /// What the site at this host has to know as a client; nil on a host that is not local.
    ///
    /// The secret is a new one after every start: ask for it when it is needed, keep it nowhere.
    package func settings(host: String) -> ProviderSettings? {
        guard !Visit.isSecure(host: host) else { return nil }
        var settings = ProviderSettings(
            issuer: Visit.absolute(Self.place, host: host),
            clientID: Self.clientID,
            clientSecret: clientSecret,
            authentication: .clientSecretPost,
            scopes: ["openid", "profile", "email", "address", "nationalities"],
            acrValues: [Self.assurance],
            requiresSignedUserinfo: true
        )
        // The server itself brings it.
        settings.isOfOperator = true
        return settings
    }

    static func issuer(_ visit: Visit) -> String { visit.absolute(place) }

    /// Where the provider's own page of choice stands.
    static var authorizationPath: Path { Path("development", "provider", "authorization") }

    /// Elsewhere than on this machine it is not there, whatever the program was told.
    func check(_ visitor: VisitorContext) throws(PageError) {
        guard !visitor.visit.isSecure else { throw .notFound }
    }
}
