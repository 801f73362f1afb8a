import Kernel
import Storage
import Vault

/// The provider's token on its way back to the provider, which ends its session only for whoever brings
/// it (OpenID Connect RP-Initiated Logout 1.0; FranceConnect demands it).
///
/// A token says who somebody is, and may be longer than all cookies together may be. So the table keeps it,
/// and the key to it is kept by the browser alone: neither a stolen database nor the installation's secret
/// opens it.
extension Accounts {
    /// Keeps a token; gives what the browser has to keep.
    ///
    /// What it kept before is forgotten.
    func keepFarewell(
        _ idToken: String,
        to provider: String,
        replacing old: String?,
        in scope: Scope
    ) async throws -> String {
        let key = random.bytes(32)
        let hash = farewellHash(key, of: scope.tenant)
        let sealed = try vault.personalBox(of: scope.tenant, openedWith: key)
            .seal(idToken, for: .farewell(hash))
        let expiresAt = scope.now.adding(.milliseconds(Limits.farewellMilliseconds))
        let oldHash = old.flatMap(Self.tokenBits).map { farewellHash($0, of: scope.tenant) }
        try await database.write(in: scope) { transaction in
            if let oldHash { try FarewellStore.remove(oldHash, in: &transaction) }
            try FarewellStore.insert(
                hash,
                provider: provider,
                token: sealed,
                expiresAt: expiresAt,
                in: &transaction
            )
        }
        return Base32.encode(key)
    }

    /// Gives the token back; nil for a cookie that is not ours, or another provider's.
    ///
    /// It stays until ``forgetFarewell(_:in:)``: a provider that does not answer now can be left later.
    func farewell(
        _ cookie: String?,
        to provider: String,
        in scope: Scope
    ) async throws -> String? {
        guard let key = cookie.flatMap(Self.tokenBits) else { return nil }
        let hash = farewellHash(key, of: scope.tenant)
        let sealed = try await database.read(in: scope) { transaction in
            try FarewellStore.find(hash, provider: provider, in: &transaction)
        }
        return try sealed.map { sealed in
            try vault.personalBox(of: scope.tenant, openedWith: key)
                .openText(sealed, for: .farewell(hash))
        }
    }

    /// Forgets a token, once the browser is on its way with it.
    func forgetFarewell(_ cookie: String?, in scope: Scope) async throws {
        guard let key = cookie.flatMap(Self.tokenBits) else { return }
        let hash = farewellHash(key, of: scope.tenant)
        try await database.write(in: scope) { transaction in
            try FarewellStore.remove(hash, in: &transaction)
        }
    }

    private func farewellHash(_ key: [UInt8], of tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("farewell", of: tenant).bytes(Base32.encode(key))
    }

    /// What a browser takes along to the end of its session at a provider, to be known on its return.
    struct Parting: Codable {
        let provider: String
        let state: String
        /// In which the reader left.
        let language: String
    }

    func sealed(_ parting: Parting, at tenant: Tenant.ID) throws -> String {
        try sealedCookie(parting, for: .parting, at: tenant)
    }

    /// Nil for a cookie that is not ours, or belongs to another departure.
    func parting(_ cookie: String?, state: String, at tenant: Tenant.ID) -> Parting? {
        let parting: Parting? = opened(cookie, for: .parting, at: tenant)
        return parting.flatMap { $0.state == state ? $0 : nil }
    }
}

extension PersonalBox.Place {
    fileprivate static let parting = Self(column: "cookie.parting", row: "")

    fileprivate static func farewell(_ hash: [UInt8]) -> Self {
        Self(column: "farewell.token", row: Base32.encode(hash))
    }
}
