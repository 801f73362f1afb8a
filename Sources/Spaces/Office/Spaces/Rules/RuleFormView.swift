import Kernel
import Localization
import Markup
import Web

/// The form of a step or a state: what an institution may change of it, and nothing else.
struct RuleFormView: Component {
    let form: RuleForm
    let typed: Typed
    /// As the module declares it; nil for a state.
    let step: Workflow.Step?
    /// What it is called by the module, in a language.
    let declared: @Sendable (Translator) -> String
    let roles: [PermissionRule]
    /// Whether anything of it is another than the module declares.
    let isChanged: Bool
    let action: Path
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let back = Button(
            t("office.rule.standard.button"),
            kind: .secondary,
            name: "intent",
            value: "standard"
        )
        let preview = Button(
            t("office.rule.preview.button"),
            kind: .secondary,
            name: "intent",
            value: "preview"
        )
        let isStep = step != nil
        return """
            <form method="post" action="\(url: action)" novalidate>
            <input type="hidden" name="mark" value="\(form.mark)">
            \(step.map(fields) ?? .empty)\(names)\(running)\(reason.html, when: isStep)
            <p>\(Button(t("office.rule.button"), name: "intent", value: "save")) \(preview) \
            \(back.html, when: isChanged)</p></form>
            """
    }

    private func fields(_ step: Workflow.Step) -> HTML {
        let freedom = step.freedom
        let offered = CheckboxField(
            FieldFrame(
                name: "offered",
                label: t("office.rule.offered"),
                hint: "\(t("office.rule.offered.hint"))"
            ),
            isChecked: !form.terms.isLeftOut
        )
        let asks = CheckboxField(
            FieldFrame(
                name: "asks-reason",
                label: t("office.rule.asksReason"),
                hint: "\(t("office.rule.asksReason.hint"))"
            ),
            isChecked: form.terms.asksReason
        )
        return """
            \(offered.html, when: freedom.canBeLeftOut)\(parties(step))\
            \(days(freedom.days))\(alerts.html, when: freedom.canAlert)\(tells(freedom))\
            \(asks.html, when: freedom.canAskReason)
            """
    }

    private func parties(_ step: Workflow.Step) -> HTML {
        let choices = step.choices(among: roles)
        guard step.freedom.canNarrowParties, choices.count > 1 else { return .empty }
        let boxes = choices.map { word -> HTML in
            let label =
                word == Workflow.Step.authorWord
                ? t("office.rule.party.author") : t(MessageKey("accounts.role", word))
            return CheckboxField(
                FieldFrame(name: "party-" + word, label: label),
                isChecked: form.terms.parties?.contains(word) ?? true
            ).html
        }
        return group("parties", t("office.rule.parties"), boxes)
    }

    private func tells(_ freedom: Workflow.Freedom) -> HTML {
        guard !freedom.tells.isEmpty else { return .empty }
        let boxes = Workflow.Audience.allCases.filter(freedom.tells.contains).map {
            audience -> HTML in
            CheckboxField(
                FieldFrame(
                    name: "tell-" + audience.rawValue,
                    label: t(MessageKey("office.rule.tell", audience.rawValue))
                ),
                isChecked: form.terms.tells?.contains(audience.rawValue) ?? false
            ).html
        }
        return group("tells", t("office.rule.tells"), boxes)
    }

    /// Boxes of one question; what is wrong with the answer stands above them.
    private func group(_ name: String, _ legend: String, _ boxes: [HTML]) -> HTML {
        let problem = typed.problem(name)
        let hint: HTML = problem.map { "<span class=\"error\">\($0)</span>" } ?? .empty
        return Fieldset(id: "field-" + name, legend: legend, hint: hint, content: "\(boxes)").html
    }

    private func days(_ bounds: ClosedRange<Int>?) -> HTML {
        guard let bounds else { return .empty }
        let range = t(
            "office.space.range",
            ["low": .number(bounds.lowerBound), "high": .number(bounds.upperBound)]
        )
        return TextField(
            FieldFrame(
                name: "days",
                label: t("office.rule.days"),
                hint: "\(range)",
                problem: typed.problem("days")
            ),
            value: form.days,
            autocomplete: "off",
            inputMode: "numeric",
            maximum: 5,
            isRequired: true,
            width: "short"
        ).html
    }

    private var alerts: TextField {
        TextField(
            FieldFrame(
                name: "alerts",
                label: t("office.rule.alerts"),
                hint:
                    "\(t("office.rule.alerts.hint", ["count": .number(Limits.alertsPerDeadline)]))",
                problem: typed.problem("alerts")
            ),
            value: form.alerts,
            autocomplete: "off",
            maximum: 20,
            isRequired: false,
            width: "medium"
        )
    }

    /// What it is called in each language of the site; empty for the module's own words.
    private var names: HTML {
        let fields = visitor.tenant.languages.map { language -> HTML in
            let words = pages.translations.translator(for: language)
            return typed.line(
                "name-\(language)",
                t("office.rule.name", ["language": .text(words("language.name"))]),
                form.terms.names[language] ?? "",
                hint: t("office.rule.name.hint", ["name": .text(declared(words))]),
                maximum: Limits.ruleNameCharacters
            ).html
        }
        return "\(fields)"
    }

    /// Said plainly where a deadline can be another: what becomes of what is waiting.
    private var running: HTML {
        guard let step, step.freedom.days != nil || step.days != nil && step.freedom.canBeLeftOut
        else { return .empty }
        let box = CheckboxField(
            FieldFrame(
                name: "covers-running",
                label: t("office.rule.running"),
                hint: "\(t("office.rule.running.hint"))"
            ),
            isChecked: form.coversRunning
        )
        return Fieldset(
            id: "running",
            legend: t("office.rule.running.title"),
            content: box.html
        ).html
    }

    private var reason: TextArea {
        TextArea(
            FieldFrame(
                name: "reason",
                label: t("office.rule.reason"),
                hint: "\(t("office.rule.reason.hint"))",
                problem: typed.problem("reason")
            ),
            value: form.reason,
            maximum: Limits.purposeCharacters,
            rows: 3,
            isRequired: false,
            t: t
        )
    }
}
