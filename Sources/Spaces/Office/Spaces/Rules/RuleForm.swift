import Kernel
import Localization
import Web

/// What somebody types about a step or a state of a workflow.
struct RuleForm {
    var terms: SpaceRule.Terms
    /// As they were typed: what is no number comes back as it is.
    let days: String
    let alerts: String
    var coversRunning = false
    var reason = ""
    /// The number of the latest decision as the form was made.
    let mark: String

    /// As it is; `step` is that of the module, nil for a state.
    init(_ rule: SpaceRule?, of step: Workflow.Step?, _ roles: [PermissionRule]) {
        let old = rule?.terms ?? SpaceRule.Terms()
        terms = old
        mark = String(rule?.number ?? 0)
        guard let step else {
            days = ""
            alerts = ""
            return
        }
        // What the module no longer lets anybody choose is not offered again.
        let choices = Set(step.choices(among: roles))
        let kept = old.parties.map { $0.intersection(choices) } ?? choices
        terms.parties = kept.isEmpty ? choices : kept
        let told = Set(step.freedom.tells.map(\.rawValue))
        let declared = Set(step.tells.map(\.rawValue)).intersection(told)
        terms.tells = old.tells.map { $0.intersection(told) } ?? declared
        let changed = step.changed(by: old)
        days = changed.days.map(String.init) ?? ""
        alerts = Self.text(changed.alerts)
    }

    /// As it was sent.
    ///
    /// A form from before a language came says nothing about its name: it stays as it was. Names in languages that
    /// the site no longer speaks go.
    init(
        _ data: FormData,
        of step: Workflow.Step?,
        _ roles: [PermissionRule],
        languages: [LanguageTag],
        before rule: SpaceRule?
    ) {
        mark = data["mark"]
        reason = data["reason"]
        days = data["days"]
        alerts = data["alerts"]
        coversRunning = data["covers-running"] == "yes"
        var terms = SpaceRule.Terms()
        terms.names = (rule?.terms.names ?? [:]).filter { languages.contains($0.key) }
        for language in languages where data.has("name-\(language)") {
            let text = data["name-\(language)"]
            terms.names[language] = text.isEmpty ? nil : text
        }
        if let step {
            let freedom = step.freedom
            terms.isLeftOut = freedom.canBeLeftOut && data["offered"] != "yes"
            if freedom.canNarrowParties {
                let choices = step.choices(among: roles)
                terms.parties =
                    choices.count < 2
                    ? nil : Set(choices.filter { data["party-\($0)"] == "yes" })
            }
            if !freedom.tells.isEmpty {
                let words = freedom.tells.map(\.rawValue)
                terms.tells = Set(words.filter { data["tell-\($0)"] == "yes" })
            }
            terms.asksReason = freedom.canAskReason && data["asks-reason"] == "yes"
        }
        self.terms = terms
    }

    /// The terms with the numbers that were typed; what is none is refused.
    func change(
        of place: SpaceRule.Place,
        _ step: Workflow.Step?,
        _ typed: inout Typed,
        _ t: Translator
    ) -> RuleChange {
        var terms = self.terms
        if let step, let bounds = step.freedom.days {
            terms.days = Int(days)
            if terms.days == nil { typed.refuse("days", Self.unfit(bounds, t)) }
        }
        if let step, step.freedom.canAlert {
            let words = alerts.split { ",; ".contains($0) }
            let numbers = words.compactMap { Int($0) }
            terms.alerts = Set(numbers)
            if numbers.count != words.count {
                typed.refuse("alerts", t("office.rule.refused.alerts"))
            }
        }
        var change = RuleChange(place, terms: terms, expected: Int(mark) ?? 0)
        change.coversRunning = coversRunning
        change.reason = reason
        return change
    }

    /// Says what cannot be: beside its field, and above the form what is of none.
    static func refuse(_ refusal: RuleChange.Refusal, _ typed: inout Typed, _ t: Translator) {
        switch refusal {
        case .unfitName(let language), .languageNotOffered(let language):
            typed.refuse(
                "name-\(language)",
                t("office.rule.refused.name", ["count": .number(Limits.ruleNameCharacters)])
            )
        case .nobody: typed.refuse("parties", t("office.rule.refused.nobody"))
        case .unfitDays(let bounds): typed.refuse("days", unfit(bounds, t))
        case .unfitAlerts: typed.refuse("alerts", t("office.rule.refused.alerts"))
        case .unfitReason: typed.refuse("reason", t("office.rule.refused.reason"))
        case .changedMeanwhile: typed.refuse(nil, t("office.rule.refused.changed"))
        case .nothing: typed.refuse(nil, t("office.rule.refused.nothing"))
        case .tooMany: typed.refuse(nil, t("office.rule.refused.tooMany"))
        case .unknownSpace, .unknownPart, .fixed:
            typed.refuse(nil, t("office.space.refused.gone"))
        }
    }

    private static func unfit(_ bounds: ClosedRange<Int>, _ t: Translator) -> String {
        t(
            "office.rule.refused.days",
            ["low": .number(bounds.lowerBound), "high": .number(bounds.upperBound)]
        )
    }

    private static func text(_ days: Set<Int>) -> String {
        days.sorted(by: >).map(String.init).joined(separator: ", ")
    }
}
