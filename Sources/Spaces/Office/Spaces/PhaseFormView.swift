import Kernel
import Localization
import Markup
import Web

/// The phases of a space, each with its days and what it opens, and room for one more.
struct PhaseFormView: Component {
    let form: PhaseForm
    let typed: Typed
    let manifest: ModuleManifest
    let action: Path
    let t: Translator

    var html: HTML {
        let filled = form.rows.filter { !$0.isEmpty }
        let empty = PhaseForm.Row(
            name: "",
            features: [],
            first: DateField.Typed(nil),
            last: DateField.Typed(nil)
        )
        // What was typed comes back where it stood, also behind phases that were cleared.
        let last = form.rows.lastIndex { !$0.isEmpty } ?? -1
        let rows =
            typed.isFine
            ? Array((filled + [empty]).prefix(Limits.phasesPerSpace))
            : Array(form.rows.prefix(last + 2))
        return """
            <form method="post" action="\(url: action)" novalidate>
            <input type="hidden" name="mark" value="\(form.mark)">
            \(rows.enumerated().map { row($0.offset + 1, $0.element) })
            <p>\(Button(t("office.phases.button")))</p></form>
            """
    }

    private func row(_ number: Int, _ row: PhaseForm.Row) -> HTML {
        let field = "phase-\(number)"
        let name = TextField(
            FieldFrame(
                name: field + "-name",
                label: t("office.phase.name"),
                hint: "\(t("office.phase.name.hint"))",
                problem: typed.problem(field + "-name")
            ),
            value: row.name,
            autocomplete: "off",
            maximum: Limits.slugBytes,
            isRequired: false,
            width: "medium"
        )
        let features = CheckboxesField(
            FieldFrame(
                name: field + "-features",
                label: t("office.phase.features"),
                hint: "\(t("office.phase.features.hint"))"
            ),
            choices: manifest.features.map {
                FieldChoice(value: $0.name, label: manifest.word($0.name, t))
            },
            selected: row.features
        )
        return Fieldset(
            id: field,
            legend: row.name.isEmpty
                ? t("office.phase.another") : t("office.phase.of", ["name": .text(row.name)]),
            content: """
                \(name)\(features.html, when: !manifest.features.isEmpty)\
                \(date(field + "-first", "office.phase.first", row.first))\
                \(date(field + "-last", "office.phase.last", row.last))
                """
        ).html
    }

    private func date(
        _ name: String,
        _ label: MessageKey,
        _ value: DateField.Typed
    ) -> DateField {
        DateField(
            FieldFrame(name: name, label: t(label), problem: typed.problem(name)),
            typed: value,
            t: t
        )
    }
}
