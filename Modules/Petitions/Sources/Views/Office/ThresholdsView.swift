import Kernel
import Localization
import Markup
import Spaces
import Web

/// The thresholds of a space, that of its settings first, and a form for another.
struct ThresholdsView: Component {
    let thresholds: [PetitionThreshold]
    let form: OfficeThresholds.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path { PetitionOffice.path(visitor, "thresholds") }

    var html: HTML {
        """
        <p>\(t("petitions.office.thresholds.text"))</p>
        \(table)
        <h2>\(t("petitions.office.threshold.add"))</h2>
        <form method="post" action="\(url: path)" novalidate>
        \(ThresholdFields(form: form, typed: typed, visitor: visitor, pages: pages))
        <p>\(Button(t("petitions.office.threshold.add")))</p></form>
        """
    }

    private var table: HTML {
        let isSet = thresholds.contains { $0.effect == .reached }
        let standard = visitor.space?.settings[PetitionSettings.threshold] ?? 0
        let own: [DataTable.Row] =
            isSet
            ? []
            : [
                DataTable.Row([
                    "\(t.number(standard))", "\(t("petitions.office.effect.reached"))",
                    "\(t("petitions.office.threshold.setting"))",
                ])
            ]
        return DataTable(
            caption: "\(t("petitions.office.thresholds.title"))",
            columns: [
                .init(t("petitions.office.signatures"), isNumber: true),
                .init(t("petitions.office.effect")),
                .init(t("petitions.office.action"), isAction: true),
            ],
            rows: own + thresholds.map(row)
        ).html
    }

    private func row(_ threshold: PetitionThreshold) -> DataTable.Row {
        let number = t.number(threshold.count)
        let effect = t(MessageKey("petitions.office.effect", threshold.effect.rawValue))
        let named: HTML = threshold.word(t).map { "<br>\($0)" } ?? .empty
        let place = path.appending(String(threshold.number))
        return DataTable.Row([
            "\(number)", "\(effect)\(named)",
            """
            <a href="\(url: place)">\(t("petitions.office.change"))\
            <span class="visually-hidden"> – \(number)</span></a>
            """,
        ])
    }
}

/// One threshold, with the way to take it away.
struct ThresholdView: Component {
    let threshold: PetitionThreshold
    let form: OfficeThresholds.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path {
        PetitionOffice.path(visitor, "thresholds", String(threshold.number))
    }

    var title: String {
        t("petitions.office.threshold.number", ["count": .number(threshold.count)])
    }

    var html: HTML {
        """
        <p>\(t("petitions.office.threshold.text"))</p>
        <form method="post" action="\(url: path)" novalidate>
        \(ThresholdFields(form: form, typed: typed, visitor: visitor, pages: pages))
        <p>\(Button(t("office.space.save")))</p></form>
        <form method="post" action="\(url: path.appending("removals"))">
        <p>\(Button(t("petitions.office.threshold.remove"), kind: .danger))</p></form>
        """
    }
}

/// Everything that a threshold is made of.
private struct ThresholdFields: Component {
    let form: OfficeThresholds.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }

    var html: HTML {
        let (count, days) = (number("count", form.count), number("days", form.days))
        let places = number("territories", form.territories)
        let each = number("per-territory", form.perTerritory)
        let hasTerritories = visitor.space?.settings[PetitionSettings.territories] == true
        let hidden: HTML = """
            <input type="hidden" name="territories" value="\(form.territories)">\
            <input type="hidden" name="per-territory" value="\(form.perTerritory)">
            """
        return """
            \(count)\(effect)\(days)\("\(places)\(each)", when: hasTerritories)\
            \(hidden, when: !hasTerritories)\(texts)
            """
    }

    private func number(_ name: String, _ value: String) -> TextField {
        let words = MessageKey("petitions.office.threshold", name)
        return TextField(
            FieldFrame(
                name: name,
                label: t(words),
                hint: "\(t(MessageKey(words, "hint")))",
                problem: typed.problem(name)
            ),
            value: value,
            autocomplete: "off",
            inputMode: "numeric",
            maximum: 9,
            isRequired: true,
            width: "short"
        )
    }

    private var effect: SelectField {
        SelectField(
            FieldFrame(
                name: "effect",
                label: t("petitions.office.effect"),
                problem: typed.problem("effect")
            ),
            choices: PetitionThreshold.Effect.allCases.map {
                SelectField.Choice(
                    value: $0.rawValue,
                    label: t(MessageKey("petitions.office.effect", $0.rawValue))
                )
            },
            selected: form.effect
        )
    }

    private var texts: HTML {
        form.texts.fields(
            t("petitions.office.threshold.name"),
            hint: t("petitions.office.threshold.name.hint"),
            maximum: Limits.petitionChoiceCharacters,
            isRequired: false,
            isLine: true,
            typed,
            in: visitor,
            pages
        )
    }
}
