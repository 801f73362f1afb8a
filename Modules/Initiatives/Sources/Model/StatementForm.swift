import Kernel
import Markup
import Spaces
import Web

/// The form of a statement as it was typed: kept for redisplay, never stored.
struct StatementForm: Sendable, Hashable {
    /// The names of the fields, in the order of the form.
    enum Field: String, Sendable, CaseIterable {
        case firstNames = "first-names"
        case familyNames = "family-names"
        case birth
        case street
        case houseNumber = "house-number"
        case postalCode = "postal-code"
        case city
        case country
        case numberKind = "number-kind"
        case number
        case certify
        case insist
    }

    var state = ""
    var firstNames = ""
    var familyNames = ""
    var street = ""
    var houseNumber = ""
    var postalCode = ""
    var city = ""
    var country = ""
    var birth = DateField.Typed(day: "", month: "", year: "")
    var numberKind = ""
    var number = ""
    var certifies = false
    /// The citizen says that a doubtful number or code is right.
    var insists = false
    /// What it was sent with before, so that sending it again is known as the same.
    var attempt: SendingAttempt?

    /// An empty form for a state; somebody who lives there is what is most likely.
    init(for state: MemberState) {
        self.state = state.code
        country = state.code
        numberKind = state.numbers.count == 1 ? state.numbers[0].key : ""
    }

    /// What was sent.
    init(_ data: FormData) {
        state = data["state"]
        firstNames = data[Field.firstNames.rawValue]
        familyNames = data[Field.familyNames.rawValue]
        street = data[Field.street.rawValue]
        houseNumber = data[Field.houseNumber.rawValue]
        postalCode = data[Field.postalCode.rawValue]
        city = data[Field.city.rawValue]
        country = data[Field.country.rawValue]
        birth = DateField.Typed(
            day: data["birth-day"],
            month: data["birth-month"],
            year: data["birth-year"]
        )
        numberKind = data[Field.numberKind.rawValue]
        number = data[Field.number.rawValue]
        certifies = data.has(Field.certify.rawValue)
        insists = data.has(Field.insist.rawValue)
        attempt = SendingAttempt(data[SendingAttempt.field])
    }
}
