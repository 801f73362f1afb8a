import Text

/// Postal codes, as far as two ways of writing one must be seen to be the same.
enum PostalCode {
    /// Folded, and without the letters of the country that stand before the digits.
    ///
    /// "L-1111", "LV-1010" and "FIN-00100" are how codes are printed on letters; forms get them
    /// with and without. In a few countries letters belong to the code.
    static func canonical(_ text: String, in country: String) -> String {
        let folded = Folding.fold(text)
        let prefix = folded.utf8.prefix { (0x61...0x7A).contains($0) }
        let rest = folded.utf8.dropFirst(prefix.count)
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        let tail = rest.dropFirst(digits.count)
        let isPrinted =
            switch country {
            case "NL":
                prefix.elementsEqual("nl".utf8) && digits.count == 4 && tail.count == 2
                    && tail.allSatisfy { (0x61...0x7A).contains($0) }
                    || prefix.count <= 3 && tail.isEmpty
            case "MT", "BM", "BN", "IE", "SO", "SZ": false
            default: prefix.count <= 3 && tail.isEmpty
            }
        if country == "MT", folded.hasPrefix("mt"), prefix.count == 5, tail.isEmpty {
            return digits.isEmpty ? folded : String(folded.dropFirst(2))
        }
        guard isPrinted, !digits.isEmpty else { return folded }
        return String(decoding: rest, as: UTF8.self)
    }

    /// The country whose post delivers there, under its own codes or under none.
    ///
    /// Whoever lives on Réunion may say that they live in France, and is the same person.
    static func system(of country: String) -> String {
        switch country {
        case "CC", "CX", "HM", "NF": "AU"
        case "FO", "GL": "DK"
        case "AX": "FI"
        case "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT": "FR"
        case "GG", "GI", "IM", "JE": "GB"
        case "AW", "BQ", "CW", "SX": "NL"
        case "BV", "SJ": "NO"
        case "AS", "GU", "MP", "PR", "UM", "VI": "US"
        default: country
        }
    }

    /// The part of a code by which people are told apart; nil when there is none.
    ///
    /// "None", "-" and "0000" are what people type who have no code. The first three signs of an
    /// Irish one are those of a whole town; the last four of an American one are mostly left out.
    static func identifying(_ text: String, in system: String) -> String? {
        var code = canonical(text, in: system)
        let isNumber = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if system == "US", isNumber, code.utf8.count == 9 { code = String(code.prefix(5)) }
        guard code.utf8.contains(where: { (0x31...0x39).contains($0) }) else { return nil }
        return system != "IE" || isEircode(code) ? code : nil
    }

    /// Three signs for the post town and four for the address.
    private static func isEircode(_ code: String) -> Bool {
        let signs = Array(code.utf8)
        guard signs.count == 7 else { return false }
        let (letters, digits) = (UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(0x30)...UInt8(0x39))
        return letters.contains(signs[0]) && digits.contains(signs[1])
            && (digits.contains(signs[2]) || signs[2] == UInt8(ascii: "w"))
            && signs[3...].allSatisfy { letters.contains($0) || digits.contains($0) }
    }
}
