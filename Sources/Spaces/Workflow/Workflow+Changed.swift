package import Kernel
package import Localization

extension Workflow {
    /// As an institution has changed it in a space by these rules, the oldest first.
    ///
    /// What the module does not let anybody change, or no longer has, stays as the module declares it. `kept` is a
    /// step that is there also where it is left out: for what was waiting before.
    package func changed(by rules: [SpaceRule], keeping kept: String? = nil) -> Workflow {
        let own = rules.filter { $0.workflow == kind }
        guard !own.isEmpty else { return self }
        var workflow = self
        var terms: [String: SpaceRule.Terms] = [:]
        for rule in own.latest {
            switch rule.part {
            case .step: terms[rule.name] = rule.terms
            case .state: workflow.stateNames[State(rawValue: rule.name)] = rule.terms.names
            }
        }
        workflow.steps = steps.compactMap { step in
            guard let terms = terms[step.name] else { return step }
            let isOut = terms.isLeftOut && step.freedom.canBeLeftOut && step.name != kept
            return isOut ? nil : step.changed(by: terms)
        }
        return workflow
    }

    /// The same as it is in a space now; as it is declared where there is no space.
    package func changed(in space: Space?) -> Workflow { changed(by: space?.rules ?? []) }

    /// What can follow a state for staff with these roles, who have these permissions.
    package func steps(
        from state: State,
        for parties: Set<Party>,
        as roles: Set<Role>
    ) -> [Step] {
        steps(from: state, for: parties).filter { $0.roles?.isDisjoint(with: roles) != true }
    }

    // What things are called.

    package func name(of step: Step, _ t: Translator) -> String {
        step.names[t.language] ?? declaredName(of: step, t)
    }

    package func name(of state: State, _ t: Translator) -> String {
        stateNames[state]?[t.language] ?? declaredName(of: state, t)
    }

    /// The same with its words below this group.
    func worded(_ words: MessageGroup?) -> Workflow {
        var workflow = self
        workflow.words = words
        return workflow
    }

    /// In the words of its module.
    func declaredName(of step: Step, _ t: Translator) -> String {
        words.map { t(MessageKey($0["step"], step.name)) } ?? step.name
    }

    func declaredName(of state: State, _ t: Translator) -> String {
        words.map { t(MessageKey($0["state"], state.rawValue)) } ?? state.rawValue
    }

    /// Whether a rule is about something that it has.
    func has(_ place: SpaceRule.Place) -> Bool {
        guard place.workflow == kind else { return false }
        return switch place.part {
        case .step: step(place.name) != nil
        case .state: states.contains(State(rawValue: place.name))
        }
    }
}

extension Workflow.Step {
    /// The word of its author among those who can take it.
    static let authorWord = "author"

    /// The same under other terms, as far as its module lets them be others.
    func changed(by terms: SpaceRule.Terms) -> Workflow.Step {
        var step = self
        step.names = terms.names
        if let words = terms.parties, freedom.canNarrowParties { step.narrow(to: words) }
        if let days = terms.days, deadlineFits(days) { step.deadline = .days(days) }
        if freedom.canAlert, let days = step.days {
            step.alerts = terms.alerts.filter { (1..<days).contains($0) }
        }
        if let words = terms.tells {
            let told = Set(words.compactMap { Workflow.Audience(rawValue: $0) })
            step.tells = tells.subtracting(freedom.tells).union(told.intersection(freedom.tells))
        }
        step.asksReason = terms.asksReason && freedom.canAskReason
        return step
    }

    /// Leaves some of those who can take it; where nobody would be left, it stays as it is.
    private mutating func narrow(to words: Set<String>) {
        let named = Set(words.compactMap { Role(rawValue: $0) })
        let isAuthors = parties.contains(.author) && words.contains(Self.authorWord)
        let isStaffs = !permissions.isEmpty && !named.isEmpty
        guard isAuthors || isStaffs else { return }
        parties = parties.filter { party in
            switch party {
            case .author: isAuthors
            case .staff: isStaffs
            case .operatorOfServer, .time: true
            }
        }
        roles = isStaffs ? named : nil
    }

    func deadlineFits(_ days: Int) -> Bool {
        self.days != nil && freedom.days?.contains(days) == true
    }

    /// Whose choice it is to be who can take it: its author, and the roles with one of its permissions.
    func choices(among rules: [PermissionRule]) -> [String] {
        let allowed = Set(
            rules.filter { permissions.contains($0.permission) }.flatMap(\.roles)
        )
        let author = parties.contains(.author) ? [Self.authorWord] : []
        return author + Role.allCases.filter(allowed.contains).map(\.rawValue)
    }
}
