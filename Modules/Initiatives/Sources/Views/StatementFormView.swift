import Kernel
import Localization
import Markup
import Spaces
import Text
import Vault
import Web

/// The fields of one state, with why each is asked, and what happens to them.
struct StatementFormView: Component {
    let initiative: Initiative
    let memberState: MemberState
    let memberStates: MemberStates
    let key: AuthorityPublicKey
    let form: StatementForm
    let problems: StatementProblems
    let visitor: VisitorContext
    let languages: [Layout.Language]

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(privacy)
        <form class="statement" id="statement" method="post" novalidate autocomplete="on" \
        action="\(url: visitor.spacePath(initiative.id.text, "statements"))" data-seal>
        <input type="hidden" name="state" value="\(memberState.code)">
        \(attempt)\(names)
        \(identity)
        \(certify)
        \(insist, when: !problems.doubts.isEmpty || form.insists)
        <p>\(Button(t("initiatives.sign.submit"), id: "submit"))</p>
        <p class="hint">\(t("initiatives.sign.submit.hint"))</p>
        <noscript><p class="hint">\(t("initiatives.sign.noscript"))</p></noscript>
        \(otherLanguages, when: languages.count > 1)
        </form>
        \(SealingSettings(
            initiative: initiative, memberState: memberState, memberStates: memberStates,
            key: key, visitor: visitor))
        """
    }

    /// Shown before anything is typed: what will be asked, for whom, and what becomes of it.
    private var privacy: HTML {
        let part = memberState.form == .residence ? "residence" : "number"
        let country = MessageValue.key(MessageKey("country", memberState.code))
        return """
            <p>\(t(MessageKey("initiatives.sign.required", part), ["country": country]))</p>
            <details class="privacy"><summary>\(t("initiatives.sign.privacy.title"))</summary>
            <div>\(Prose(t("initiatives.sign.privacy.text", ["country": country])))
            <p><a href="\(url: visitor.path("privacy"))">\(t("initiatives.sign.privacy.more"))</a></p>
            </div></details>
            """
    }

    /// The way to another language that takes along what was typed, with or without scripts.
    ///
    /// It stands behind the button that sends, because Enter in a field presses the first one.
    private var otherLanguages: HTML {
        let names = languages.filter { $0.tag != t.language }.map { language -> HTML in
            let tag = language.tag.text
            let path = Path(tag, visitor.space?.slug ?? "", initiative.id.text, "statements")
            return """
                <button class="button button-quiet" name="language" value="\(tag)" \
                lang="\(tag)" formnovalidate formaction="\(url: path.fragment("sign"))">\
                \(language.name)</button>
                """
        }
        return """
            <p class="other-languages">\
            <span>\(t("initiatives.sign.languages"))</span> \(names)</p>
            """
    }

    private var attempt: HTML {
        guard let attempt = form.attempt else { return .empty }
        return """
            <input type="hidden" name="\(SendingAttempt.field)" value="\(attempt.text)">

