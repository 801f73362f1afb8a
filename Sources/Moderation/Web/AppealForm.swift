import Accounts
import Kernel
import Localization
import Markup
import Web

/// What somebody types who contests a decision.
struct AppealForm: Sendable {
    let text: String
    let email: String

    init() {
        text = ""
        email = ""
    }

    init(_ data: FormData) {
        text = data["text"]
        email = data["email"]
    }

    /// The appeal; nil where something is missing or wrong, which then stands beside its field.
    func appeal(
        asksForEmail: Bool,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> NewAppeal? {
        let t = visitor.t
        if text.isEmpty || text.count > Limits.appealCharacters {
            typed.refuse("text", t("moderation.error.appeal"))
        }
        var address: String?
        if asksForEmail, !email.isEmpty {
            address = FormData.email(email, in: "email", &typed, t)
        }
        guard typed.isFine else { return nil }
        return NewAppeal(text: text, email: address, language: visitor.visit.language)
    }

    /// The fields, with whatever is wrong with them.
    func fields(asksForEmail: Bool, _ typed: Typed, _ t: Translator) -> HTML {
        let area = TextArea(
            FieldFrame(
                name: "text",
                label: t("moderation.appeal.text"),
                hint: "\(t("moderation.appeal.text.hint"))",
                problem: typed.problem("text")
            ),
            value: text,
            maximum: Limits.appealCharacters,
            rows: 8,
            isRequired: true,
            t: t
        )
        let address = VisitorEmail(value: email, problem: typed.problem("email"), t: t)
        return "\(area)\(address.html, when: asksForEmail)"
    }

    /// Why it was not taken, beside the text.
    static func message(_ refusal: AppealRefusal, _ t: Translator) -> String {
        switch refusal {
        case .notFound: t("moderation.error.appealGone")
        case .over: t("moderation.error.appealOver")
        case .already: t("moderation.error.appealTwice")
        case .settled: t("moderation.error.appealSettled")
        case .unfit: t("moderation.error.appeal")
        }
    }
}

/// Where a visitor is told who has no account; nobody has to give it.
struct VisitorEmail: Component {
    let value: String
    let problem: String?
    let t: Translator

    var html: HTML {
        TextField(
            FieldFrame(
                name: "email",
                label: t("moderation.email"),
                hint: "\(t("moderation.email.hint"))",
                problem: problem
            ),
            value: value,
            autocomplete: "email",
            inputMode: "email",
            maximum: Limits.emailBytes,
            isRequired: false,
            kind: .email
        ).html
    }
}
