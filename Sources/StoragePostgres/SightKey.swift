private import Crypto
private import Kernel

/// The key by which the database knows that a transaction may see what it says it may.
///
/// The program has it from the installation's secret. The database keeps it in the two forms that HMAC
/// needs (<https://www.rfc-editor.org/rfc/rfc2104#section-2>), where only the owner of the tables can
/// read them: PostgreSQL has SHA-256, and HMAC in an extension only.
package struct SightKey: Sendable {
    private let bytes: [UInt8]

    /// Of 32 bytes, and never of more than 64: HMAC would hash a longer one first.
    package init(_ bytes: [UInt8]) {
        precondition(bytes.count >= 32 && bytes.count <= Self.blockBytes, "a key of 32 bytes")
        self.bytes = bytes
    }

    /// What a transaction brings with the name of a sight, in hexadecimal.
    func proof(of sight: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(sight.utf8),
            using: SymmetricKey(data: bytes)
        )
        return Hexadecimal.encode(code)
    }

    var innerPad: [UInt8] { pad(0x36) }

    var outerPad: [UInt8] { pad(0x5C) }

    private func pad(_ byte: UInt8) -> [UInt8] {
        (0..<Self.blockBytes).map { ($0 < bytes.count ? bytes[$0] : 0) ^ byte }
    }

    /// Of SHA-256.
    private static let blockBytes = 64
}
