import FoundationEssentials
import Kernel

/// A statement of support as annex III of Regulation (EU) 2019/788 asks for it.
///
/// It lives in memory between the form and the seal, and nowhere else.
struct Statement: Sendable, Hashable {
    /// The version of the form; sealed statements are bound to it.
    static let form = "2019-788-III/1"

    let state: String
    let firstNames: String
    let familyNames: String
    let identity: Identity

    enum Identity: Sendable, Hashable {
        /// Part A: residence and date of birth.
        case residence(Residence, bornOn: BirthDate)
        /// Part B: a personal identification number or the number of a document.
        case number(kind: String, number: String)
    }

    struct Residence: Sendable, Hashable {
        let street: String
        let number: String
        let postalCode: String
        let city: String
        let country: String
    }

    /// Who signs, for the fingerprint.
    var identityText: String {
        switch identity {
        case .residence(let residence, let birthDate):
            IdentityText.residence(
                state: state,
                firstNames: firstNames,
                familyNames: familyNames,
                birth: birthDate,
                residence: residence
            )
        case .number(let kind, let number):
            IdentityText.number(state: state, kind: kind, number: number)
        }
    }

    /// The bytes that are sealed: JSON, filled up with spaces so that its length tells nothing.
    var sealable: [UInt8] {
        get throws {
            var bytes = Array(try Self.encoder.encode(StatementContent(self)))
            let size = (bytes.count + Self.padding - 1) / Self.padding * Self.padding
            bytes += Array(repeating: UInt8(ascii: " "), count: size - bytes.count)
            return bytes
        }
    }

    static let padding = 128
    /// The same statement gives the same bytes, in every process.
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }()
}

/// The form in which a statement travels to its authority; browsers write the same names.
struct StatementContent: Codable, Sendable, Hashable {
    var firstNames: String
    var familyNames: String
    var street: String?
    var houseNumber: String?
    var postalCode: String?
    var city: String?
    var country: String?
    /// A day, with zeros for the parts that are not known: `1985-03-00`.
    var birthDate: String?
    var numberKind: String?
    var number: String?

    init(_ statement: Statement) {
        firstNames = statement.firstNames
        familyNames = statement.familyNames
        switch statement.identity {
        case .residence(let residence, let date):
            street = residence.street
            houseNumber = residence.number
            postalCode = residence.postalCode
            city = residence.city
            country = residence.country
            birthDate = date.iso
        case .number(let kind, let typed):
            numberKind = kind
            number = typed
        }
    }

    /// The statement that says this; nil where no form of the state makes such a one.
    ///
    /// - Parameter kinds: The kinds of number that the state asks for; none where it asks for a residence.
    func statement(of state: String, asking kinds: [String]) -> Statement? {
        let identity: Statement.Identity
        let residence = [street, houseNumber, postalCode, city, country, birthDate]
        if !kinds.isEmpty {
            guard let number, let numberKind, kinds.contains(numberKind),
                residence.allSatisfy({ $0 == nil })
            else { return nil }
            identity = .number(kind: numberKind, number: number)
        } else {
            guard number == nil, numberKind == nil, let country, let birthDate,
                let date = BirthDate(iso: birthDate)
            else {
                return nil
            }
            let residence = Statement.Residence(
                street: street ?? "",
                number: houseNumber ?? "",
                postalCode: postalCode ?? "",
                city: city ?? "",
                country: country
            )
            identity = .residence(residence, bornOn: date)
        }
        return Statement(
            state: state,
            firstNames: firstNames,
            familyNames: familyNames,
            identity: identity
        )
    }
}
