import Crypto
import FoundationEssentials
import Kernel

/// A statement that only one authority can read: suite, key, encapsulated key and ciphertext.
///
/// The first byte names the suite, so that a post-quantum one can follow beside the first.
package struct SealedStatement: Sendable, Hashable {
    package let bytes: [UInt8]

    /// Suite 1: HPKE base mode with X25519, HKDF-SHA256 and AES-256-GCM (RFC 9180).
    static let suite: UInt8 = 1
    private static let encapsulatedBytes = 32
    private static let tagBytes = 16
    private static let headerBytes = 1 + AuthorityKeyID.byteCount

    /// Takes what was sealed elsewhere; nil when it cannot be a sealed statement of a known suite.
    package init?(bytes: [UInt8]) {
        let smallest = Self.headerBytes + Self.encapsulatedBytes + Self.tagBytes + 1
        guard bytes.count >= smallest, bytes[0] == Self.suite else { return nil }
        self.bytes = bytes
    }

    init(
        keyID: AuthorityKeyID,
        encapsulated: some Sequence<UInt8>,
        ciphertext: some Sequence<UInt8>
    ) {
        bytes = [Self.suite] + keyID.bytes + Array(encapsulated) + Array(ciphertext)
    }

    package var keyID: AuthorityKeyID {
        AuthorityKeyID(bytes: Array(bytes[1..<Self.headerBytes]))
    }

    /// How long the statement is that was sealed.
    package var plaintextBytes: Int {
        bytes.count - Self.headerBytes - Self.encapsulatedBytes - Self.tagBytes
    }

    /// Whether its key was made to give no secret: anybody could read it, or nobody.
    package var hasWeakKey: Bool { SmallOrderPoints.contains(encapsulated) }

    var encapsulated: Data {
        Data(bytes[Self.headerBytes..<Self.headerBytes + Self.encapsulatedBytes])
    }

    var ciphertext: Data {
        Data(bytes[(Self.headerBytes + Self.encapsulatedBytes)...])
    }
}

/// The first eight bytes of SHA-256 over a public key: names it without being it.
package struct AuthorityKeyID: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]
    static let byteCount = 8

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(publicKey: some Sequence<UInt8>) {
        bytes = Array(SHA256.hash(data: Array(publicKey)).prefix(Self.byteCount))
    }

    package var description: String { Hexadecimal.encode(bytes) }
}
