import Crypto
import Testing

@testable import Vault

/// Goal: a key that gives no secret is known by its bytes, however it is written, and no other is.
///
/// Method: a real exchange with each point and each of its spellings; points next to them; fresh keys.
@Suite("Keys that give no secret")
struct SmallOrderTests {
    @Test("each of them gives nothing in a real exchange, with and without the highest bit")
    func giveNothing() {
        #expect(SmallOrderPoints.all.count == 7)
        for point in SmallOrderPoints.all {
            for highest in [0x00, 0x80] as [UInt8] {
                let key = Array(point.dropLast()) + [point[31] | highest]

                #expect(!Self.givesASecret(key))
                #expect(SmallOrderPoints.contains(key))
            }
        }
    }

    @Test(
        "of the numbers around zero and the prime, those that give nothing are known and no others"
    )
    func neighbours() {
        let zeros = [UInt8](repeating: 0, count: 31)
        let ones = [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        for lowest in UInt8.min...UInt8.max {
            for key in [[lowest] + zeros, [lowest] + ones] {
                #expect(SmallOrderPoints.contains(key) == !Self.givesASecret(key), "\(lowest)")
            }
        }
    }

    @Test("a key that somebody made is none of them, and a sealed statement has such a key")
    func honest() throws {
        for _ in 0..<100 {
            let key = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
            #expect(!SmallOrderPoints.contains(key))
        }
        let context = SealingContext(
            tenant: "eci",
            subject: "1/initiative/x",
            state: "be",
            form: "1"
        )
        let authority = try #require(AuthorityPrivateKey().publicKey)
        let sealed = try authority.seal(Array("twenty characters…".utf8), for: context)
        #expect(!sealed.hasWeakKey)
        #expect(sealed.plaintextBytes == 20)

        for point in SmallOrderPoints.all {
            let bytes = sealed.bytes[..<9] + point + sealed.bytes[41...]
            #expect(try #require(SealedStatement(bytes: Array(bytes))).hasWeakKey)
        }
    }

    private static func givesASecret(_ bytes: [UInt8]) -> Bool {
        let probe = Curve25519.KeyAgreement.PrivateKey()
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
            let secret = try? probe.sharedSecretFromKeyAgreement(with: key)
        else { return false }
        return secret.withUnsafeBytes { $0.contains { $0 != 0 } }
    }
}
