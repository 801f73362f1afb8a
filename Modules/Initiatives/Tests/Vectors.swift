import FoundationEssentials

@testable import Initiatives

/// The vectors that both Swift and JavaScript are tested with, and the data they speak of.
///
/// They are read where they lie in the repository, found from this file.
enum Vectors {
    static func folding() throws -> FoldingVectors { try read("Tests/Vectors/folding.json") }
    static func numbers() throws -> NumberVectors { try read("Tests/Vectors/numbers.json") }
    static func stdnum() throws -> StdnumVectors { try read("Tests/Vectors/stdnum.json") }
    static func births() throws -> BirthVectors { try read("Tests/Vectors/births.json") }
    static func identity() throws -> IdentityVectors { try read("Tests/Vectors/identity.json") }
    static func sealing() throws -> SealedContentVectors { try read("Tests/Vectors/sealing.json") }

    static func memberStates() throws -> MemberStates {
        try MemberStates(json: contents(of: "Seeds/member-states.json"))
    }

    /// The Commission's register, as the demonstration has it.
    static func register() throws -> RegisterImport {
        try RegisterImport(json: Array(contents(of: "Seeds/demo/eci/register.json")))
    }

    private static func read<Content: Decodable>(_ path: String) throws -> Content {
        try JSONDecoder().decode(Content.self, from: contents(of: path))
    }

    private static func contents(of path: String) throws -> Data {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return try Data(contentsOf: URL(filePath: "/\(root)/\(path)"))
    }
}

struct FoldingVectors: Decodable {
    struct Row: Decodable {
        let first: UInt32
        /// A text, a space if the scalar parts words, or nothing if it is silent.
        let becomes: [String]
    }

    struct Case: Decodable {
        let input: String
        let fold: String
        let words: [String]
    }

    let characters: [Row]
    let cases: [Case]
}

struct NumberVectors: Decodable {
    struct Pattern: Decodable {
        let pattern: String
        let holds: [String]
        let fails: [String]
    }

    struct Check: Decodable {
        let rule: Checksum
        let holds: [String]
        let fails: [String]
    }

    struct Birth: Decodable {
        let rule: BirthDateRule
        let number: String
        let on: String
        let birth: String
    }

    struct Age: Decodable {
        let birth: String
        let on: String
        let age: Int
    }

    struct Number: Decodable {
        let state: String
        let kind: String
        let number: String
        let on: String
        let doubts: [String]
        let tooYoung: Bool
    }

    struct Minimum: Decodable {
        let state: String
        let on: String
        let minimum: Int?
    }

    struct Postal: Decodable {
        let state: String
        let text: String
        let canonical: String
        let accepted: Bool
    }

    let patterns: [Pattern]
    let refusedPatterns: [String]
    let checksums: [Check]
    let birthDates: [Birth]
    let ages: [Age]
    let numbers: [Number]
    let thresholds: [Minimum]
    let minimumAges: [Minimum]
    let postalCodes: [Postal]
}

/// What python-stdnum says of numbers.
struct StdnumVectors: Decodable {
    struct Number: Decodable {
        let state: String
        let kind: String
        let number: String
        let on: String
        let isValid: Bool
    }

    let numbers: [Number]
}

struct BirthVectors: Decodable {
    struct Birth: Decodable {
        let day: String
        let month: String
        let year: String
        /// What was said; nil when no document can show it.
        let text: String?
        let earliest: String?
        let latest: String?
        let isInCalendar: Bool?
    }

    let births: [Birth]
}

struct IdentityVectors: Decodable {
    struct Residence: Decodable {
        let state: String
        /// Those of one number and state are one person.
        let person: Int
        let firstNames: String
        let familyNames: String
        let birthDate: String
        let street: String
        let houseNumber: String
        let postalCode: String
        let city: String
        let country: String
        let text: String
    }

    struct Number: Decodable {
        let state: String
        let kind: String
        let number: String
        /// Those of one number, state and kind are one person.
        let person: Int?
        let text: String
    }

    let residences: [Residence]
    let numbers: [Number]
}
