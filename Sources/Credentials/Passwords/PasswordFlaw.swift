/// Why a password cannot be taken.
package enum PasswordFlaw: Error, Equatable, Sendable, CaseIterable {
    case empty
    case tooShort
    case tooLong
    /// A few characters, again and again.
    case repeated
    /// Neighbours on a keyboard or in the alphabet, one after the other.
    case run
    /// It, or nearly it, is on every list of passwords to try.
    case wellKnown
    /// Little more than the address of its account.
    case likeAddress
    /// Little more than the name of the institution.
    case likeInstitution
}
