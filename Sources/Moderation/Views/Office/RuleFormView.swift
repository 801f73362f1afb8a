import Kernel
import Localization
import Markup
import Web

/// A rule: what it looks for, where, and what it does with what it meets.
struct RuleFormView: Component {
    let form: RuleForm
    let typed: Typed
    let action: Path
    let staff: StaffContext

    private var t: Translator { staff.visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: action)" novalidate>
        <input type="hidden" name="revision" value="\(form.revision)">
        \(name)\(kind)\(phrases)\(numbers)\(effect)\(label)\(space)\(isOn)
        <p>\(Button(t("moderation.office.save")))</p></form>
        """
    }

    private var name: TextField {
        TextField(
            frame("name", "moderation.rules.name", hint: "moderation.rules.name.hint"),
            value: form.name,
            autocomplete: "off",
            maximum: Limits.moderationNameCharacters,
            isRequired: true
        )
    }

    private var kind: RadioField {
        RadioField(
            frame("kind", "moderation.rules.kind"),
            choices: ModerationRule.Kind.allCases.map { kind in
                FieldChoice(
                    value: kind.rawValue,
                    label: t(MessageKey("moderation.rule.kind", kind.rawValue)),
                    hint: t(MessageKey("moderation.rule.hint", kind.rawValue))
                )
            },
            selected: form.kind.isEmpty ? nil : form.kind
        )
    }

    private var phrases: TextArea {
        TextArea(
            frame("phrases", "moderation.rules.phrases", hint: "moderation.rules.phrases.hint"),
            value: form.phrases,
            maximum: Limits.phrasesBytes,
            rows: 4,
            isRequired: false,
            t: t
        )
    }

    private var numbers: HTML {
        let count = TextField(
            frame("count", "moderation.rules.count", hint: "moderation.rules.count.hint"),
            value: form.count,
            autocomplete: "off",
            inputMode: "numeric",
            maximum: 4,
            isRequired: false,
            width: "short"
        )
        let minutes = TextField(
            frame("minutes", "moderation.rules.minutes", hint: "moderation.rules.minutes.hint"),
            value: form.minutes,
            autocomplete: "off",
            inputMode: "numeric",
            maximum: 4,
            isRequired: false,
            width: "short"
        )
        return "\(count)\(minutes)"
    }

    private var effect: RadioField {
        RadioField(
            frame("effect", "moderation.rules.effect"),
            choices: ModerationRule.Effect.allCases.map { effect in
                FieldChoice(
                    value: effect.rawValue,
                    label: t(MessageKey("moderation.rule.effect", effect.rawValue))
                )
            },
            selected: form.effect
        )
    }

    private var label: TextField {
        TextField(
            frame("label", "moderation.decide.label", hint: "moderation.decide.label.hint"),
            value: form.label,
            autocomplete: "off",
            maximum: Limits.labelCharacters,
            isRequired: false
        )
    }

    /// Where its writer may make one.
    private var space: SelectField {
        let everywhere = SelectField.Choice(value: "0", label: t("moderation.rules.everywhere"))
        let isEverywhere = staff.allowsEverywhere(Moderation.permission)
        let own = staff.visitor.site.spaces.filter { staff.allows(Moderation.permission, in: $0) }
        return SelectField(
            frame("space", "moderation.rules.space"),
            choices: (isEverywhere ? [everywhere] : [])
                + own.map { space in
                    SelectField.Choice(value: space.id.description, label: space.title(t))
                },
            selected: form.space
        )
    }

    private var isOn: CheckboxField {
        CheckboxField(frame("on", "moderation.rules.isOn"), isChecked: form.isOn)
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
