package import Kernel

/// What is to be decided about a step or a state of a workflow in a space.
package struct RuleChange: Sendable {
    package let place: SpaceRule.Place
    package var terms: SpaceRule.Terms
    /// Whether other days hold for what is waiting already, too.
    package var coversRunning = false
    /// Why, where it changes a rule: everybody reads it.
    package var reason = ""
    /// The number of the latest decision about this part as whoever decides saw it; 0 for none.
    package var expected: Int

    package init(_ place: SpaceRule.Place, terms: SpaceRule.Terms, expected: Int) {
        self.place = place
        self.terms = terms
        self.expected = expected
    }

    package enum Refusal: Error, Equatable, Sendable {
        case unknownSpace
        /// The module has no such step or state, or no longer.
        case unknownPart
        /// Somebody else has decided about it since it was shown.
        case changedMeanwhile
        /// The same as before.
        case nothing
        case tooMany
        /// The module does not let it be another.
        case fixed
        case unfitName(LanguageTag)
        case languageNotOffered(LanguageTag)
        /// Nobody could take it; it can be left out instead, where the module lets it.
        case nobody
        case unfitDays(ClosedRange<Int>)
        /// More than there may be, or not before the deadline.
        case unfitAlerts
        case unfitReason
    }
}

extension RuleChange {
    /// Throws the first reason why a part of a workflow cannot have these terms.
    ///
    /// `roles` are those of the module's permissions.
    func check(
        in workflow: Workflow,
        _ roles: [PermissionRule],
        languages: [LanguageTag]
    ) throws(Refusal) {
        for (language, text) in terms.names.sorted(by: { $0.key < $1.key }) {
            guard languages.contains(language) else { throw .languageNotOffered(language) }
            guard (1...Limits.ruleNameCharacters).contains(text.unicodeScalars.count),
                PlainText.isVisible(text)
            else { throw .unfitName(language) }
        }
        guard place.part == .step else {
            guard terms.rules.isStandard, terms.alerts.isEmpty else { throw .fixed }
            return
        }
        guard let step = workflow.step(place.name) else { throw .unknownPart }
        let freedom = step.freedom
        if terms.isLeftOut, !freedom.canBeLeftOut { throw .fixed }
        if terms.asksReason, !freedom.canAskReason { throw .fixed }
        if let parties = terms.parties {
            guard freedom.canNarrowParties else { throw .fixed }
            guard !parties.isEmpty else { throw .nobody }
            guard parties.isSubset(of: step.choices(among: roles)) else { throw .fixed }
        }
        if let days = terms.days {
            guard let bounds = freedom.days else { throw .fixed }
            guard bounds.contains(days) else { throw .unfitDays(bounds) }
        }
        if let tells = terms.tells, !tells.isSubset(of: freedom.tells.map(\.rawValue)) {
            throw .fixed
        }
        try checkAlerts(of: step)
    }

    private func checkAlerts(of step: Workflow.Step) throws(Refusal) {
        guard !terms.alerts.isEmpty else { return }
        guard step.freedom.canAlert else { throw .fixed }
        let days = terms.days ?? step.days ?? 0
        guard terms.alerts.count <= Limits.alertsPerDeadline,
            terms.alerts.allSatisfy({ (1...max(days - 1, 1)).contains($0) && $0 < days })
        else { throw .unfitAlerts }
    }
}

extension SpaceRule.Terms {
    /// The same without what the module declares anyway.
    func differing(from step: Workflow.Step, _ roles: [PermissionRule]) -> SpaceRule.Terms {
        var terms = self
        if terms.parties == Set(step.choices(among: roles)) { terms.parties = nil }
        if terms.days == step.days { terms.days = nil }
        let declared = step.tells.intersection(step.freedom.tells).map(\.rawValue)
        if terms.tells == Set(declared) { terms.tells = nil }
        return terms
    }
}
