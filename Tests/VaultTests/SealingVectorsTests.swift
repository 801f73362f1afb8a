import FoundationEssentials
import Kernel
import Testing

@testable import Vault

/// Goal: what browsers seal, authorities open; and what was altered, nobody takes for whole.
///
/// Method: statements sealed by a program that shares nothing with ours (`generate_sealing.py`).
/// `Public/js/seal.js` makes the same bytes in `Tests/Browser`.
@Suite("Sealed statements of the vectors")
struct SealingVectorsTests {
    @Test("each opens with its authority's key, in its context")
    func opens() throws {
        for vector in try SealingVectors.read() {
            let opened = try vector.key().open(vector.statement(), for: vector.context.sealing)

            #expect(opened == Array(vector.plaintext.utf8), "\(vector.name)")
        }
    }

    @Test("each is taken apart where it was put together")
    func parts() throws {
        for vector in try SealingVectors.read() {
            let statement = try vector.statement()
            let publicKey = try #require(vector.key().publicKey)

            #expect(statement.keyID == publicKey.id, "\(vector.name)")
            #expect(statement.keyID.description == vector.recipient.id)
            #expect(Hexadecimal.encode(publicKey.bytes) == vector.recipient.public)
            #expect(Hexadecimal.encode(Array(statement.encapsulated)) == vector.encapsulated)
            #expect(Hexadecimal.encode(Array(statement.ciphertext)) == vector.ciphertext)
        }
    }

    @Test("another tenant, subject, state or form does not open it")
    func otherContext() throws {
        for vector in try SealingVectors.read() {
            let (key, statement) = (try vector.key(), try vector.statement())

            for context in vector.context.others {
                #expect(throws: VaultError.damaged, "\(vector.name), \(context)") {
                    try key.open(statement, for: context)
                }
            }
        }
    }

    @Test("a bit changed in the encapsulated key or in the ciphertext does not open")
    func altered() throws {
        for vector in try SealingVectors.read() {
            let (key, whole) = (try vector.key(), try vector.statement())

            for position in [9, 40, 41, whole.bytes.count - 17, whole.bytes.count - 1] {
                var bytes = whole.bytes
                bytes[position] ^= 1
                let statement = try #require(SealedStatement(bytes: bytes))
                #expect(throws: VaultError.damaged, "\(vector.name), byte \(position)") {
                    try key.open(statement, for: vector.context.sealing)
                }
            }
        }
    }

    @Test("a truncated or lengthened statement does not open")
    func cut() throws {
        for vector in try SealingVectors.read() {
            let (key, whole) = (try vector.key(), try vector.statement().bytes)
            let others = [Array(whole.dropLast()), Array(whole.dropLast(16)), whole + [0]]

            for bytes in others {
                let statement = try #require(SealedStatement(bytes: bytes))
                #expect(throws: VaultError.damaged, "\(vector.name), \(bytes.count) bytes") {
                    try key.open(statement, for: vector.context.sealing)
                }
            }
        }
    }

    @Test("another authority's key does not open it")
    func otherKey() throws {
        let stranger = AuthorityPrivateKey()
        for vector in try SealingVectors.read() {
            let statement = try vector.statement()

            #expect(throws: VaultError.damaged, "\(vector.name)") {
                try stranger.open(statement, for: vector.context.sealing)
            }
        }
    }

    @Test("a suite that does not exist, and what is too short to hold anything, are refused")
    func unknown() throws {
        let whole = try #require(try SealingVectors.read().first).statement()

        #expect(SealedStatement(bytes: [2] + whole.bytes.dropFirst()) == nil)
        #expect(SealedStatement(bytes: Array(whole.bytes.prefix(57))) == nil)
        #expect(SealedStatement(bytes: []) == nil)
    }
}

/// The vectors, read where they lie in the repository.
private struct SealingVectors: Decodable {
    struct Vector: Decodable {
        struct Recipient: Decodable {
            let `private`: String
            let `public`: String
            let id: String
        }

        struct Context: Decodable {
            let tenant: String
            let subject: String
            let state: String
            let form: String
        }

        let name: String
        let recipient: Recipient
        let context: Context
        let plaintext: String
        let encapsulated: String
        let ciphertext: String
        let sealed: String

        func key() throws -> AuthorityPrivateKey {
            try AuthorityPrivateKey(bytes: Self.bytes(recipient.private))
        }

        func statement() throws -> SealedStatement {
            let data = try #require(Data(base64Encoded: sealed))
            return try #require(SealedStatement(bytes: Array(data)))
        }

        private static func bytes(_ hexadecimal: String) -> [UInt8] {
            let digits = Array(hexadecimal.utf8)
            return stride(from: 0, to: digits.count - 1, by: 2).compactMap { start in
                UInt8(String(decoding: digits[start...start + 1], as: UTF8.self), radix: 16)
            }
        }
    }

    let vectors: [Vector]

    static func read() throws -> [Vector] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "/\(root)/Tests/Vectors/sealing.json"))
        let vectors = try JSONDecoder().decode(SealingVectors.self, from: data).vectors
        try #require(!vectors.isEmpty)
        return vectors
    }
}

extension SealingVectors.Vector.Context {
    fileprivate var sealing: SealingContext {
        SealingContext(tenant: tenant, subject: subject, state: state, form: form)
    }

    /// The same in all but one part.
    fileprivate var others: [SealingContext] {
        [
            SealingContext(tenant: tenant + "x", subject: subject, state: state, form: form),
            SealingContext(
                tenant: tenant,
                subject: "1/initiative/2025-000099",
                state: state,
                form: form
            ),
            SealingContext(tenant: tenant, subject: subject, state: "AT", form: form),
            SealingContext(tenant: tenant, subject: subject, state: state, form: "other/1"),
        ]
    }
}
