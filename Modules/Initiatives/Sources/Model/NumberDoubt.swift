/// Why a number looks wrong.
///
/// A doubt is a warning, and the citizen may overrule it: documents change faster than software,
/// and only the Member State can say that a number does not exist.
enum NumberDoubt: String, CaseIterable, Sendable {
    /// It has other signs, or more or fewer of them, than numbers of its kind.
    case format
    /// Its check digits do not follow from the others.
    case checksum
    /// The birth date in it is no day, or is still to come.
    case birthDateImpossible
}
