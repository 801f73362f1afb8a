import Crypto
package import Kernel

/// Seals what happened at an institution, entry by entry, so that nobody who can write to its tables can
/// change it unseen.
///
/// A seal is an HMAC over an entry and the seal before it. Without the installation secret the chain
/// cannot be made anew, and a cut one cannot be given another end.
package struct AuditKey: Sendable {
    private let key: SymmetricKey

    package init(tenant: Tenant.ID, vault: Vault) {
        key = vault.key(.audit, tenant: tenant)
    }

    /// Thirty-two bytes; before the first entry stands no seal.
    package func seal(_ content: [UInt8], after previous: [UInt8]) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        code.update(data: [1, UInt8(truncatingIfNeeded: previous.count)])
        code.update(data: previous)
        code.update(data: content)
        return Array(code.finalize())
    }

    /// Proves that a chain ends there.
    package func proof(ofEnd number: Int, seal: [UInt8]) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        let bytes = UInt64(number)
        code.update(data: [2] + (0..<8).map { UInt8(truncatingIfNeeded: bytes >> (56 - 8 * $0)) })
        code.update(data: seal)
        return Array(code.finalize())
    }
}
