import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// Where somebody becomes known who wants to sign: what is asked and what is kept is said before they leave.
struct SigningWaysView: Component {
    let ways: [AnonymousWay]
    let petition: Petition
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        guard !ways.isEmpty else {
            return Notice(
                .warning,
                title: t("petitions.sign.nobody.title"),
                content: "<p>\(t("petitions.sign.nobody.text"))</p>"
            ).html
        }
        let buttons = ways.map { way -> HTML in
            let label = t("petitions.sign.way", ["provider": .text(way.name)])
            return "<p>\(ButtonLink(label, to: way.path))</p>"
        }
        return """
            <p>\(t("petitions.sign.ways"))</p>
            \(SigningPromise(petition: petition, names: SigningPromise.byProvider, t: t))
            \(leaving)\(buttons)
            """
    }

    /// Whoever is signed in to an account leaves it: the two are never joined.
    private var leaving: HTML {
        guard visitor.visit.session?.member != nil else { return .empty }
        return Notice(
            .information,
            title: t("petitions.sign.leaving.title"),
            content: "<p>\(t("petitions.sign.leaving.text"))</p>"
        ).html
    }
}

/// What is asked of whoever signs, what is kept, and for how long.
struct SigningPromise: Component {
    let petition: Petition
    let names: [String]
    let t: Translator

    static let byProvider = ["adult", "key", "account", "destroyed"]
    static let byEmail = ["weaker", "address", "destroyed"]

    var html: HTML {
        let values: MessageValues = ["count": .number(petition.terms.contestDays)]
        let items = names.map { name -> HTML in
            "<li>\(t(MessageKey("petitions.sign.promise", name), values))</li>"
        }
        return "<ul class=\"sign-facts\">\(items)</ul>"
    }
}

/// The button by which somebody signs whom a provider knows.
struct SignatureForm: Component {
    let petition: Petition
    let supporter: String
    let attempt: SendingAttempt
    let territories: [PetitionChoice]
    var territory = ""
    var typed = Typed()
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let action = visitor.spacePath(petition.id.text, "signatures")
        return """
            \(ErrorSummary(problems: typed.list, t: t))
            <p>\(t("petitions.sign.ready"))</p>
            \(SigningPromise(petition: petition, names: SigningPromise.byProvider, t: t))
            <form method="post" action="\(url: action)">
            \(HiddenFields(fields))
            \(TerritoryField(territories: territories, selected: territory, typed: typed, t: t))
            <p>\(Button(t("petitions.sign.button")))</p>
            </form>
            """
    }

    private var fields: [(name: String, value: String)] {
        HiddenFields.sending(attempt, supporter: supporter)
    }
}

extension HiddenFields {
    /// What belongs to one sending, and the secret in the link of first supporters where there is one.
    static func sending(
        _ attempt: SendingAttempt?,
        supporter: String
    ) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        if let attempt { fields.append((SendingAttempt.field, attempt.text)) }
        if !supporter.isEmpty { fields.append(("supporter", supporter)) }
        return fields
    }
}

/// Where somebody says that they live, in a space that asks for it.
struct TerritoryField: Component {
    let territories: [PetitionChoice]
    let selected: String
    let typed: Typed
    let t: Translator

    var html: HTML {
        guard !territories.isEmpty else { return .empty }
        let frame = FieldFrame(
            name: "territory",
            label: t("petitions.sign.territory"),
            hint: HTML(escaping: t("petitions.sign.territory.hint")),
            problem: typed.problem("territory")
        )
        return SelectField(
            frame,
            choices: territories.map { .init(value: $0.key, label: $0.word(t)) },
            selected: selected,
            placeholder: t("petitions.sign.territory.choose")
        ).html
    }
}

/// What somebody sees who has signed already: the way to take it back.
struct SignedView: Component {
    let petition: Petition
    let supporter: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let action = visitor.spacePath(petition.id.text, "signatures", "withdrawals")
        return """
            \(Notice(.success, title: t("petitions.sign.already.title")))
            <p>\(t("petitions.sign.already.text"))</p>
            <h2>\(t("petitions.sign.back.title"))</h2>
            <p>\(t("petitions.sign.back.text"))</p>
            <form method="post" action="\(url: action)">
            \(HiddenFields(HiddenFields.sending(nil, supporter: supporter)))
            <p>\(Button(t("petitions.sign.back.button"), kind: .danger))</p>
            </form>
            """
    }
}

/// The form by which somebody asks for an email to sign with.
struct ConfirmationForm: Component {
    let petition: Petition
    let attempt: SendingAttempt
    let supporter: String
    let territories: [PetitionChoice]
    let isForCouples: Bool
    var email = ""
    var initial = ""
    var territory = ""
    var isAdult = false
    var typed = Typed()
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let action = visitor.spacePath(petition.id.text, "confirmations")
        return """
            \(ErrorSummary(problems: typed.list, t: t))
            <p>\(t("petitions.sign.email.lead"))</p>
            \(SigningPromise(petition: petition, names: SigningPromise.byEmail, t: t))
            <form method="post" action="\(url: action)">
            \(HiddenFields(fields))
            \(emailField)\(initialField, when: isForCouples)
            \(TerritoryField(territories: territories, selected: territory, typed: typed, t: t))
            \(adultField)
            <p>\(Button(t("petitions.sign.email.button")))</p>
            </form>
            """
    }

    private var fields: [(name: String, value: String)] {
        HiddenFields.sending(attempt, supporter: supporter)
    }

    private var emailField: HTML {
        let frame = FieldFrame(
            name: "email",
            label: t("petitions.sign.email"),
            hint: HTML(escaping: t("petitions.sign.email.hint")),
            problem: typed.problem("email")
        )
        return TextField(
            frame,
            value: email,
            autocomplete: "email",
            inputMode: "email",
            maximum: Limits.emailBytes,
            isRequired: true,
            kind: .email
        ).html
    }

    private var initialField: HTML {
        let frame = FieldFrame(
            name: "initial",
            label: t("petitions.sign.initial"),
            hint: HTML(escaping: t("petitions.sign.initial.hint")),
            problem: typed.problem("initial")
        )
        return TextField(
            frame,
            value: initial,
            autocomplete: "off",
            maximum: 8,
            isRequired: true,
            width: "short"
        ).html
    }

    private var adultField: HTML {
        CheckboxField(
            FieldFrame(
                name: "adult",
                label: t("petitions.sign.adult"),
                problem: typed.problem("adult")
            ),
            isChecked: isAdult
        ).html
    }
}
