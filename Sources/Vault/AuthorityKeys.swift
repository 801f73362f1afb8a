import Crypto
import FoundationEssentials

/// The public key of a member state's authority: what statements are sealed to.
package struct AuthorityPublicKey: Sendable, Hashable {
    package let bytes: [UInt8]
    package let id: AuthorityKeyID

    /// Nil when the bytes are no X25519 key, or one of the few points that give no secret.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32,
            (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)) != nil,
            Self.givesASecret(bytes)
        else { return nil }
        self.bytes = bytes
        id = AuthorityKeyID(publicKey: bytes)
    }

    /// A key that was checked when it was registered.
    package init(registered bytes: [UInt8]) {
        self.bytes = bytes
        id = AuthorityKeyID(publicKey: bytes)
    }

    /// Seals a statement in memory, for browsers that cannot.
    package func seal(_ plaintext: [UInt8], for context: SealingContext) throws -> SealedStatement {
        let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
        var sender = try HPKE.Sender(
            recipientKey: key,
            ciphersuite: .statement,
            info: Data(SealingContext.info)
        )
        let ciphertext = try sender.seal(plaintext, authenticating: context.associatedData)
        return SealedStatement(
            keyID: id,
            encapsulated: sender.encapsulatedKey,
            ciphertext: ciphertext
        )
    }

    /// Points of small order make the shared secret zero; the exchange then throws.
    private static func givesASecret(_ bytes: [UInt8]) -> Bool {
        let probe = Curve25519.KeyAgreement.PrivateKey()
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
            let secret = try? probe.sharedSecretFromKeyAgreement(with: key)
        else { return false }
        return secret.withUnsafeBytes { $0.contains { $0 != 0 } }
    }
}

/// The private key of an authority.
///
/// It is made and used offline and never reaches the server.
package struct AuthorityPrivateKey: Sendable {
    private let key: Curve25519.KeyAgreement.PrivateKey

    /// A new key pair from the system's generator.
    package init() {
        key = Curve25519.KeyAgreement.PrivateKey()
    }

    /// Throws `damaged` when the bytes are no key.
    package init(bytes: [UInt8]) throws {
        do {
            key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        } catch {
            throw VaultError.damaged
        }
    }

    package var bytes: [UInt8] { Array(key.rawRepresentation) }

    package var publicKey: AuthorityPublicKey? {
        AuthorityPublicKey(bytes: Array(key.publicKey.rawRepresentation))
    }

    /// Throws `damaged` when the statement was altered or belongs to another key or context.
    package func open(_ sealed: SealedStatement, for context: SealingContext) throws -> [UInt8] {
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key,
                ciphersuite: .statement,
                info: Data(SealingContext.info),
                encapsulatedKey: sealed.encapsulated
            )
            return Array(
                try recipient.open(sealed.ciphertext, authenticating: context.associatedData)
            )
        } catch {
            throw VaultError.damaged
        }
    }
}

extension HPKE.Ciphersuite {
    /// Suite 1 of ``SealedStatement``.
    fileprivate static let statement = HPKE.Ciphersuite(
        kem: .Curve25519_HKDF_SHA256,
        kdf: .HKDF_SHA256,
        aead: .AES_GCM_256
    )
}
