import FoundationEssentials
import Kernel
import Localization
import Markup
import Vault
import Web

/// What the browser needs to check a form and to seal it: rules, key and words, as data.
///
/// A block of JSON is no script: the content security policy lets it through, and nothing runs it.
struct SealingSettings: Component {
    let initiative: Initiative
    let memberState: MemberState
    let memberStates: MemberStates
    let key: AuthorityPublicKey
    let visitor: VisitorContext

    private struct PostalCodeRule: Encodable {
        let postalCode: NumberPattern
        let postalCodeExample: String?

        init(_ state: MemberState) {
            postalCode = state.postalCode
            postalCodeExample = state.postalCodeExample
        }
    }

    private struct Settings: Encodable {
        let tenant: String
        let subject: String
        let state: String
        let form: String
        let formPart: String
        let key: String
        let keyID: String
        let minimumAge: Int
        let today: String
        let numbers: [NumberKind]
        let postalCodes: [String: PostalCodeRule]
        let messages: [String: String]
    }

    var html: HTML {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(settings) else { return .empty }
        // `</script>` inside a text would end the block: no `<` stays as it is.
        let text = String(decoding: data, as: UTF8.self)
            .replacing("<", with: "\\u003c")
        return HTML(trustingJSON: text, id: "seal-settings")
    }

    private var settings: Settings {
        let today = CivilZone.brussels.date(at: visitor.now)
        return Settings(
            tenant: visitor.tenant.id.text,
            subject: visitor.scope.subject(of: initiative.id).description,
            state: memberState.code,
            form: Statement.form,
            formPart: memberState.form.rawValue,
            key: Data(key.bytes).base64EncodedString(),
            keyID: key.id.description,
            minimumAge: memberState.minimumAge(on: today),
            today: today.iso,
            numbers: memberState.numbers,
            postalCodes: memberState.form == .residence ? postalCodes : [:],
            messages: messages
        )
    }

    private var postalCodes: [String: PostalCodeRule] {
        Dictionary(
            uniqueKeysWithValues: memberStates.all.map { ($0.code, PostalCodeRule($0)) }
        )
    }

    /// Every message of the form, as the browser would have to say it.
    private var messages: [String: String] {
        let t = visitor.t
        var messages: [String: String] = [:]
        for key in SignMessages.browser {
            messages[key.text] = t(key, values)
        }
        // Here the country is where somebody lives, which the browser knows.
        let postalCode: MessageKey = "initiatives.sign.doubt.postal-code"
        messages[postalCode.text] = t(
            postalCode,
            ["country": .text("{{country}}"), "example": .text("{{example}}")]
        )
        return messages
    }

    private var values: MessageValues {
        let today = CivilZone.brussels.date(at: visitor.now)
        return [
            "age": .number(memberState.minimumAge(on: today)),
            "country": .key(MessageKey("country", memberState.code)),
            // Put in by the browser, which knows the kind and the country of residence.
            "example": .text("{{example}}"),
        ]
    }
}

/// The messages that a browser says by itself.
enum SignMessages {
    static let browser: [MessageKey] = [
        "initiatives.sign.error.first-names.missing",
        "initiatives.sign.error.family-names.missing",
        "initiatives.sign.error.not-a-name",
        "initiatives.sign.error.street.missing",
        "initiatives.sign.error.city.missing",
        "initiatives.sign.error.characters",
        "initiatives.sign.error.country.missing",
        "initiatives.sign.error.birth.missing",
        "initiatives.sign.error.birth.impossible",
        "initiatives.sign.error.too-young",
        "initiatives.sign.error.too-young.perhaps.birth",
        "initiatives.sign.error.too-young.perhaps.number",
        "initiatives.sign.error.number-kind.missing",
        "initiatives.sign.error.number.missing",
        "initiatives.sign.error.certify",
        "initiatives.sign.doubt.first-names",
        "initiatives.sign.doubt.first-names.short",
        "initiatives.sign.doubt.family-names",
        "initiatives.sign.doubt.family-names.short",
        "initiatives.sign.doubt.birth",
        "initiatives.sign.doubt.birth.short",
        "initiatives.sign.doubt.postal-code",
        "initiatives.sign.doubt.postal-code.short",
        "initiatives.sign.doubt.format",
        "initiatives.sign.doubt.format.short",
        "initiatives.sign.doubt.checksum",
        "initiatives.sign.doubt.checksum.short",
        "initiatives.sign.doubt.birthDateImpossible",
        "initiatives.sign.doubt.birthDateImpossible.short",
        "initiatives.sign.insist",
        "initiatives.sign.insist.hint",
        "initiatives.sign.sealing",
        "initiatives.sign.computing",
        "initiatives.sign.failed",
        "initiatives.sign.unsealed.text",
        "initiatives.sign.unsealed.button",
        "initiatives.sign.busy.text",
        "form.errors.title",
    ]
}
