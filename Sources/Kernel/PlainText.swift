/// Text that shows what it is: without signs that nobody sees.
///
/// Controls, tags, fillers and the marks that turn the direction of what follows (Unicode calls them
/// controls, formats and default-ignorable) let a text look like another one.
package enum PlainText {
    /// The text with a space in the place of each control but the end of a line, and without the rest.
    package static func visible(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var kept = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" {
                kept.append(scalar)
            } else if isControl(scalar) {
                kept.append(" ")
            } else if !isInvisible(scalar) || joins(scalars, at: index) {
                kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// Whether a text of one line shows what it is.
    package static func isVisible(_ text: String) -> Bool {
        Array(visible(text).unicodeScalars) == Array(text.unicodeScalars) && !text.contains("\n")
    }

    /// Whether a sign ends lines or steers machines.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Whether a sign takes no room of its own, or shows as nothing.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        // U+2800 is a cell of Braille without a dot.
        scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
            || scalar.properties.generalCategory == .format
    }

    /// Whether the two joiners stand where a script needs them: between two of its letters.
    ///
    /// Persian, Kurdish, Sinhala, Malayalam and others cannot be written without; Latin, Greek and
    /// Cyrillic, which stand before U+0590, never need one.
    private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard scalars[index].value == 0x200C || scalars[index].value == 0x200D, index > 0,
            index + 1 < scalars.count
        else { return false }
        return [scalars[index - 1], scalars[index + 1]].allSatisfy { neighbour in
            neighbour.value >= 0x590 && isLetterOrMark(neighbour)
        }
    }

    /// Whether a sign is a letter of some script, or a mark on one.
    package static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}
