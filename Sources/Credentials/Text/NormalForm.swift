@_spi(_Unicode) import Swift

/// Text in a normal form of Unicode (UAX 15): the same letters, whatever keyboard made them.
///
/// The standard library makes form C for its own comparison of strings and lends it through an
/// interface that only asks to be named; the alternative would be all of Foundation. What form KC
/// does besides is in ``CompatibilityForms``.
enum NormalForm {
    /// Form C: a letter and its accent are one scalar where there is one.
    static func canonical(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text._nfc { scalars.append(scalar) }
        return String(scalars)
    }

    /// Form KC: besides, letters of full width, ligatures and the like are the letters they show.
    static func compatible(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let form = CompatibilityForms.all[scalar] {
                scalars.append(contentsOf: form)
            } else {
                scalars.append(scalar)
            }
        }
        return canonical(String(scalars))
    }

    /// Form KC in lower case: by this, two ways of writing a name are compared.
    ///
    /// Case goes letter by letter, so that nothing depends on a language. Letters that only look
    /// alike (dotless i, sharp s) stay what they are.
    static func folded(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in compatible(text).unicodeScalars {
            scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        return compatible(String(scalars))
    }

    /// The folded text without accents, for comparing what people think they typed.
    static func bare(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in folded(text)._nfd where scalar.properties.generalCategory != .nonspacingMark {
            scalars.append(scalar)
        }
        return String(scalars)
    }
}
