import Crypto
import CryptoExtras
package import Kernel

/// Makes receipts and reads them back.
///
/// A receipt is one block: the sequence number of an entry and 64 random bits that were stored
/// with it, permuted with AES-256 under a key of the item. It looks random, carries no time, and
/// nobody can make one or learn a neighbour from it; the server finds its entry by the sequence
/// number and compares the random bits, so no table needs an index of receipts.
package struct ReceiptKey: Sendable {
    private let key: SymmetricKey
    private let nonceKey: SymmetricKey

    package init(tenant: Tenant.ID, item: Subject, vault: Vault) {
        key = vault.key(.receipt, tenant: tenant, item: item)
        nonceKey = vault.key(.nonce, tenant: tenant, item: item)
    }

    /// The sixty-four bits of an entry, from what only its sender has.
    ///
    /// The same form sent again gives the same bits, and so the same receipt; whoever lacks the form's
    /// own random bits can neither guess nor test them, also with the name and number of the person, and
    /// the stored bits tell nothing of them.
    ///
    /// - Parameters:
    ///   - attempt: Random bits that the form keeps while it is sent again.
    ///   - fingerprint: Who signs, in sixteen bytes.
    ///   - content: What else makes it the same form, where the server can read it.
    package func nonce(
        attempt: [UInt8],
        fingerprint: [UInt8],
        content: [UInt8]
    ) -> [UInt8] {
        precondition(attempt.count == 16 && fingerprint.count == 16)
        let code = HMAC<SHA256>.authenticationCode(
            for: attempt + fingerprint + content,
            using: nonceKey
        )
        return Array(code.prefix(8))
    }

    /// Twenty-six characters of base 32.
    package func receipt(sequence: Int, nonce: [UInt8]) throws -> String {
        var block = Self.bytes(of: UInt64(sequence)) + nonce
        try AES.permute(&block, key: key)
        return Base32.encode(block)
    }

    /// Nil for a text that is no receipt at all; whether it was issued is for the entry to say.
    package func read(_ receipt: some StringProtocol) -> (sequence: Int, nonce: [UInt8])? {
        guard receipt.utf8.count <= 64, var block = Base32.decode(receipt), block.count == 16
        else { return nil }
        do {
            try AES.inversePermute(&block, key: key)
        } catch {
            return nil
        }
        let number = block.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard let sequence = Int(exactly: number), sequence > 0 else { return nil }
        return (sequence, Array(block.suffix(8)))
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }
}
