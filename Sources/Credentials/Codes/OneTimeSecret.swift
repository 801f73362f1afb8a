import Crypto
package import Kernel

/// What an authenticator app and the server share, to make a code of six digits every half minute.
///
/// RFC 6238 with the values that all apps know: SHA-1, six digits, 30 seconds. SHA-1's weakness
/// (collisions) does not touch HMAC.
package struct OneTimeSecret: Sendable, CustomStringConvertible {
    /// To be kept sealed.
    package let bytes: [UInt8]

    /// A new one of 160 bits, as RFC 4226 advises.
    package init(random: Random) {
        bytes = random.bytes(Self.count)
    }

    /// Nil when the bytes are not one that was made here.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = bytes
    }

    package var description: String { "(secret)" }

    /// The step of time to which a typed code belongs, or nil when it is wrong or was used.
    ///
    /// One step before and after are taken for clocks that differ and people who type slowly. The
    /// caller stores the step in the same transaction and gives it back as `lastStep`: no code is
    /// good twice, nor one older than the last.
    package func step(of typed: String, at now: Instant, after lastStep: Int?) -> Int? {
        guard let code = Self.digits(of: typed) else { return nil }
        let current = Self.step(at: now)
        var found: Int?
        // All three are made and compared, so that time tells nothing of which was right.
        for step in (current - 1)...(current + 1) {
            let isSame =
                zip(self.code(at: step), code).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
            if isSame, step > lastStep ?? .min { found = step }
        }
        return found
    }

    /// The code that an app shows at that instant.
    package func code(at now: Instant) -> String {
        String(decoding: code(at: Self.step(at: now)), as: UTF8.self)
    }

    /// The secret to type into an app that has no camera, in groups of four.
    package var text: String {
        let characters = Array(Base32.encodeStandard(bytes))
        return stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<min($0 + 4, characters.count)]) }
            .joined(separator: " ")
    }

    /// The address that apps read from a QR code.
    ///
    /// <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>. Issuer and account are
    /// what the app shows; a colon in them would end the issuer, so it becomes a space.
    package func address(issuer: String, account: String) -> String {
        let (issuer, account) = (Self.encoded(issuer), Self.encoded(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(Base32.encodeStandard(bytes))"
            + "&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
    }

    private static let count = 20
    private static let stepMilliseconds: Int64 = 30_000

    private static func step(at now: Instant) -> Int {
        Int(now.milliseconds / stepMilliseconds)
    }

    /// RFC 4226, section 5.3.
    private func code(at step: Int) -> [UInt8] {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes))
        )
        let offset = Int(hash[hash.count - 1] & 15)
        let word = hash[offset..<(offset + 4)].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        let digits = String((word & 0x7FFF_FFFF) % 1_000_000)
        return Array(repeating: UInt8(ascii: "0"), count: 6 - digits.utf8.count) + digits.utf8
    }

    /// Six digits with nothing but spaces and hyphens between them, of full width too.
    private static func digits(of typed: String) -> [UInt8]? {
        guard typed.utf8.count <= Limits.typedCodeBytes else { return nil }
        let text = NormalForm.compatible(typed).utf8.filter { $0 != 0x20 && $0 != 0x2D }
        let isCode = text.count == 6 && text.allSatisfy { (0x30...0x39).contains($0) }
        return isCode ? Array(text) : nil
    }

    private static func encoded(_ text: String) -> String {
        PercentEncoding.encode(text.replacing(":", with: " "))
    }
}
