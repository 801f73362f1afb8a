package import Accounts
package import DevelopmentProvider
import Localization
package import Web

extension IdentityProvider {
    /// The fictitious citizens of development, as members and as nobody in particular.
    package static func development(
        _ provider: DevelopmentProvider,
        for visitor: VisitorContext
    ) -> [IdentityProvider] {
        guard let settings = provider.settings(host: visitor.visit.host) else { return [] }
        let name = visitor.t("accounts.provider.development")
        return [
            IdentityProvider(id: "development", name: name, purpose: .member, settings: settings),
            IdentityProvider(
                id: "development-anonymous",
                name: name,
                purpose: .anonymous,
                settings: settings
            ),
        ]
    }
}
