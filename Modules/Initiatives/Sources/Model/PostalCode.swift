/// Postal codes, as far as two ways of writing one must be seen to be the same.
enum PostalCode {
    /// Folded, and without the letters of the country that stand before the digits.
    ///
    /// "L-1111", "LV-1010" and "FI-00100" are how codes are printed on letters; forms get them with
    /// and without. Only one or two letters before nothing but digits go: Dutch and Irish codes,
    /// which have letters of their own, are not touched.
    static func canonical(_ text: String) -> String {
        let folded = Folding.fold(text)
        let prefix = folded.utf8.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        let digits = folded.utf8.dropFirst(prefix.count)
        guard (1...2).contains(prefix.count), !digits.isEmpty,
            digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return folded }
        return String(decoding: digits, as: UTF8.self)
    }
}
