import Kernel

/// Who signs, as one line of text from which the fingerprint is made.
///
/// One person may sign one initiative once. So two statements of the same person must give the same
/// text however they were typed, and statements of two people different ones. Folding does the
/// first; the second is why the state and the kind of number stand in front (the same digits mean
/// other people elsewhere), and why the parts are held apart by `|`, which folding never leaves.
///
/// The text is never stored: it goes into a keyed fingerprint and is forgotten. It may not change
/// while an initiative collects, or people could sign twice. So nothing in it depends on reference
/// data that somebody may correct one day, and `Tests/Vectors/identity.json` holds it fast.
enum IdentityText {
    /// Part B: `B|SE|personnummer|9001019802`.
    ///
    /// Names are left out, because the number alone says who it is, and a name can be written in
    /// more ways.
    static func number(state: String, kind: String, number: String) -> String {
        "B|\(state)|\(kind)|\(canonical(number, of: kind, in: state))"
    }

    /// Part A: `A|FR|jeanne|durand|1990-01-01|75001`.
    ///
    /// There is no number to go by. Street and city are left out because they can be abbreviated in
    /// too many ways; the postal code stays, to keep apart two people of one name and birth date.
    static func residence(
        state: String,
        firstNames: String,
        familyNames: String,
        birthDate: CivilDate,
        postalCode: String
    ) -> String {
        let first = Folding.fold(firstNames)
        let family = Folding.fold(familyNames)
        return "A|\(state)|\(first)|\(family)|\(birthDate.iso)|\(PostalCode.canonical(postalCode))"
    }

    /// The one way of writing a number whose holders write it in several.
    ///
    /// A Swedish personnummer has a century or has none; numbers of Cypriot and of old Portuguese
    /// cards are counted up, and have zeros before them or none.
    static func canonical(_ number: String, of kind: String, in state: String) -> String {
        let folded = Folding.fold(number)
        let digits = folded.utf8
        guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            return folded
        }
        return switch (state, kind) {
        case ("SE", "personnummer") where digits.count == 12:
            String(decoding: digits.suffix(10), as: UTF8.self)
        case ("CY", "id-card"), ("PT", "id-card"):
            String(decoding: digits.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self)
        default:
            folded
        }
    }
}
