import Kernel

/// What somebody wants to be called.
///
/// It stands on pages that others read and in letters to its owner, so it holds letters of any script and
/// what names are written with: no links, no numbers to call, no pictures, nothing that cannot be seen.
/// What cannot be seen is left out rather than refused: nobody finds it to take it away.
package struct PersonName: Sendable, Hashable {
    package let text: String

    /// Why something typed is no name.
    package enum Flaw: Error, Equatable, Sendable, CaseIterable {
        case empty
        case tooLong
        /// A sign that names are not written with: `:`, `@`, a picture, a circled digit…
        case sign
        /// A full stop before a word: mail programs would make a link of it.
        case stop
        /// So many digits that one could call them.
        case number
    }

    package init(typed: String) throws(Flaw) {
        guard typed.utf8.count <= 8 * Limits.memberNameCharacters else { throw .tooLong }
        let words = PlainText.visible(NormalForm.canonical(typed)).unicodeScalars
            .split(whereSeparator: \.properties.isWhitespace)
        let name = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        let scalars = Array(name.unicodeScalars)
        guard scalars.contains(where: PlainText.isLetterOrMark) else { throw .empty }
        guard name.count <= Limits.memberNameCharacters,
            scalars.count <= 2 * Limits.memberNameCharacters
        else { throw .tooLong }
        guard scalars.allSatisfy(Self.isWritten), !Self.isPiled(scalars) else { throw .sign }
        guard !Self.hasStop(scalars) else { throw .stop }
        guard scalars.count(where: Self.isDigit) <= Self.digits else { throw .number }
        text = name
    }

    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        PlainText.isLetterOrMark(scalar) || isDigit(scalar) || signs.contains(scalar)
            // The two joiners, which stand only where a script needs them by now.
            || scalar.value == 0x200C || scalar.value == 0x200D
    }

    /// Of any script: Eastern Arabic and Devanagari digits can be called, too.
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }

    /// Whether two words hang together by a full stop, as `J. Smith` and `J.R.R. Tolkien` do not.
    private static func hasStop(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.split(separator: " ").contains { word in
            word.split(separator: ".", omittingEmptySubsequences: false).dropFirst().contains {
                part in
                // With or without a letter before: browsers know top-level domains of two letters and more.
                part.count { !isMark($0) } >= 2
            }
        }
    }

    /// Whether so many marks stand on one letter that they cover the lines around.
    private static func isPiled(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.split(omittingEmptySubsequences: true) { !isMark($0) }.contains { $0.count > marks }
            || scalars.first.map(isMark) == true
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// What stands between the letters of names: spaces, hyphens, apostrophes of all kinds, full stops
    /// and commas, the middle dots of Catalan and Japanese, quotation marks of Hebrew.
    private static let signs = Set(
        " -'`.,()\"\u{B4}\u{B7}\u{5F3}\u{5F4}\u{2010}\u{2011}\u{2013}\u{2018}\u{2019}\u{30FB}"
            .unicodeScalars
    )
    private static let digits = 4
    /// Vietnamese, Hebrew and Tibetan need three.
    private static let marks = 4
}
