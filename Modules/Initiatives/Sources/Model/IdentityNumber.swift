import Text

/// Numbers of persons and documents, as far as two ways of writing one must be seen to be the same.
///
/// Separators and capitals go by folding. What else goes is what each state's own number leaves
/// open: zeros before a number that is counted up, a letter that follows from the digits, a century
/// that may be left out. A number whose check letter is wrong is nobody's, and never becomes that
/// of the person who has the right one: or a slip of the finger would keep somebody else from
/// signing.
struct IdentityNumber: Equatable, Sendable {
    /// The key of the kind under which this number is known.
    let kind: String
    let text: String

    /// A number as it was typed, under the kind that was chosen.
    init(_ typed: String, of kind: String, in state: String) {
        let number = Self.fold(typed)
        switch (state, kind) {
        case ("SE", "personnummer") where number.isDigits && number.utf8.count == 12:
            // No two people who may sign share the other ten: a hundred years lie between them.
            self.init(kind: kind, text: number.last(10))
        case ("CY", "id-card") where number.isDigits:
            self.init(kind: kind, text: number.withoutZeros)
        case ("MT", "id-card") where Self.isDigitsAndLetter(number):
            self.init(kind: kind, text: number.withoutZeros)
        case ("ES", "dni"):
            self.init(kind: kind, text: Self.spanish(number))
        case ("PT", "id-card") where number.isDigits:
            let hasCheck = number.utf8.count == 9
            self.init(kind: kind, text: (hasCheck ? number.first(8) : number).withoutZeros)
        case ("PT", "citizen-card") where Self.beginsWithCivilNumber(number):
            // The civil number of its holder, which is all that the old identity card had: whoever
            // has had both, or a second card, is one person.
            self.init(kind: "id-card", text: number.first(8).withoutZeros)
        default:
            self.init(kind: kind, text: number)
        }
    }

    private init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }

    /// Folded, with the letters of Greek and Cyrillic keyboards that look like Latin capitals.
    ///
    /// Documents are printed with Latin ones, and who copies "K" from a Cypriot passport may press
    /// the key of kappa.
    static func fold(_ typed: String) -> String {
        let folded = Folding.fold(typed)
        guard !folded.utf8.allSatisfy({ $0 < 0x80 }) else { return folded }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: folded.unicodeScalars.lazy.map { lookAlikes[$0] ?? $0 })
        return String(text)
    }

    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "αβεζηικμνορτυχавекмнорстух".unicodeScalars,
            "abezhikmnoptyxabekmhopctyx".unicodeScalars
        )
    )

    /// The number and its letter, of the DNI and of the NIE that somebody had before it.
    ///
    /// The letter follows from the number, so it may be left out (Real Decreto 1553/2005).
    private static func spanish(_ number: String) -> String {
        let prefix = number.utf8.first.flatMap { "xyz".utf8.contains($0) ? $0 : nil }
        let rest = prefix == nil ? Substring(number) : number.dropFirst()
        let digits = rest.prefix { ("0"..."9").contains($0) }
        let letter = rest.dropFirst(digits.count)
        let significant = String(String(digits).withoutZeros)
        let isLetter =
            letter.utf8.count <= 1 && letter.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        guard !digits.isEmpty, isLetter, significant.utf8.count <= (prefix == nil ? 8 : 7) else {
            return number
        }
        let text = significant.isEmpty ? "0" : significant
        let value =
            (prefix.map { Int($0 - UInt8(ascii: "x")) } ?? 0) * 10_000_000 + (Int(text) ?? 0)
        let check = Checksum.spanishLetter(of: value)
        let head = prefix == nil ? "" : String(number.first(1))
        return head + text + (letter.isEmpty ? check : String(letter))
    }

    private static func isDigitsAndLetter(_ number: String) -> Bool {
        guard let last = number.utf8.last, (0x61...0x7A).contains(last) else { return false }
        return number.utf8.count > 1 && number.first(number.utf8.count - 1).isDigits
    }

    /// Eight digits, with a ninth that checks them, and what tells one card from the next.
    ///
    /// People know the first eight by heart, and some type no more.
    private static func beginsWithCivilNumber(_ number: String) -> Bool {
        if number.isDigits { return (7...9).contains(number.utf8.count) }
        return number.utf8.count == 12 && number.first(9).isDigits
            && Checksum.portuguese.holds(for: number)
    }
}

extension String {
    /// Nothing but digits, and at least one.
    fileprivate var isDigits: Bool {
        !utf8.isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    fileprivate var withoutZeros: String {
        String(decoding: utf8.drop { $0 == 0x30 }, as: UTF8.self)
    }

    fileprivate func first(_ count: Int) -> String {
        String(decoding: utf8.prefix(count), as: UTF8.self)
    }

    fileprivate func last(_ count: Int) -> String {
        String(decoding: utf8.suffix(count), as: UTF8.self)
    }
}
