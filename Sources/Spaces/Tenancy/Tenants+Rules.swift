import Audit
import Jobs
package import Kernel
import Storage
import Web

extension Tenants {
    /// Decides about a step or a state of a workflow in a space: from then on it holds on every server, and what it
    /// was before can be read.
    package func set(
        _ change: RuleChange,
        in space: Space.ID,
        _ scope: Scope
    ) async throws -> Result<SpaceRule, RuleChange.Refusal> {
        do {
            let rule = try await database.write(in: scope.entering(.site)) { transaction in
                guard let site = try TenantStore.own(in: &transaction),
                    let found = site.spaces.first(where: { $0.id == space })
                else { throw RuleChange.Refusal.unknownSpace }
                let rule = try decide(change, in: found, of: site, at: transaction.now)
                try SpaceStore.add(rule, to: space, in: &transaction)
                try watch(rule, in: found, &transaction)
                try TenancyRevisionStore.advance(in: &transaction)
                try audit.note(note(rule, in: found), in: &transaction)
                return rule
            }
            return .success(rule)
        } catch let refusal as RuleChange.Refusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
    }

    private func decide(
        _ change: RuleChange,
        in space: Space,
        of site: Site,
        at now: Instant
    ) throws(RuleChange.Refusal) -> SpaceRule {
        let place = change.place
        guard let manifest = manifests[space.module], let workflow = manifest.workflow(with: place)
        else { throw .unknownPart }
        let old = space.rules.last(about: place)
        guard change.expected == old?.number ?? 0 else { throw .changedMeanwhile }
        var terms = change.terms
        if place.part == .step, let step = workflow.step(place.name) {
            terms = terms.differing(from: step, manifest.permissions)
        }
        var wish = change
        wish.terms = terms
        try wish.check(in: workflow, manifest.permissions, languages: site.tenant.languages)
        let before = old?.terms ?? SpaceRule.Terms()
        guard terms != before else { throw .nothing }
        guard space.rules.count < Limits.rulesPerSpace else { throw .tooMany }
        let isPublic = terms.rules != before.rules
        guard !isPublic || Self.isPurpose(change.reason) else { throw .unfitReason }
        let movesDeadline =
            terms.days != before.days || terms.isLeftOut != before.isLeftOut
        return SpaceRule(
            number: (space.rules.last?.number ?? 0) + 1,
            at: now,
            workflow: place.workflow,
            part: place.part,
            name: place.name,
            terms: terms,
            coversRunning: change.coversRunning && movesDeadline,
            isPublic: isPublic,
            reason: isPublic ? change.reason : ""
        )
    }

    /// Lets staff be told of deadlines from now on; of nothing that came before they were to be.
    private func watch(
        _ rule: SpaceRule,
        in space: Space,
        _ transaction: inout Transaction
    ) throws {
        guard !rule.terms.alerts.isEmpty else { return }
        let isNew = space.rules.latest.allSatisfy { other in
            other.workflow != rule.workflow || other.terms.alerts.isEmpty
        }
        try transaction.inside(space.id) { inner in
            if isNew { try WorkflowStore.watch(rule.workflow, in: &inner) }
            try WorkflowAlerts.agenda.note(WorkflowAlerts.next(after: inner.now), in: &inner)
        }
    }

    /// Lets a space that is made just now begin with the rules of another one: nothing was changed by that.
    func copy(
        _ rules: [SpaceRule],
        to space: Space.ID,
        in transaction: inout Transaction
    ) throws {
        for (index, rule) in rules.enumerated() {
            let own = SpaceRule(
                number: index + 1,
                at: transaction.now,
                workflow: rule.workflow,
                part: rule.part,
                name: rule.name,
                terms: rule.terms,
                coversRunning: false,
                isPublic: false,
                reason: ""
            )
            try SpaceStore.add(own, to: space, in: &transaction)
        }
        guard rules.contains(where: { !$0.terms.alerts.isEmpty }) else { return }
        let next = WorkflowAlerts.next(after: transaction.now)
        try transaction.inside(space) { try WorkflowAlerts.agenda.note(next, in: &$0) }
    }

    private func note(_ rule: SpaceRule, in space: Space) -> AuditNote {
        let workflow = manifests[space.module]?.workflow(with: rule.place)
        let old = space.rules.last(about: rule.place)?.terms ?? SpaceRule.Terms()
        let step = rule.part == .step ? workflow?.step(rule.name) : nil
        var after = rule.terms.auditFields(of: step)
        after[rule.part.rawValue] = rule.name
        if !rule.reason.isEmpty { after["reason"] = rule.reason }
        if rule.coversRunning { after["rule-running"] = "yes" }
        return AuditNote(
            "space-rule-set",
            of: .space,
            space.id.description,
            before: old.auditFields(of: step),
            after: after
        )
    }
}

extension ModuleManifest {
    /// The workflow that has this step or state; nil where none of the module's has.
    func workflow(with place: SpaceRule.Place) -> Workflow? { workflows.first { $0.has(place) } }

    /// What an institution has decided that the module no longer has: of no effect.
    func vanished(of rules: [SpaceRule]) -> [SpaceRule] {
        rules.latest.filter { !$0.terms.isStandard && workflow(with: $0.place) == nil }
    }
}

extension SpaceRule.Terms {
    /// What holds by them, by the words of `audit.field`; of a state only what it is called.
    fileprivate func auditFields(of step: Workflow.Step?) -> [String: String] {
        var fields: [String: String] = [:]
        for (language, text) in names { fields["rule-name/\(language)"] = text }
        guard let step else { return fields }
        let changed = step.changed(by: self)
        fields["rule-offered"] = isLeftOut ? "no" : "yes"
        let roles = changed.roles.map { $0.map(\.rawValue) } ?? changed.permissions.map(\.name)
        let author = changed.parties.contains(.author) ? [Workflow.Step.authorWord] : []
        fields["rule-parties"] = (author + roles.sorted()).joined(separator: ", ")
        fields["rule-days"] = changed.days.map(String.init) ?? ""
        fields["rule-alerts"] = changed.alerts.sorted().map(String.init).joined(separator: ", ")
        fields["rule-tells"] = changed.tells.map(\.rawValue).sorted().joined(separator: ", ")
        fields["rule-reason"] = changed.asksReason ? "yes" : "no"
        return fields
    }
}
