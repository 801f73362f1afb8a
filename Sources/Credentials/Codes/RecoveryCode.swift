package import Kernel

/// One of the codes that let somebody in who has lost their authenticator, each of them once.
///
/// Eighty random bits, in letters that nobody takes for others. That is far beyond guessing, so only
/// a keyed hash of ``canonical`` has to be kept (`LookupKey`), and no slow one.
package struct RecoveryCode: Hashable, Sendable, CustomStringConvertible {
    private let bytes: [UInt8]

    /// A new set, to be shown once.
    package static func makeSet(random: Random) -> [RecoveryCode] {
        (0..<Limits.recoveryCodes).map { _ in RecoveryCode(bytes: random.bytes(byteCount)) }
    }

    /// Reads what somebody copied from paper: case, spaces, hyphens, O for 0 and l for 1 do not
    /// matter.
    ///
    /// Nil for what cannot be a code; whether it is one of theirs is for the account to say.
    package init?(typed: String) {
        guard typed.utf8.count <= Limits.typedCodeBytes else { return nil }
        let text = NormalForm.compatible(typed)
        guard let bytes = Base32.decode(text.filter { !$0.isWhitespace }),
            bytes.count == Self.byteCount
        else { return nil }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The one text of a code, whose keyed hash is kept.
    package var canonical: String { Base32.encode(bytes) }

    /// The code as it is shown: `7GQH-2MZK-9RTW-CX4D`.
    package var text: String {
        let characters = Array(canonical)
        return stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<($0 + 4)]) }
            .joined(separator: "-")
    }

    package var description: String { "(recovery code)" }

    /// Ten bytes are sixteen characters of base 32, with no bits left over.
    private static let byteCount = 10
}
