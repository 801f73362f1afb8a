import Kernel
import Localization
import Web

/// What somebody types of a rule.
struct RuleForm: Sendable {
    var name = ""
    var kind = ""
    var effect = ModerationRule.Effect.flag.rawValue
    var space = "0"
    /// One a line.
    var phrases = ""
    var count = ""
    var minutes = ""
    var label = ""
    var isOn = true
    var revision = "0"

    /// A new one, where its writer may make one.
    init(_ staff: StaffContext) {
        guard !staff.allowsEverywhere(Moderation.permission) else { return }
        let own = staff.visitor.site.spaces.first { staff.allows(Moderation.permission, in: $0) }
        space = own?.id.description ?? space
    }

    init(_ rule: ModerationRule) {
        name = rule.name
        kind = rule.kind.rawValue
        effect = rule.effect.rawValue
        space = rule.space.description
        phrases = rule.phrases.joined(separator: "\n")
        count = String(rule.count)
        minutes = String(rule.minutes)
        label = rule.label
        isOn = rule.isOn
        revision = String(rule.revision)
    }

    init(_ data: FormData) {
        name = data["name"]
        kind = data["kind"]
        effect = data["effect"]
        space = data["space"]
        phrases = data["phrases"]
        count = data["count"]
        minutes = data["minutes"]
        label = data["label"]
        isOn = data["on"] == "yes"
        revision = data["revision"]
    }

    /// Nil where something is missing or wrong, which then stands beside its field.
    func rule(_ number: Int?, _ t: Translator, _ typed: inout Typed) -> ModerationRule? {
        if name.isEmpty || name.count > Limits.moderationNameCharacters {
            typed.refuse("name", t("moderation.error.name"))
        }
        let kind = ModerationRule.Kind(rawValue: self.kind)
        if kind == nil { typed.refuse("kind", t("moderation.error.ruleKind")) }
        let effect = ModerationRule.Effect(rawValue: self.effect) ?? .flag
        if effect == .label, label.isEmpty || label.count > Limits.labelCharacters {
            typed.refuse("label", t("moderation.error.label"))
        }
        let phrases = self.phrases.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace))
        }.filter { !$0.isEmpty }
        let isTooLong =
            phrases.count > Limits.phrasesPerRule
            || phrases.reduce(0) { $0 + $1.utf8.count } > Limits.phrasesBytes
        if kind == .words, phrases.isEmpty || isTooLong {
            typed.refuse("phrases", t("moderation.error.phrases"))
        }
        let counts = kind.map { $0 != .words && $0 != .similar } ?? false
        let count = Int(self.count) ?? 0
        if counts, !(1...1000).contains(count) {
            typed.refuse("count", t("moderation.error.count"))
        }
        let minutes = Int(self.minutes) ?? 0
        if kind == .velocity, !(1...1440).contains(minutes) {
            typed.refuse("minutes", t("moderation.error.minutes"))
        }
        let space = Int(self.space)
        if space == nil { typed.refuse("space", t("moderation.error.space")) }
        guard let kind, let space, typed.isFine else { return nil }
        return ModerationRule(
            number: number,
            name: name,
            kind: kind,
            effect: effect,
            space: Space.ID(space),
            phrases: kind == .words ? phrases : [],
            count: counts ? count : 1,
            minutes: kind == .velocity ? minutes : 10,
            label: effect == .label ? label : "",
            isOn: isOn,
            revision: Int(revision) ?? 0
        )
    }
}
