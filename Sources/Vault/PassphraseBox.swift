import Crypto
import CryptoExtras
package import FoundationEssentials
package import Kernel

/// A secret under a passphrase, for a file that somebody carries home.
///
/// scrypt with N = 2¹⁷ and r = 8 (OWASP's recommendation of 2023) makes each guess cost 128 MiB and
/// a third of a second; AES-256-GCM tells a wrong passphrase.
package struct PassphraseBox: Sendable, Codable {
    package let scryptN: Int
    package let salt: Data
    package let box: Data

    private static let rounds = 1 << 17
    /// A file could ask for more memory than there is.
    private static let roundsAllowed = 1 << 14...1 << 20

    /// `rounds` is scrypt's N, a power of two; fewer only for a passphrase that is no secret.
    package init(
        sealing secret: [UInt8],
        passphrase: String,
        rounds: Int? = nil,
        random: Random
    ) throws {
        scryptN = rounds ?? Self.rounds
        guard Self.isAllowed(scryptN) else { throw VaultError.unknownForm }
        salt = Data(random.bytes(16))
        let key = try Self.key(passphrase, salt: salt, rounds: scryptN)
        guard let combined = try AES.GCM.seal(secret, using: key).combined else {
            throw VaultError.damaged
        }
        box = combined
    }

    /// Throws `wrongPassphrase`, or `unknownForm` for parameters out of bounds.
    package func open(passphrase: String) throws -> [UInt8] {
        guard Self.isAllowed(scryptN), salt.count == 16 else { throw VaultError.unknownForm }
        let key = try Self.key(passphrase, salt: salt, rounds: scryptN)
        guard let sealed = try? AES.GCM.SealedBox(combined: box) else { throw VaultError.damaged }
        do {
            return Array(try AES.GCM.open(sealed, using: key))
        } catch {
            throw VaultError.wrongPassphrase
        }
    }

    private static func isAllowed(_ rounds: Int) -> Bool {
        roundsAllowed.contains(rounds) && rounds & (rounds - 1) == 0
    }

    private static func key(
        _ passphrase: String,
        salt: Data,
        rounds: Int
    ) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(passphrase.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: rounds,
            blockSize: 8,
            parallelism: 1
        )
    }
}
