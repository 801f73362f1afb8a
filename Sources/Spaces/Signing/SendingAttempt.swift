import FoundationEssentials
package import Kernel

/// Random bits that a form keeps while it is sent again, so that whoever does not know whether it arrived
/// can send it once more and gets the same receipt.
///
/// A browser with scripts makes them; for another one the server does, and puts them into the page that
/// asks to send again. They are not stored (`ReceiptKey.nonce`).
package struct SendingAttempt: Sendable, Hashable {
    /// The name of the field.
    package static let field = "attempt"
    private static let count = 16

    /// Sixteen of them.
    package let bytes: [UInt8]

    /// Those of a form; nil when it has none that can be used.
    package init?(_ text: String) {
        guard text.utf8.count <= 32, let data = Data(base64Encoded: text), data.count == Self.count
        else { return nil }
        bytes = Array(data)
    }

    /// New ones.
    package init(_ random: Random) {
        bytes = random.bytes(Self.count)
    }

    /// Those that something of ours carried.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == Self.count)
        self.bytes = bytes
    }

    /// As a form carries them.
    package var text: String { Data(bytes).base64EncodedString() }
}
