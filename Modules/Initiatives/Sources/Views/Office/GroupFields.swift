import Kernel
import Localization
import Markup
import Text
import Web

/// The rows of the group of organisers: who, where they live, and how the office reaches them.
struct GroupFields: Component {
    let form: GroupForm
    let memberStates: MemberStates
    let typed: Typed
    let t: Translator

    var html: HTML {
        let choices = countries
        let rows = form.rows.enumerated().map { row($0.offset, $0.element, choices) }
        return "\(rows)"
    }

    private var countries: [SelectField.Choice] {
        let others = form.residences.filter { memberStates[$0] == nil && !$0.isEmpty }
        let states = (memberStates.all.map(\.code) + others)
            .map { SelectField.Choice(value: $0, label: t(MessageKey("country", $0))) }
            .sorted { Folding.fold($0.label) < Folding.fold($1.label) }
        return [SelectField.Choice(value: "", label: "–")] + states
    }

    private func row(_ index: Int, _ row: GroupForm.Row, _ choices: [SelectField.Choice]) -> HTML {
        let field = "organiser-\(index + 1)"
        let name = TextField(
            FieldFrame(
                name: field + "-name",
                label: t("initiatives.office.group.name"),
                problem: typed.problem(field + "-name")
            ),
            value: row.name,
            autocomplete: "off",
            maximum: Limits.nameCharacters,
            isRequired: false
        )
        let residence = SelectField(
            FieldFrame(
                name: field + "-residence",
                label: t("initiatives.office.group.residence"),
                problem: typed.problem(field + "-residence")
            ),
            choices: choices,
            selected: row.residence
        )
        let email = TextField(
            FieldFrame(
                name: field + "-email",
                label: t("initiatives.office.group.email"),
                hint: "\(t("initiatives.office.group.email.hint"))",
                problem: typed.problem(field + "-email")
            ),
            value: row.email,
            autocomplete: "off",
            inputMode: "email",
            maximum: Limits.emailBytes,
            isRequired: false,
            kind: .email
        )
        return Fieldset(
            id: field,
            legend: legend(index, row),
            content: """
                <input type="hidden" name="\(field)-role" value="\(row.role.rawValue)">\
                \(name)\(residence)\(email)
                """
        ).html
    }

    private func legend(_ index: Int, _ row: GroupForm.Row) -> String {
        let role = t(MessageKey("initiatives.role", row.role.rawValue))
        guard row.role == .member else { return role }
        return t(
            "initiatives.office.group.member",
            ["role": .text(role), "number": .number(index - 1)]
        )
    }
}
