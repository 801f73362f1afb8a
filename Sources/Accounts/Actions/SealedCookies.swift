import FoundationEssentials
import Kernel
import Vault

/// What a browser carries to a provider and back, sealed: nothing is stored meanwhile.
extension Accounts {
    func sealedCookie(
        _ value: some Encodable,
        for place: PersonalBox.Place,
        at tenant: Tenant.ID
    ) throws -> String {
        let json = Array(try JSONEncoder().encode(value))
        return Base32.encode(try box(tenant).seal(json, for: place))
    }

    /// Nil for a cookie that is not ours.
    func opened<Value: Decodable>(
        _ cookie: String?,
        for place: PersonalBox.Place,
        at tenant: Tenant.ID
    ) -> Value? {
        guard let cookie, cookie.utf8.count <= Limits.cookieBytes,
            let sealed = Base32.decode(cookie),
            let json = try? box(tenant).open(sealed, for: place)
        else { return nil }
        return try? JSONDecoder().decode(Value.self, from: Data(json))
    }
}
