import Kernel
import Localization
import Markup
import Web

/// Every field of a decision, for what no quick button says.
struct DecisionFields: Component {
    let form: DecisionForm
    let typed: Typed
    let actions: [Decision.Action]
    let templates: [ReasonTemplate]
    /// Whether the reader may suspend somebody everywhere.
    let reachesSite: Bool
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        "\(action)\(reasons)\(facts)\(how)"
    }

    private var action: RadioField {
        RadioField(
            frame("decision", "moderation.decide.action"),
            choices: actions.map { action in
                FieldChoice(
                    value: action.rawValue,
                    label: t(MessageKey("moderation.act", action.rawValue)),
                    hint: t(MessageKey("moderation.act.hint", action.rawValue))
                )
            },
            selected: form.action.isEmpty ? nil : form.action
        )
    }

    private var reasons: HTML {
        let beforehand = SelectField(
            frame(
                "template",
                "moderation.decide.template",
                hint: "moderation.decide.template.hint"
            ),
            choices: [SelectField.Choice(value: "", label: t("moderation.decide.ownWords"))]
                + templates.map { template in
                    SelectField.Choice(
                        value: template.number.map { String($0) } ?? "",
                        label: template.name.text(in: t.language)
                    )
                },
            selected: form.template
        )
        let ground = RadioField(
            frame("ground", "moderation.decide.ground"),
            choices: Decision.Ground.Kind.allCases.map { kind in
                FieldChoice(
                    value: kind.rawValue,
                    label: t(MessageKey("moderation.ground", kind.rawValue))
                )
            },
            selected: form.ground
        )
        let reference = TextField(
            frame(
                "reference",
                "moderation.decide.reference",
                hint: "moderation.decide.reference.hint"
            ),
            value: form.reference,
            autocomplete: "off",
            maximum: Limits.reasonReferenceCharacters,
            isRequired: false
        )
        let explanation = TextArea(
            frame("explanation", "moderation.decide.explanation"),
            value: form.explanation,
            maximum: Limits.reasonExplanationCharacters,
            rows: 4,
            isRequired: false,
            t: t
        )
        return """
            \(beforehand.html, when: !templates.isEmpty)\(ground)\(reference)\(explanation)\(category)
            """
    }

    private var category: SelectField {
        SelectField(
            frame("category", "moderation.report.category"),
            choices: [SelectField.Choice(value: "", label: t("moderation.decide.ofTemplate"))]
                + ModerationCategory.offered.map { category in
                    SelectField.Choice(value: category.rawValue, label: t(category.title))
                },
            selected: form.category
        )
    }

    private var facts: TextArea {
        TextArea(
            frame("facts", "moderation.decide.facts", hint: "moderation.decide.facts.hint"),
            value: form.facts,
            maximum: Limits.factsCharacters,
            rows: 3,
            isRequired: true,
            t: t
        )
    }

    /// For how long, how far, what readers are told, and who brought it up.
    private var how: HTML {
        let days = SelectField(
            frame("days", "moderation.decide.days"),
            choices: [SelectField.Choice(value: "", label: t("moderation.statement.unlimited"))]
                + DecisionForm.durations.map { count in
                    SelectField.Choice(
                        value: String(count),
                        label: t("moderation.decide.days.count", ["count": .number(count)])
                    )
                },
            selected: form.days
        )
        let extents: [Decision.Extent] = reachesSite ? [.space, .site] : [.space]
        let extent = RadioField(
            frame("extent", "moderation.decide.extent"),
            choices: extents.map { extent in
                FieldChoice(
                    value: extent.rawValue,
                    label: t(MessageKey("moderation.extent", extent.rawValue))
                )
            },
            selected: form.extent
        )
        let label = TextField(
            frame("label", "moderation.decide.label", hint: "moderation.decide.label.hint"),
            value: form.label,
            autocomplete: "off",
            maximum: Limits.labelCharacters,
            isRequired: false
        )
        let (suspends, labels) = (actions.contains(.suspend), actions.contains(.label))
        return """
            \(days)\(extent.html, when: suspends)\(label.html, when: labels)\(source)\(language)
            """
    }

    private var source: SelectField {
        SelectField(
            frame("source", "moderation.statement.source"),
            choices: [SelectField.Choice(value: "", label: t("moderation.decide.source.usual"))]
                + Decision.Source.allCases.map { source in
                    SelectField.Choice(
                        value: source.rawValue,
                        label: t(MessageKey("moderation.source", source.rawValue))
                    )
                },
            selected: form.source
        )
    }

    private var language: HTML {
        let languages = visitor.tenant.languages
        let field = SelectField(
            frame(
                "language",
                "moderation.decide.language",
                hint: "moderation.decide.language.hint"
            ),
            choices: languages.map { tag in
                SelectField.Choice(
                    value: tag.text,
                    label: pages.translations.translator(for: tag)("language.name"),
                    language: tag.text
                )
            },
            selected: form.language
        )
        return languages.count > 1 ? field.html : .empty
    }

    private func frame(
        _ name: String,
        _ label: MessageKey,
        hint: MessageKey? = nil
    ) -> FieldFrame {
        FieldFrame(
            name: name,
            label: t(label),
            hint: hint.map { key -> HTML in "\(t(key))" } ?? .empty,
            problem: typed.problem(name)
        )
    }
}

/// What was looked at, in the language of the reasons: what a decision says where nobody says more.
struct StandardFacts {
    let pages: PageBuilder
    let visitor: VisitorContext

    /// The language in which something is written, where the site speaks it; else the reader's.
    func language(of written: String?) -> LanguageTag {
        visitor.tenant.languages.first { $0.text == written } ?? visitor.visit.language
    }

    func text(in language: LanguageTag, reports: Int) -> String {
        let t = pages.translations.translator(for: language)
        let day = visitor.tenant.zone.date(at: visitor.now)
        let read = t("moderation.facts.read", ["date": .date(day)])
        guard reports > 0 else { return read }
        return read + " " + t("moderation.facts.reported", ["count": .number(reports)])
    }
}
