import Kernel

/// What the Regulation and a Member State ask of that state's nationals.
///
/// A person signs for the state of their nationality (Article 2 of Regulation (EU) 2019/788), and
/// that state verifies the statement: so everything about identity hangs on it.
struct MemberState: Decodable, Sendable {
    /// Two letters of ISO 3166-1, in upper case; Greece is `GR`, as in the Commission's register.
    let code: String
    /// The official languages of the Union that are official there.
    let languages: [String]
    let form: FormPart
    let thresholds: [DatedMinimum]
    let minimumAges: [DatedMinimum]
    let postalCode: NumberPattern
    /// A code as it is printed on letters there, if one is known.
    let postalCodeExample: String?
    /// The kinds of number that the state accepts; none where the form is about residence.
    let numbers: [NumberKind]

    /// The fewest signatories that let this state count as one of the seven.
    ///
    /// The table in force on the day when the initiative was registered holds for its whole life
    /// (Article 3 and Annex I).
    func threshold(registeredOn day: CivilDate) -> Int? {
        thresholds.inForce(on: day)
    }

    /// The age from which this state's nationals may sign (Article 2).
    ///
    /// Days before the first one known are answered with the first age known.
    func minimumAge(on day: CivilDate) -> Int {
        minimumAges.inForce(on: day) ?? minimumAges.first?.minimum ?? 18
    }

    /// The kind that a form names; where only one is accepted, nobody is asked which.
    func numberKind(chosen key: String) -> NumberKind? {
        numbers.count == 1 ? numbers.first : numbers.first { $0.key == key }
    }

    /// Whether a postal code looks like those of this state, when it is the country of residence.
    func accepts(postalCode text: String) -> Bool {
        postalCode.matches(PostalCode.canonical(text, in: code))
    }
}
