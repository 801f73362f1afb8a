import FoundationEssentials
import Kernel
import Vault

/// The provider's token on its way back to the provider, sealed in the browser's hands.
extension Accounts {
    private struct Farewell: Codable {
        let provider: String
        let idToken: String
    }

    func sealedFarewell(
        _ provider: String,
        _ idToken: String,
        at tenant: Tenant.ID
    ) throws -> String {
        let json = Array(try JSONEncoder().encode(Farewell(provider: provider, idToken: idToken)))
        return Base32.encode(try box(tenant).seal(json, for: .farewell))
    }

    /// Nil for a cookie that is not ours, or another provider's.
    func farewell(_ cookie: String?, to provider: String, at tenant: Tenant.ID) -> String? {
        guard let cookie, cookie.utf8.count <= 4000, let sealed = Base32.decode(cookie),
            let json = try? box(tenant).open(sealed, for: .farewell),
            let farewell = try? JSONDecoder().decode(Farewell.self, from: Data(json)),
            farewell.provider == provider
        else { return nil }
        return farewell.idToken
    }
}

extension PersonalBox.Place {
    fileprivate static let farewell = Self(column: "cookie.farewell", row: "")
}
