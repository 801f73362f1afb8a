import Localization
import Markup
import Web

/// A page with one form: what it is for, what is wrong, the fields, one button.
struct FormPage: Component {
    let title: String
    var lead = ""
    var problems: [FieldProblem] = []
    var notice = HTML.empty
    let action: Path
    var fields = HTML.empty
    let button: String
    var kind = ButtonKind.primary
    /// What stands below the form: other ways, or the way back.
    var rest = HTML.empty
    let t: Translator

    var html: HTML {
        """
        \(ErrorSummary(problems: problems, t: t))\(notice)
        <div class="sheet"><div><h1>\(title)</h1>
        \(Prose(lead))</div>
        <div class="sheet-form"><form method="post" action="\(url: action)" novalidate>
        \(fields)
        <p>\(Button(button, kind: kind))</p>
        </form>
        \(rest)</div></div>
        """
    }
}

/// The fields that several forms of accounts have, each written once.
struct AccountFields {
    let typed: Typed
    let t: Translator

    /// An address: one's own, which the browser may know, or somebody else's.
    func email(
        _ value: String,
        name: String = "email",
        label: MessageKey = "accounts.field.email",
        hint: HTML = .empty,
        isOwn: Bool = true
    ) -> HTML {
        TextField(
            FieldFrame(
                name: name,
                label: t(label),
                hint: hint,
                problem: typed.problem(name)
            ),
            value: value,
            autocomplete: isOwn ? "email" : "off",
            inputMode: "email",
            maximum: 254,
            isRequired: true,
            kind: .email
        ).html
    }

    func name(_ value: String) -> HTML {
        TextField(
            FieldFrame(
                name: "name",
                label: t("accounts.field.name"),
                hint: "\(t("accounts.field.name.hint"))",
                problem: typed.problem("name")
            ),
            value: value,
            autocomplete: "name",
            maximum: 100,
            isRequired: true
        ).html
    }

    /// A password that exists; never given back.
    func presentPassword(
        name: String = "password",
        label: MessageKey,
        hint: HTML = .empty,
        isRequired: Bool = true
    ) -> HTML {
        TextField(
            FieldFrame(name: name, label: t(label), hint: hint, problem: typed.problem(name)),
            value: "",
            autocomplete: "current-password",
            maximum: 200,
            isRequired: isRequired,
            kind: .password,
            reveal: reveal
        ).html
    }

    func newPassword() -> HTML {
        TextField(
            FieldFrame(
                name: "new-password",
                label: t("accounts.field.newPassword"),
                hint: "\(t("accounts.field.newPassword.hint"))",
                problem: typed.problem("new-password")
            ),
            value: "",
            autocomplete: "new-password",
            maximum: 200,
            isRequired: true,
            kind: .password,
            reveal: reveal
        ).html
    }

    private var reveal: TextField.Reveal {
        TextField.Reveal(
            show: t("accounts.password.show"),
            hide: t("accounts.password.hide"),
            showLabel: t("accounts.password.show.label"),
            hideLabel: t("accounts.password.hide.label")
        )
    }

    /// What an app shows: six digits, for which phones bring their keyboard of digits.
    ///
    /// Some people type a space in the middle, as apps show it.
    func code(hint: MessageKey) -> HTML {
        TextField(
            FieldFrame(
                name: "code",
                label: t("accounts.field.code"),
                hint: "\(t(hint))",
                problem: typed.problem("code")
            ),
            value: "",
            autocomplete: "one-time-code",
            inputMode: "numeric",
            maximum: 40,
            isRequired: true,
            width: "short"
        ).html
    }

    /// The box without which there is no account, and where to read what it says yes to.
    func consent(isGiven: Bool, _ visitor: VisitorContext) -> HTML {
        let box = CheckboxField(
            FieldFrame(
                name: "consent",
                label: t("accounts.consent"),
                problem: typed.problem("consent")
            ),
            isChecked: isGiven
        )
        return """
            \(Self.version(visitor))\(box)\(privacyHint(visitor.path("privacy")))
            """
    }

    /// Which version of the privacy page whoever agrees could read.
    static func version(_ visitor: VisitorContext) -> HTML {
        """
        <input type="hidden" name="privacy" value="\(visitor.privacyVersion)">
        """
    }

    func privacyHint(_ privacy: Path) -> HTML {
        """
        <p class="hint"><a href="\(url: privacy)">\(t("accounts.consent.more"))</a></p>
        """
    }

    /// What somebody types who does not have their app: letters too, so it is a field of its own.
    func recoveryCode() -> HTML {
        let field = TextField(
            FieldFrame(
                name: "recovery",
                label: t("accounts.field.recoveryCode"),
                problem: typed.problem("recovery")
            ),
            value: "",
            autocomplete: "off",
            maximum: 40,
            isRequired: false,
            width: "medium"
        )
        let isOpen = typed.problem("recovery") != nil
        return """
            <details class="other-way"\(attribute: "open", when: isOpen)>\
            <summary>\(t("accounts.code.recovery"))</summary>
            <div>\(field)</div></details>
            """
    }

    /// Where to go afterwards, taken along.
    static func next(_ address: String) -> HTML {
        guard let path = Path(local: address) else { return .empty }
        return """
            <input type="hidden" name="next" value="\(path.text)">
            """
    }
}