            """
    }

    private var names: HTML {
        """
        \(text(.firstNames, form.firstNames, "given-name", Limits.nameCharacters))\
        \(text(.familyNames, form.familyNames, "family-name", Limits.nameCharacters))
        """
    }

    @inline(never)
    private var identity: HTML {
        switch memberState.form {
        case .residence: residence
        case .number: number
        }
    }

    private var residence: HTML {
        let countries = CountryCodes.list
            .map { SelectField.Choice(value: $0, label: t(MessageKey("country", $0))) }
            .sorted { Folding.fold($0.label) < Folding.fold($1.label) }
        let country = SelectField(
            frame(.country),
            choices: countries,
            selected: form.country,
            placeholder: t("initiatives.sign.country.choose"),
            autocomplete: "country"
        )
        return """
            \(DateField(frame(.birth), typed: form.birth, isBirthday: true, t: t))\
            \(Fieldset(
                id: "residence", legend: t("initiatives.sign.residence"),
                hint: HTML(escaping: t("initiatives.sign.residence.hint")),
                content: address + country.html))
            """
    }

    private var address: HTML {
        """
        \(text(.street, form.street, "address-line1", Limits.addressCharacters))\
        \(text(.houseNumber, form.houseNumber, "off", 20, width: "short", isRequired: false))\
        \(text(
            .postalCode, form.postalCode, "postal-code", Limits.postalCodeCharacters,
            width: "short", isRequired: false))\
        \(text(.city, form.city, "address-level2", Limits.addressCharacters))
        """
    }

    private var number: HTML {
        let kinds = memberState.numbers
        let folding: HTML = "\(t("initiatives.sign.number.hint"))"
        guard kinds.count > 1 else {
            return """
                <input type="hidden" name="\(StatementForm.Field.numberKind.rawValue)" \
                value="\(kinds.first?.key ?? "")">
                \(number(kinds.first.map(kindName), hint: "\(kinds.map(help)) \(folding)"))
                """
        }
        let choices = kinds.map { kind in
            SelectField.Choice(value: kind.key, label: kindName(kind))
        }
        let explained = kinds.map { kind -> HTML in
            """
            <li data-kind="\(kind.key)"><strong>\(kindName(kind))</strong>: \(help(kind))</li>
            """
        }
        return """
            \(SelectField(
                frame(.numberKind), choices: choices, selected: form.numberKind,
                placeholder: t("initiatives.sign.number-kind.choose")))\
            <ul class="hint kinds" id="number-kinds">\(explained)</ul>
            \(number(nil, hint: folding, description: "number-kinds"))
            """
    }

    /// Where only one kind is accepted, the field has its name; else that of all of them.
    private func number(
        _ label: String?,
        hint: HTML,
        description: String? = nil
    ) -> HTML {
        TextField(
            frame(.number, label: label, hint: hint, description: description),
            value: form.number,
            autocomplete: "off",
            maximum: Limits.numberCharacters,
            isRequired: true
        ).html
    }

    private func help(_ kind: NumberKind) -> HTML {
        "\(t(MessageKey(kindKey(kind), "help"), ["example": .text(kind.example)]))"
    }

    private func kindKey(_ kind: NumberKind) -> MessageKey {
        let state = MessageKey("initiatives.number", memberState.code.lowercased())
        return MessageKey(state, kind.key)
    }

    /// In the reader's language, and as the document itself says it when that differs.
    private func kindName(_ kind: NumberKind) -> String {
        let name = t(MessageKey(kindKey(kind), "name"))
        return name == kind.label ? name : "\(name) (\(kind.label))"
    }

    private var certify: HTML {
        CheckboxField(frame(.certify), isChecked: form.certifies).html
    }

    private var insist: HTML {
        CheckboxField(frame(.insist), isChecked: form.insists).html
    }

    private func text(
        _ field: StatementForm.Field,
        _ value: String,
        _ autocomplete: String,
        _ maximum: Int,
        width: String = "full",
        isRequired: Bool = true
    ) -> HTML {
        TextField(
            frame(field),
            value: value,
            autocomplete: autocomplete,
            maximum: maximum,
            isRequired: isRequired,
            width: width
        ).html
    }

    /// The fields at which people stumble without a word more.
    private static let hinted: Set<StatementForm.Field> = [
        .firstNames, .familyNames, .birth, .insist,
    ]

    /// Label and hint come from the catalogue under the field's name.
    private func frame(
        _ field: StatementForm.Field,
        label: String? = nil,
        hint: HTML? = nil,
        description: String? = nil
    ) -> FieldFrame {
        let key = MessageKey("initiatives.sign", field.rawValue)
        let problem = problems.first(of: field)
        return FieldFrame(
            name: field.rawValue,
            label: label ?? t(key),
            hint: hint ?? (Self.hinted.contains(field) ? "\(t(MessageKey(key, "hint")))" : .empty),
            problem: problem.map { t($0.message, $0.values) },
            description: description
        )
    }
}
