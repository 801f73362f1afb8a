import Crypto
import FoundationEssentials
package import Kernel

/// The keys of an installation: everything secret on the server comes from here.
///
/// One installation secret, kept outside the database; from it, with HKDF and a label, a key for
/// each purpose, tenant and subject. Keys that must be destructible are random instead, and kept
/// wrapped: see ``wrap(_:purpose:tenant:item:)``.
package struct Vault: Sendable {
    private let secret: SymmetricKey
    private let random: Random
    private let tenantKeys = TenantKeys()

    /// The secret must have at least 32 bytes.
    package init(secret: [UInt8], random: Random) {
        precondition(secret.count >= Self.secretBytes, "the installation secret is too short")
        self.secret = SymmetricKey(data: secret)
        self.random = random
    }

    package static let secretBytes = 32

    /// The key for one purpose of one thing in a tenant.
    func key(_ purpose: Purpose, tenant: Tenant.ID, item: Subject) -> SymmetricKey {
        key(
            purpose,
            tenant: tenant,
            names: [item.space.description, item.kind.name, item.id]
        )
    }

    /// The key for one purpose of a tenant, and of what is named in it.
    ///
    /// Names cannot run into each other: each is preceded by its length.
    func key(_ purpose: Purpose, tenant: Tenant.ID?, names: [String] = []) -> SymmetricKey {
        let all = [purpose.rawValue, tenant?.text ?? ""] + names
        let info = all.flatMap { name in [UInt8(name.utf8.count)] + Array(name.utf8) }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret,
            salt: Array("parvis/v1".utf8),
            info: info,
            outputByteCount: 32
        )
    }

    /// The same for what is needed with every request: its name has no part that a request chooses.
    func tenantKey(_ purpose: Purpose, of tenant: Tenant.ID, _ name: String = "") -> SymmetricKey {
        tenantKeys.key("\(purpose.rawValue)/\(tenant.text)/\(name)") {
            key(purpose, tenant: tenant, names: name.isEmpty ? [] : [name])
        }
    }

    /// A new random key for an item, and the form in which the database keeps it.
    package func makeItemKey(
        _ purpose: Purpose,
        tenant: Tenant.ID,
        item: Subject
    ) throws -> [UInt8] {
        try wrap(random.bytes(32), purpose: purpose, tenant: tenant, item: item)
    }

    /// What destroys a wrapped key is forgetting these bytes: nothing can make them again.
    private func wrap(
        _ key: [UInt8],
        purpose: Purpose,
        tenant: Tenant.ID,
        item: Subject
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            key,
            using: self.key(.wrapping, tenant: tenant, item: item),
            authenticating: Array(purpose.rawValue.utf8)
        )
        guard let combined = box.combined else { throw VaultError.damaged }
        return Array(combined)
    }

    /// Throws `damaged` when the bytes belong to another tenant, item, purpose or installation.
    func unwrap(
        _ wrapped: [UInt8],
        purpose: Purpose,
        tenant: Tenant.ID,
        item: Subject
    ) throws -> SymmetricKey {
        do {
            let box = try AES.GCM.SealedBox(combined: wrapped)
            let bytes = try AES.GCM.open(
                box,
                using: key(.wrapping, tenant: tenant, item: item),
                authenticating: Array(purpose.rawValue.utf8)
            )
            return SymmetricKey(data: bytes)
        } catch {
            throw VaultError.damaged
        }
    }

    /// Sixteen bytes by which a database knows the installation secret, and which tell nothing of it.
    package var mark: [UInt8] {
        key(.mark, tenant: nil).withUnsafeBytes { Array($0.prefix(16)) }
    }

    /// The key by which a database knows that a transaction may see the tenant that it names.
    package var sightKey: [UInt8] {
        key(.sight, tenant: nil).withUnsafeBytes { Array($0) }
    }

    /// What a key is for.
    package enum Purpose: String, Sendable {
        case mark
        case wrapping
        case fingerprint
        case receipt
        case nonce
        case delivery
        case personal
        case lookup
        case sight
        case price
        case audit
    }
}

/// Why the vault does not give what it was asked for.
package enum VaultError: Error, Equatable {
    /// The bytes were altered, cut, or belong to another key.
    case damaged
    /// The passphrase does not open this file.
    case wrongPassphrase
    /// A suite or form that this program does not know.
    case unknownForm
}
