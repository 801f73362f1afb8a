private import CIDN
import Kernel

/// An address as it travels: letters, digits and signs of ASCII, an international domain in its
/// coded form (RFC 5891).
///
/// Nothing in it can end a line or begin another recipient. Local parts between quotation marks or
/// outside ASCII are not accepted: hardly any mailbox has one, and most servers refuse them.
package struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    package let local: String
    package let domain: String

    /// Nil for what is no such address.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Limits.mailAddressBytes else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocal(parts[0]), let domain = Self.domain(of: parts[1])
        else { return nil }
        local = String(parts[0])
        self.domain = domain
    }

    package var text: String { local + "@" + domain }
    package var description: String { text }

    /// The same for addresses that reach the same mailbox nearly everywhere.
    var key: String { text.lowercased() }

    /// A dot-atom of RFC 5322.
    private static func isLocal(_ text: some StringProtocol) -> Bool {
        let atoms = text.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        return text.utf8.count <= 64
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)
        }
    }

    /// Two labels at least, each of letters, digits and hyphens.
    private static func domain(of text: some StringProtocol) -> String? {
        let lower = text.lowercased()
        guard let ascii = lower.utf8.allSatisfy({ $0 < 0x80 }) ? lower : coded(lower) else {
            return nil
        }
        let labels = ascii.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.count > 1 && labels.allSatisfy { isLabel($0) }
        return isName && ascii.utf8.count <= 253 ? ascii : nil
    }

    private static func isLabel(_ text: Substring) -> Bool {
        (1...63).contains(text.utf8.count) && text.utf8.first != 0x2D && text.utf8.last != 0x2D
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, 0x2D: true
                default: false
                }
            }
    }

    /// `xn--mnchen-3ya.example` for `münchen.example`; nil for what no domain may hold (IDNA 2008).
    private static func coded(_ domain: String) -> String? {
        var result: UnsafeMutablePointer<UInt8>?
        let options = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let status = unsafe domain.withCString { text in
            unsafe text.withMemoryRebound(to: UInt8.self, capacity: domain.utf8.count + 1) {
                unsafe idn2_lookup_u8($0, &result, options)
            }
        }
        guard status == IDN2_OK.rawValue, let text = unsafe result else { return nil }
        defer { unsafe idn2_free(text) }
        return unsafe String(cString: text)
    }
}
