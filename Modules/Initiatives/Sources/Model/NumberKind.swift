/// A kind of number by which a state knows its nationals: of the person, or of their document.
///
/// Article 9 and Annex III, part B, of Regulation (EU) 2019/788 leave the list to the states.
struct NumberKind: Codable, Sendable {
    /// Unique in its state; the catalogues name it under `initiatives.number.<state>.<key>`.
    let key: String
    /// What the state calls it, in its own language or languages.
    let label: String
    let pattern: NumberPattern
    let checksum: Checksum?
    let birthDateRule: BirthDateRule?
    /// Numbers that the Commission's own software took as well formed; some fail their checksum.
    let samples: [String]
    /// A number that passes everything, to be shown in the form.
    let example: String

    private enum CodingKeys: String, CodingKey {
        case key
        case label
        case pattern
        case checksum
        case birthDateRule = "birthDate"
        case samples
        case example
    }
}
