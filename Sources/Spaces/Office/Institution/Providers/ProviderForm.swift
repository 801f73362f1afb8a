import Accounts
import Kernel
import Localization
import OpenID
import Web

/// What somebody types about an identity provider; its secret is never given back.
struct ProviderForm {
    let id: String
    let name: String
    let purpose: String
    let issuer: String
    let client: String
    let secret: String
    let authentication: String
    let scopes: String
    let levels: String
    let isSigned: Bool
    let position: String
    /// Of the provider as it was shown; empty for one that is added.
    let mark: String

    init() {
        id = ""
        name = ""
        purpose = IdentityProvider.Purpose.member.rawValue
        issuer = ""
        client = ""
        secret = ""
        authentication = ClientAuthentication.clientSecretPost.rawValue
        scopes = ""
        levels = ""
        isSigned = false
        position = "0"
        mark = ""
    }

    init(_ provider: IdentityProvider, mark: String) {
        let settings = provider.settings
        id = provider.id
        name = provider.name
        purpose = provider.purpose.rawValue
        issuer = settings.issuer
        client = settings.clientID
        secret = ""
        authentication = settings.authentication.rawValue
        scopes = settings.scopes.filter { $0 != "openid" }.joined(separator: " ")
        levels = settings.acrValues.joined(separator: " ")
        isSigned = settings.requiresSignedUserinfo
        position = String(provider.position)
        self.mark = mark
    }

    /// `id` is that of a provider that is changed, which keeps it.
    init(_ data: FormData, id: String?) {
        self.id = id ?? data["id"]
        name = data["name"]
        purpose = data["purpose"]
        issuer = data["issuer"]
        client = data["client"]
        secret = data["secret"]
        authentication = data["authentication"]
        scopes = data["scopes"]
        levels = data["levels"]
        isSigned = data.has("signed")
        position = data["position"]
        mark = data["mark"]
    }

    /// What is to be set; `former` keeps what no field says.
    func provider(after former: IdentityProvider?) -> IdentityProvider? {
        guard let purpose = IdentityProvider.Purpose(rawValue: purpose),
            let authentication = ClientAuthentication(rawValue: authentication)
        else { return nil }
        let words = { (text: String) in text.split(separator: " ").map(String.init) }
        var settings =
            former?.settings
            ?? ProviderSettings(issuer: issuer, clientID: client, clientSecret: secret)
        // Whoever runs the server has named that issuer, and no other.
        settings.isOfOperator = settings.isOfOperator && settings.issuer == issuer
        settings.issuer = issuer
        settings.clientID = client
        settings.clientSecret = secret
        settings.authentication = authentication
        settings.scopes = ["openid"] + words(scopes).filter { $0 != "openid" }
        settings.acrValues = words(levels)
        settings.requiresSignedUserinfo = isSigned
        return IdentityProvider(
            id: id,
            name: name,
            purpose: purpose,
            settings: settings,
            position: Int(position).map { min(max($0, 0), 99) } ?? 0
        )
    }

    /// Where in the networks behind the server a name leads, and who may use it all the same.
    static func sentence(_ found: InternalHost, _ t: Translator) -> String {
        guard found.host != found.address else {
            return t("office.provider.refused.internal", ["address": .text(found.address)])
        }
        return t(
            "office.provider.refused.internalName",
            ["host": .text(found.host), "address": .text(found.address)]
        )
    }

    /// Beside which field a refusal stands; nil for none of them.
    static func problem(
        _ refusal: Accounts.ProviderRefusal,
        _ t: Translator
    ) -> (field: String?, message: String) {
        switch refusal {
        case .invalidID: ("id", t("office.provider.refused.id"))
        case .invalidName: ("name", t("office.space.refused.title"))
        case .invalidIssuer: ("issuer", t("office.provider.refused.issuer"))
        case .internalIssuer(let found): ("issuer", sentence(found, t))
        case .tooOften: ("issuer", t("office.trial.often"))
        case .invalidClient: ("client", t("office.provider.refused.client"))
        case .missingSecret: ("secret", t("office.provider.refused.secret"))
        case .invalidScope: ("scopes", t("office.provider.refused.scopes"))
        case .tooMany:
            (
                "name",
                t("office.provider.refused.tooMany", ["most": .number(Limits.providersPerTenant)])
            )
        case .changedMeanwhile: (nil, t("office.institution.refused.changed"))
        }
    }
}
