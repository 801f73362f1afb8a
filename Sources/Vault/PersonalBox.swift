import Crypto
import FoundationEssentials
package import Kernel

/// Personal data of one tenant as its tables keep it: sealed with AES-256-GCM under the tenant's key.
///
/// A stolen database tells nobody's name or address. What must be found again has a ``LookupKey``
/// beside it. A value is bound to where it belongs (`member.email`, the row's id), so that nobody
/// who can write to the database can move it to another row.
package struct PersonalBox: Sendable {
    private let key: SymmetricKey

    fileprivate init(key: SymmetricKey) { self.key = key }

    /// The bytes to keep: 28 more than the text has, and other ones each time.
    package func seal(_ text: String, for place: Place) throws -> [UInt8] {
        try seal(Array(text.utf8), for: place)
    }

    package func seal(_ bytes: [UInt8], for place: Place) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: place.bytes)
        guard let combined = box.combined else { throw VaultError.damaged }
        return Array(combined)
    }

    /// Throws `damaged` when the bytes were altered or belong to another place or tenant.
    package func open(_ sealed: [UInt8], for place: Place) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: place.bytes))
        } catch {
            throw VaultError.damaged
        }
    }

    package func openText(_ sealed: [UInt8], for place: Place) throws -> String {
        String(decoding: try open(sealed, for: place), as: UTF8.self)
    }

    /// The column and the row that a sealed value belongs to.
    package struct Place: Sendable {
        let bytes: [UInt8]

        /// `column` as `table.column`; `row` as the row's own key.
        package init(column: String, row: String) {
            bytes = Array(column.utf8) + [0] + Array(row.utf8)
        }
    }
}

/// Finds again what only its owner can tell: an address, a token, who signed in at a provider.
///
/// An HMAC under a key of the tenant and of the purpose. Without the installation secret nothing can
/// be tried against a stolen table, and the same text has other bytes at another tenant.
package struct LookupKey: Sendable {
    private let key: SymmetricKey

    fileprivate init(key: SymmetricKey) { self.key = key }

    /// Thirty-two bytes for the parts, which cannot run into each other.
    package func bytes(_ parts: String...) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        for part in parts {
            let length = UInt32(part.utf8.count)
            code.update(data: (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) })
            code.update(data: Array(part.utf8))
        }
        return Array(code.finalize())
    }
}

extension Vault {
    /// The box for what a tenant's tables keep of people.
    package func personalBox(of tenant: Tenant.ID) -> PersonalBox {
        PersonalBox(key: tenantKey(.personal, of: tenant))
    }

    /// A box that opens only for whoever brings a secret of at least 16 bytes, which the tables do not hold.
    package func personalBox(of tenant: Tenant.ID, openedWith secret: [UInt8]) -> PersonalBox {
        precondition(secret.count >= 16, "a secret that could be guessed")
        return PersonalBox(
            key: HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: secret),
                salt: key(.personal, tenant: tenant, names: ["held"])
                    .withUnsafeBytes { Array($0) },
                info: Array("parvis/held".utf8),
                outputByteCount: 32
            )
        )
    }

    /// The key under which a tenant finds one kind of text again, as in `member.email`.
    package func lookupKey(_ name: String, of tenant: Tenant.ID) -> LookupKey {
        LookupKey(key: tenantKey(.lookup, of: tenant, name))
    }
}
