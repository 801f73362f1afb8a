import Crypto
import FoundationEssentials
package import Kernel

/// Signs the manifests of deliveries, so that an authority knows who sent them.
package struct DeliverySigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    package init(tenant: Tenant.ID, vault: Vault) throws {
        let seed = vault.key(.delivery, tenant: tenant).withUnsafeBytes { Array($0) }
        key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    }

    /// What authorities are told once, by another way, to check later deliveries against.
    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// An Ed25519 signature (RFC 8032).
    package func signature(of message: [UInt8]) throws -> [UInt8] {
        Array(try key.signature(for: message))
    }

    package static func isValid(
        signature: [UInt8],
        of message: [UInt8],
        publicKey: [UInt8]
    ) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}

/// SHA-256 of a long file, a piece at a time.
package struct RunningHash: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) {
        hash.update(data: bytes)
    }

    package var hexadecimal: String { Hexadecimal.encode(hash.finalize()) }
}
