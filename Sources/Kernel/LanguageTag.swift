/// A language as BCP 47 writes it: `fr`, `pt-PT`.
package struct LanguageTag: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// Takes letters, digits and hyphens, at most 35 of them (RFC 5646 §4.4.1).
    package init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard (2...35).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.text = String(text)
    }

    private init(known text: String) {
        self.text = text
    }

    package static let english = LanguageTag(known: "en")
    package static let french = LanguageTag(known: "fr")

    /// `fr` of `fr-BE`.
    package var language: Substring { text.prefix { $0 != "-" } }

    /// `BE` of `fr-BE`: two letters that name a country.
    package var region: String? {
        text.split(separator: "-").dropFirst().first { $0.utf8.count == 2 }.map { $0.uppercased() }
    }

    package var description: String { text }

    package static func < (left: LanguageTag, right: LanguageTag) -> Bool { left.text < right.text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
