package import Kernel
package import Localization

/// The states through which subjects of one kind go, and what leads from one to the next: as data, so
/// that buttons, deadlines and the page that explains the rules are all made from the same.
package struct Workflow: Sendable, Hashable {
    /// A word of the module, stored with the subject: `open`, `retained`.
    package struct State: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral,
        CustomStringConvertible
    {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral text: String) { rawValue = text }

        package var description: String { rawValue }
    }

    /// Who may take a step.
    package enum Party: Hashable, Sendable {
        /// Whose subject it is.
        case author
        /// Members with a permission in its space.
        case staff(Permission)
        case operatorOfServer
        /// Nobody: it happens when its deadline has passed.
        case time
    }

    /// When time takes a step.
    package enum Deadline: Hashable, Sendable {
        /// So many days after the state was entered.
        case days(Int)
        /// At an instant that the subject knows, by the word of its module: `last-day`.
        case named(String)
    }

    /// Who is told by a letter that a step was taken.
    package enum Audience: String, Hashable, Sendable, CaseIterable {
        case author
        case participants
        case staff
    }

    /// One way from a state to another.
    package struct Step: Sendable, Hashable {
        /// A word of the module, `close`, that no other step has.
        package let name: String
        package let from: Set<State>
        package let to: State
        package internal(set) var parties: Set<Party>
        package internal(set) var deadline: Deadline?
        /// Conditions of the module that must hold, by their words.
        package let conditions: [String]
        /// What the module does in the same transaction, by its words.
        package let effects: [String]
        package internal(set) var tells: Set<Audience>
        /// What an institution may change of it in its spaces.
        package let freedom: Freedom
        /// The only roles that can take it, where an institution has named some of those with the permission.
        package internal(set) var roles: Set<Role>?
        /// How many days before its deadline staff are told.
        package internal(set) var alerts: Set<Int> = []
        /// Whether staff give a reason when they take it.
        package internal(set) var asksReason = false
        /// What an institution calls it, by language.
        package internal(set) var names: [LanguageTag: String] = [:]

        package init(
            _ name: String,
            from: Set<State>,
            to: State,
            by parties: Set<Party>,
            deadline: Deadline? = nil,
            conditions: [String] = [],
            effects: [String] = [],
            tells: Set<Audience> = [],
            freedom: Freedom = .standard
        ) {
            self.freedom = freedom
            self.name = name
            self.from = from
            self.to = to
            self.parties = parties
            self.deadline = deadline
            self.conditions = conditions
            self.effects = effects
            self.tells = tells
        }
    }

    package let kind: Subject.Kind
    /// In the order in which people read them; everything begins in the first.
    package let states: [State]
    package internal(set) var steps: [Step]
    /// Where the module's catalogue has the words of states and steps, `….state.open`, `….step.close`; without,
    /// they are read by their names.
    package internal(set) var words: MessageGroup?
    /// What an institution calls its states, by language.
    package internal(set) var stateNames: [State: [LanguageTag: String]] = [:]

    package init(
        of kind: Subject.Kind,
        states: [State],
        steps: [Step],
        words: MessageGroup? = nil
    ) {
        self.words = words
        self.kind = kind
        self.states = states
        self.steps = steps
    }

    package func step(_ name: String) -> Step? { steps.first { $0.name == name } }

    /// What can follow a state, for whoever is one of these parties.
    package func steps(from state: State, for parties: Set<Party>) -> [Step] {
        steps.filter { $0.from.contains(state) && !$0.parties.isDisjoint(with: parties) }
    }

    /// Where nothing leads on.
    package func isFinal(_ state: State) -> Bool { !steps.contains { $0.from.contains(state) } }
}

/// What contradicts itself in a workflow.
package enum WorkflowFlaw: Error, Hashable, Sendable {
    case noStates
    case repeatedState(Workflow.State)
    case repeatedStep(String)
    /// A step begins or ends where there is no state.
    case unknownState(Workflow.State, step: String)
    /// No way leads there from the first state.
    case unreachable(Workflow.State)
    /// Nobody can take it.
    case nobody(step: String)
    /// Time takes it, and nothing says when; or it has a deadline, and time does not take it.
    case deadline(step: String)
    case unknownCondition(String, step: String)
    case unknownEffect(String, step: String)
    /// It tells somebody, or may be made to, and nothing says what of, or who they are.
    case untold(Workflow.Audience, step: String)
    /// Its days may be changed, and it has none, too few or too many, or nobody finds what they are over for.
    case untimed(step: String)
}

extension Workflow {
    /// Everything that contradicts itself, given what the module can check and do, and whom it can tell.
    package func flaws(
        conditions: Set<String>,
        effects: Set<String>,
        audiences: Set<Audience> = [],
        findsDue: Bool = true,
        alerts: Bool = true
    ) -> [WorkflowFlaw] {
        guard let first = states.first else { return [.noStates] }
        var flaws = Self.repeated(states).map { WorkflowFlaw.repeatedState($0) }
        flaws += Self.repeated(steps.map(\.name)).map { .repeatedStep($0) }
        for step in steps {
            let unknown = step.from.union([step.to]).subtracting(states)
            flaws += unknown.sorted { $0.rawValue < $1.rawValue }.map {
                .unknownState($0, step: step.name)
            }
            if step.parties.isEmpty || step.from.isEmpty { flaws.append(.nobody(step: step.name)) }
            if (step.deadline != nil) != step.parties.contains(.time) {
                flaws.append(.deadline(step: step.name))
            }
            flaws += step.conditions.filter { !conditions.contains($0) }
                .map { .unknownCondition($0, step: step.name) }
            flaws += step.effects.filter { !effects.contains($0) }
                .map { .unknownEffect($0, step: step.name) }
            let told = step.tells.union(step.freedom.tells)
            flaws += told.subtracting(audiences).sorted { $0.rawValue < $1.rawValue }
                .map { .untold($0, step: step.name) }
            if step.freedom.canAlert, !alerts { flaws.append(.untold(.staff, step: step.name)) }
            if !step.isTimed(findsDue: findsDue) { flaws.append(.untimed(step: step.name)) }
        }
        let reached = reachable(from: first)
        return flaws + states.filter { !reached.contains($0) }.map { .unreachable($0) }
    }

    private func reachable(from first: State) -> Set<State> {
        var reached: Set<State> = [first]
        var isGrowing = true
        while isGrowing {
            let next = steps.filter { !$0.from.isDisjoint(with: reached) }.map(\.to)
            isGrowing = !reached.isSuperset(of: next)
            reached.formUnion(next)
        }
        return reached
    }

    private static func repeated<Word: Hashable>(_ words: [Word]) -> [Word] {
        var seen: Set<Word> = []
        return words.filter { !seen.insert($0).inserted }
    }
}

extension Workflow.Step {
    /// Whether what its freedom says of days can be kept.
    fileprivate func isTimed(findsDue: Bool) -> Bool {
        guard freedom.days != nil || freedom.canAlert else { return true }
        guard let days, findsDue else { return false }
        return freedom.days.map { $0.contains(days) && $0.lowerBound > 0 } ?? true
    }
}
