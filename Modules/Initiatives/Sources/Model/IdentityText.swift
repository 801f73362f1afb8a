import Kernel
import Text

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
        let number = IdentityNumber(number, of: kind, in: state)
        return "B|\(state)|\(number.kind)|\(number.text)"
    }

    /// Part A: `A|FR|jeanne|durand|1990-01-01|FR|75001|`.
    ///
    /// There is no number to go by, so the place keeps apart two people of one name and birth date.
    /// Whoever has one name alone may type it in either field, and is the same person.
    static func residence(
        state: String,
        firstNames: String,
        familyNames: String,
        birth: BirthDate,
        residence: Statement.Residence
    ) -> String {
        var first = Folding.fold(firstNames)
        var family = Folding.fold(familyNames)
        if family.isEmpty { swap(&first, &family) }
        return "A|\(state)|\(first)|\(family)|\(birth.iso)|\(Place.text(residence))"
    }
}
