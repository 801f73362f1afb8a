import Kernel
import Localization
import Markup
import Web

/// What somebody decides, as forms send it: one of the quick buttons, or everything in one's own words.
struct DecisionForm: Sendable {
    /// `publish`, `restore`, or `hide.3`: to hide for the reasons of the third template.
    var quick = ""
    var action = ""
    var template = ""
    var ground = ""
    var reference = ""
    var explanation = ""
    var category = ""
    var facts = ""
    var extent = ""
    /// For how many days; empty for until somebody ends it.
    var days = ""
    var label = ""
    var source = ""
    var language = ""
    var revision = ""

    /// Reasons of as many characters as they may have, in any alphabet, and somewhat more, so that their
    /// writer hears how much too long they are.
    static let body = BodyRules.form(bytes: 512 * 1024, fields: 40)

    /// For how many days something can hold by one press; whoever wants another end decides again.
    static let durations = [1, 7, 30, 90, 365]

    /// Before anything is chosen: `facts` say what was looked at, in the language of the reasons.
    init(facts: String, in language: LanguageTag, over revision: Int?) {
        self.facts = facts
        self.language = language.text
        self.revision = revision.map { String($0) } ?? ""
        ground = Decision.Ground.Kind.incompatible.rawValue
        extent = Decision.Extent.space.rawValue
    }

    init(_ data: FormData) {
        quick = data["quick"]
        action = data["decision"]
        template = data["template"]
        ground = data["ground"]
        reference = data["reference"]
        explanation = data["explanation"]
        category = data["category"]
        facts = data["facts"]
        extent = data["extent"]
        days = data["days"]
        label = data["label"]
        source = data["source"]
        language = data["language"]
        revision = data["revision"]
    }

    /// The same for a form that sends it on.
    var fields: HTML {
        let pairs = [
            ("quick", quick), ("decision", action), ("template", template), ("ground", ground),
            ("reference", reference), ("explanation", explanation), ("category", category),
            ("facts", facts), ("extent", extent), ("days", days), ("label", label),
            ("source", source), ("language", language),
        ]
        let given = pairs.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
        return HiddenFields(given).html
    }

    /// What is decided; nil where something is missing or wrong, which then stands beside its field.
    func decision(
        _ templates: [ReasonTemplate],
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> Decision? {
        let t = visitor.t
        let parts = quick.split(separator: ".").map(String.init)
        guard let action = Decision.Action(rawValue: parts.first ?? self.action) else {
            typed.refuse("decision", t("moderation.error.action"))
            return nil
        }
        let language = spoken(visitor)
        let source = Decision.Source(rawValue: self.source)
        guard action.isRestriction else {
            return Decision(action, source: source, language: language)
        }
        let number = Int(parts.count == 2 ? parts[1] : self.template)
        let template = templates.first { $0.number == number && number != nil }
        let reasons = reasons(template, language, visitor, &typed)
        check(action, &typed, t)
        guard typed.isFine, let reasons else { return nil }
        let canEnd = action == .hide || action == .suspend
        return Decision(
            action,
            ground: reasons.ground,
            category: reasons.category,
            facts: facts,
            extent: action == .suspend
                ? Decision.Extent(rawValue: extent) ?? .space : .contribution,
            until: canEnd ? end(visitor) : nil,
            label: action == .label ? label : nil,
            source: source,
            template: reasons.isOfTemplate ? template?.number : nil,
            language: reasons.language
        )
    }

    /// One of the site's languages.
    private func spoken(_ visitor: VisitorContext) -> LanguageTag {
        visitor.tenant.languages.first { $0.text == language } ?? visitor.visit.language
    }

    /// The end of the last day on which it holds.
    private func end(_ visitor: VisitorContext) -> Instant? {
        guard let count = Int(days), Self.durations.contains(count) else { return nil }
        let zone = visitor.tenant.zone
        return zone.end(of: zone.date(at: visitor.now).adding(days: count))
    }

    private struct Reasons {
        let ground: Decision.Ground
        let category: ModerationCategory
        let language: LanguageTag
        let isOfTemplate: Bool
    }

    /// One's own words, where there are some; else those of the template.
    private func reasons(
        _ template: ReasonTemplate?,
        _ language: LanguageTag,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> Reasons? {
        let t = visitor.t
        let chosen = ModerationCategory(rawValue: self.category)
        if let template, reference.isEmpty, explanation.isEmpty {
            let languages = [language, visitor.visit.language] + visitor.tenant.languages
            let there = languages.first { template.words[$0] != nil }
            guard let there, let words = template.words[there] else {
                typed.refuse("template", t("moderation.error.templateWords"))
                return nil
            }
            let ground = Decision.Ground(
                kind: template.ground,
                reference: words.reference,
                explanation: words.explanation
            )
            return Reasons(
                ground: ground,
                category: chosen ?? template.category,
                language: there,
                isOfTemplate: true
            )
        }
        if reference.isEmpty || reference.count > Limits.reasonReferenceCharacters {
            typed.refuse("reference", t("moderation.error.reference"))
        }
        if explanation.isEmpty || explanation.count > Limits.reasonExplanationCharacters {
            typed.refuse("explanation", t("moderation.error.reasons"))
        }
        guard let category = chosen ?? template?.category else {
            typed.refuse("category", t("moderation.error.category"))
            return nil
        }
        let kind = Decision.Ground.Kind(rawValue: self.ground) ?? .incompatible
        return Reasons(
            ground: Decision.Ground(kind: kind, reference: reference, explanation: explanation),
            category: category,
            language: language,
            isOfTemplate: false
        )
    }

    private func check(_ action: Decision.Action, _ typed: inout Typed, _ t: Translator) {
        if facts.isEmpty || facts.count > Limits.factsCharacters {
            typed.refuse("facts", t("moderation.error.facts"))
        }
        if action == .label, label.isEmpty || label.count > Limits.labelCharacters {
            typed.refuse("label", t("moderation.error.label"))
        }
    }
}
