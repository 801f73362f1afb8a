import Kernel

/// A text as a spreadsheet may see it: never run, never taken for a number or a date, and never
/// beyond recovery.
///
/// Excel splits a file of commas at `;` or at tabs where its country does, and quotes do not help
/// then. So each place counts at which some spreadsheet could begin a cell: the start, and behind
/// every separator, line end and quotation mark. An apostrophe is put in there when a formula would
/// follow (OWASP, "CSV Injection"), and at the start also when a spreadsheet would change what
/// follows: `007`, `3-5`, `12 A`, `1E5`, long numbers. A day as `1985-03-27` is the same day to all.
///
/// An apostrophe that stood in one of these places is doubled. So whoever takes away one apostrophe
/// from each of these places where there is one has the original, always.
package enum SpreadsheetText {
    /// The text, with the apostrophes that it needs.
    package static func neutral(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for index in scalars.indices {
            let beginsCell = index == 0 || separators.contains(scalars[index - 1])
            if beginsCell, needsApostrophe(scalars[index...]) || index == 0 && isChanged(scalars) {
                result.append("'")
            }
            result.append(scalars[index])
        }
        return String(result)
    }

    /// Where some spreadsheet, in some country, begins a new cell.
    package static let separators: Set<UnicodeScalar> = [
        ",", ";", "\t", "|", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\"",
    ]

    /// With the wide and small forms, which Japanese and Chinese versions read alike.
    private static let formulaSigns: Set<UnicodeScalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−",
    ]

    private static func needsApostrophe(_ rest: ArraySlice<UnicodeScalar>) -> Bool {
        if rest.first == "'" { return true }
        let visible = rest.first { !isUnseen($0) }
        return visible.map(formulaSigns.contains) ?? false
    }

    /// White space and what has no form: a spreadsheet may look through it.
    private static func isUnseen(_ scalar: UnicodeScalar) -> Bool {
        if formulaSigns.contains(scalar) { return false }
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .format || properties.generalCategory == .control
    }

    /// Whether a spreadsheet would show something else than what stands there.
    private static func isChanged(_ scalars: [UnicodeScalar]) -> Bool {
        let seen = scalars.drop(while: isUnseen)
        guard let first = seen.first else { return false }
        if CivilDate(iso: String(String.UnicodeScalarView(seen))) != nil { return false }
        let digits = seen.prefix(while: isDigit)
        guard digits.isEmpty else {
            return isNumberChanged(digits, rest: seen.dropFirst(digits.count))
        }
        if first == "." || first == "," { return true }
        return isMonthWithNumber(seen)
    }

    private static func isNumberChanged(
        _ digits: ArraySlice<UnicodeScalar>,
        rest: ArraySlice<UnicodeScalar>
    ) -> Bool {
        // More digits are shown as 1.2E+11; zeros in front are dropped.
        if rest.isEmpty { return digits.count > 11 || digits.count > 1 && isZero(digits.first) }
        // `12345678Z` stays; an E is an exponent, and anything else may be a date, a time, a share.
        return !rest.allSatisfy { scalar in
            scalar.properties.isAlphabetic && scalar != "e" && scalar != "E"
        }
    }

    /// `MAR1`, `Sept 2`, `dec-2024`: a name of a month in any language, and a short number.
    private static func isMonthWithNumber(_ seen: ArraySlice<UnicodeScalar>) -> Bool {
        let letters = seen.prefix { $0.properties.isAlphabetic }
        let rest = seen.dropFirst(letters.count)
        let number = rest.drop { !isDigit($0) && !$0.properties.isAlphabetic }
        return letters.count >= 3 && rest.count - number.count <= 2
            && (1...4).contains(number.count) && number.allSatisfy(isDigit)
    }

    /// In any script.
    private static func isZero(_ scalar: UnicodeScalar?) -> Bool {
        scalar?.properties.numericValue == 0
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}
