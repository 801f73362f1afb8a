import Kernel

/// Who signs, as far as anybody here knows.
enum Signer: Sendable, Hashable {
    /// Somebody of whom a provider proved that they are one person, and nothing else.
    case person(AnonymousPerson)
    /// Somebody who answers emails at an address, which is kept nowhere; where two may sign by one address, with
    /// the first letter of their name.
    case mailbox([UInt8], initial: String)

    /// What a key of the petition makes the key of the signature of.
    func identityText(for subject: Subject) -> String {
        switch self {
        case .person(let person): "person|\(Hexadecimal.encode(person.key))|\(subject)"
        case .mailbox(let hash, let initial):
            "mailbox|\(Hexadecimal.encode(hash))|\(initial)|\(subject)"
        }
    }

    /// What counts how many sign by one address.
    func addressText(for subject: Subject) -> String? {
        guard case .mailbox(let hash, _) = self else { return nil }
        return "address|\(Hexadecimal.encode(hash))|\(subject)"
    }

    /// Whether a petition is signed in this way.
    func isMeant(by terms: PetitionTerms) -> Bool {
        switch self {
        case .person: terms.isSignedByProvider
        case .mailbox: !terms.isSignedByProvider
        }
    }

    /// How it came, as the ledger calls it.
    var channel: String {
        switch self {
        case .person: "provider"
        case .mailbox: "email"
        }
    }
}

/// Why a signature was not counted; each has a page of its own, and nothing is stored.
enum SignRefusal: Error, Hashable, Sendable {
    case notFound
    /// It is not open, or was not any more when the form arrived.
    case notOpen(PetitionState)
    /// The provider said that they are under age.
    case tooYoung
    /// The provider did not say when they were born, or not so that it is certain.
    case ageUnknown
    /// They have signed already.
    case already
    /// Two people have signed by this address already.
    case addressUsed
    /// The form names no territory of the space.
    case noTerritory
}
