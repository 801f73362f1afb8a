import Kernel
import TestSupport
import Testing

@testable import Vault

/// Goal: an authority knows that a delivery comes from the collection, whole and unaltered.
///
/// Method: signatures of two tenants of one installation; pieces of files against a published hash.
@Suite("Seals of deliveries")
struct DeliverySignerTests {
    private let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
    private let message = Array("manifest".utf8)

    @Test("a signature is valid for its message and its signer")
    func valid() throws {
        let signer = try DeliverySigner(tenant: .eci, vault: vault)

        let signature = try signer.signature(of: message)

        #expect(signature.count == 64)
        #expect(isValid(signature, message, signer.publicKey))
        #expect(isValid(try signer.signature(of: []), [], signer.publicKey))
    }

    @Test("another message, an altered signature or another key is not")
    func invalid() throws {
        let signer = try DeliverySigner(tenant: .eci, vault: vault)
        let other = try DeliverySigner(tenant: .other, vault: vault)
        let signature = try signer.signature(of: message)

        #expect(!isValid(signature, message + [0], signer.publicKey))
        #expect(!isValid(signature, message, other.publicKey))
        #expect(!isValid(try other.signature(of: message), message, signer.publicKey))
        for position in signature.indices {
            var altered = signature
            altered[position] ^= 1
            #expect(!isValid(altered, message, signer.publicKey))
        }
    }

    @Test("what is no key or no signature is not valid, and does no harm")
    func garbage() throws {
        let signer = try DeliverySigner(tenant: .eci, vault: vault)
        let signature = try signer.signature(of: message)

        #expect(!isValid([], message, signer.publicKey))
        #expect(!isValid(signature + [0], message, signer.publicKey))
        #expect(!isValid(signature, message, []))
        #expect(!isValid(signature, message, Array(repeating: 0, count: 33)))
    }

    @Test("a tenant keeps its key for ever, and no other tenant or installation has it")
    func stable() throws {
        let again = try DeliverySigner(tenant: .eci, vault: vault)
        let tenant = try DeliverySigner(tenant: .other, vault: vault)
        let installation = try DeliverySigner(
            tenant: .eci,
            vault: Vault(secret: Array(repeating: 8, count: 32), random: .seeded())
        )

        let key = try DeliverySigner(tenant: .eci, vault: vault).publicKey

        #expect(again.publicKey == key)
        #expect(Set([key, tenant.publicKey, installation.publicKey]).count == 3)
    }

    @Test("a file hashed in pieces has the hash of the whole")
    func runningHash() {
        var (pieces, nothing) = (RunningHash(), RunningHash())

        for piece in ["", "a", "bc"] { pieces.update(Array(piece.utf8)) }
        nothing.update([])

        #expect(
            pieces.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            nothing.hexadecimal
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    private func isValid(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
        DeliverySigner.isValid(signature: signature, of: message, publicKey: key)
    }
}
