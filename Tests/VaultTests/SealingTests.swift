import Testing

@testable import Vault

/// Goal: a sealed statement opens for its authority, subject, state and form, and for nobody else.
///
/// Method: fresh keys; every part of a statement and of its context is changed in turn.
@Suite("Sealing")
struct SealingTests {
    private let text = Array("Ada Lovelace, 10 December 1815".utf8)
    private let context = SealingContext(
        tenant: "eci",
        subject: "1/initiative/2026-01",
        state: "be",
        form: "1"
    )

    @Test("the authority reads what was sealed to it")
    func opens() throws {
        let key = AuthorityPrivateKey()
        let publicKey = try #require(key.publicKey)

        let sealed = try publicKey.seal(text, for: context)

        #expect(try key.open(sealed, for: context) == text)
        #expect(sealed.keyID == publicKey.id)
        #expect(!contains(sealed.bytes, Array("Ada".utf8)))
    }

    @Test("another key does not open it")
    func otherKey() throws {
        let sealed = try #require(AuthorityPrivateKey().publicKey).seal(text, for: context)

        #expect(throws: VaultError.damaged) {
            try AuthorityPrivateKey().open(sealed, for: context)
        }
    }

    @Test(
        "another tenant, subject, state or form does not open it",
        arguments: [
            SealingContext(
                tenant: "other",
                subject: "1/initiative/2026-01",
                state: "be",
                form: "1"
            ),
            SealingContext(tenant: "eci", subject: "2/initiative/2026-01", state: "be", form: "1"),
            SealingContext(tenant: "eci", subject: "1/petition/2026-01", state: "be", form: "1"),
            SealingContext(tenant: "eci", subject: "1/initiative/2026-02", state: "be", form: "1"),
            SealingContext(tenant: "eci", subject: "1/initiative/2026-01", state: "fr", form: "1"),
            SealingContext(tenant: "eci", subject: "1/initiative/2026-01", state: "be", form: "2"),
            SealingContext(tenant: "", subject: "", state: "", form: ""),
        ]
    )
    func otherContext(other: SealingContext) throws {
        let key = AuthorityPrivateKey()
        let sealed = try #require(key.publicKey).seal(text, for: context)

        #expect(throws: VaultError.damaged) { try key.open(sealed, for: other) }
    }

    @Test("no byte behind the key's name can be altered, and none cut off or added")
    func altered() throws {
        let key = AuthorityPrivateKey()
        let sealed = try #require(key.publicKey).seal(text, for: context)

        for position in 9..<sealed.bytes.count {
            var bytes = sealed.bytes
            bytes[position] ^= 0x40
            let altered = try #require(SealedStatement(bytes: bytes))
            #expect(throws: VaultError.damaged, "\(position)") {
                try key.open(altered, for: context)
            }
        }
        for bytes in [Array(sealed.bytes.dropLast()), sealed.bytes + [0]] {
            let altered = try #require(SealedStatement(bytes: bytes))
            #expect(throws: VaultError.damaged) { try key.open(altered, for: context) }
        }
    }

    @Test("the same statement sealed twice looks different")
    func fresh() throws {
        let key = try #require(AuthorityPrivateKey().publicKey)

        let (first, second) = (try key.seal(text, for: context), try key.seal(text, for: context))

        #expect(first.bytes.count == second.bytes.count)
        #expect(first.bytes.dropFirst(9) != second.bytes.dropFirst(9))
        #expect(first.ciphertext != second.ciphertext)
    }

    @Test("what is too short, or of another suite, is no sealed statement")
    func shapes() throws {
        let sealed = try #require(AuthorityPrivateKey().publicKey).seal([1], for: context)

        #expect(SealedStatement(bytes: sealed.bytes) == sealed)
        #expect(SealedStatement(bytes: Array(sealed.bytes.dropLast())) == nil)
        #expect(SealedStatement(bytes: []) == nil)
        for suite in UInt8.min ... .max where suite != 1 {
            #expect(SealedStatement(bytes: [suite] + sealed.bytes.dropFirst()) == nil)
        }
    }

    @Test("a key is named by the beginning of its hash")
    func keyID() throws {
        let (first, second) = (AuthorityPrivateKey(), AuthorityPrivateKey())
        let publicKey = try #require(first.publicKey)

        #expect(publicKey.id.bytes.count == 8)
        #expect(AuthorityPublicKey(bytes: publicKey.bytes)?.id == publicKey.id)
        #expect(second.publicKey?.id != publicKey.id)
        #expect(publicKey.id.description.utf8.count == 16)
    }

    @Test("a private key can be written down and read again; anything else is refused")
    func privateKey() throws {
        let key = AuthorityPrivateKey()

        #expect(try AuthorityPrivateKey(bytes: key.bytes).publicKey == key.publicKey)
        for bytes in [[], key.bytes.dropLast(), key.bytes + [0]] as [[UInt8]] {
            #expect(throws: VaultError.damaged) { try AuthorityPrivateKey(bytes: bytes) }
        }
    }

    /// The points of <https://cr.yp.to/ecdh.html#validate>, little end first.
    private static let smallOrder: [String] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]

    @Test("a public key that gives everybody the same secret is refused", arguments: smallOrder)
    func smallOrderKey(text: String) throws {
        let bytes = try #require(IdentityDigest(hexadecimal: text)).bytes
        var highBit = bytes
        highBit[31] ^= 0x80

        #expect(AuthorityPublicKey(bytes: bytes) == nil)
        #expect(AuthorityPublicKey(bytes: highBit) == nil)
    }

    @Test("a public key of another length is refused", arguments: [0, 31, 33, 64])
    func length(count: Int) {
        #expect(AuthorityPublicKey(bytes: Array(repeating: 9, count: count)) == nil)
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.firstRange(of: part) != nil
    }
}
