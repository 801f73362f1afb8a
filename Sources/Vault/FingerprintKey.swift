private import Crypto
import FoundationEssentials
package import Kernel
import Synchronization

/// Recognises a person who signs an item twice, and says nothing else about anybody.
///
/// A fingerprint is an HMAC under a key of the item and of one section of it (a member state), which is
/// made of a random key of the item. A stolen database reveals nobody: the random key is wrapped under the
/// installation secret, and destroyed when verification has ended. (The Commission's old software kept
/// plain hashes of identity numbers: guessed in seconds.) Whoever is given a section's key, to check
/// its digests, learns nothing of another section.
package struct FingerprintKey: Sendable {
    private let key: SymmetricKey

    fileprivate init(_ key: SymmetricKey) { self.key = key }

    /// The key as an authority was given it; nil unless it has 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// For nobody but the section's authority, and sealed to it.
    package var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    package static let byteCount = 32

    /// Sixteen bytes for the digest of who signs.
    ///
    /// Among a hundred million signatures two share 128 bits with a chance of one in 10²².
    package func fingerprint(of digest: IdentityDigest) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: digest.bytes, using: key)
        return Array(code.prefix(16))
    }
}

/// The random key of an item, of which the keys of its sections are made.
package final class ItemFingerprintKey: Sendable {
    private let key: SymmetricKey
    /// What was made of it: a crowd signs in few sections, and making a key costs a tenth of a signature.
    private let sections = Mutex<[String: FingerprintKey]>([:])

    /// Throws `damaged` when the wrapped key is not this item's.
    package init(_ wrapped: [UInt8], tenant: Tenant.ID, item: Subject, vault: Vault) throws {
        key = try vault.unwrap(wrapped, purpose: .fingerprint, tenant: tenant, item: item)
    }

    /// HKDF-Expand (RFC 5869) with the section's name.
    package func key(of section: String) -> FingerprintKey {
        if let known = sections.withLock({ $0[section] }) { return known }
        let made = FingerprintKey(
            HKDF<SHA256>.expand(
                pseudoRandomKey: key,
                info: Array("parvis/fingerprint/\(section)".utf8),
                outputByteCount: FingerprintKey.byteCount
            )
        )
        sections.withLock { sections in
            if sections.count < Limits.keptSectionKeys { sections[section] = made }
        }
        return made
    }
}

/// SHA-256 over the canonical text of who signs, made by the browser or by the server.
///
/// It exists in memory only: by itself it could be guessed, so it is never stored or logged.
package struct IdentityDigest: Sendable {
    let bytes: [UInt8]

    /// Digests the canonical text.
    package init(of text: String) {
        bytes = Array(SHA256.hash(data: Array(text.utf8)))
    }

    /// Reads the 64 hexadecimal digits that a browser sends; nil for anything else.
    package init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.decode(text) else { return nil }
        self.bytes = bytes
    }

    package var hexadecimal: String { Hexadecimal.encode(bytes) }
}
