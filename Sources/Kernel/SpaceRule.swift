/// What an institution has decided about one part of a workflow in one of its spaces.
///
/// It holds from its instant on, until a later one about the same part takes its place as a whole. None is ever
/// changed or removed, so that what held on a day can be read afterwards.
package struct SpaceRule: Hashable, Sendable {
    /// What of a workflow it is about.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case step
        case state
    }

    /// What is decided; the standard is what the module declares.
    package struct Terms: Hashable, Sendable {
        /// Whether nobody can take the step.
        package var isLeftOut = false
        /// Who can take it, by the words `author` and those of roles; nil for everybody whom the module lets.
        package var parties: Set<String>?
        /// After how many days time takes it.
        package var days: Int?
        /// How many days before that staff are told.
        package var alerts: Set<Int> = []
        /// Who is told that it was taken, by the words of audiences.
        package var tells: Set<String>?
        /// Whether staff give a reason when they take it.
        package var asksReason = false
        /// What it is called, by language.
        package var names: [LanguageTag: String] = [:]

        package init() {}

        package var isStandard: Bool { self == Terms() }

        /// What of it is a rule for those who take part: neither what things are called, nor when staff are told.
        package var rules: Terms {
            var terms = self
            terms.names = [:]
            terms.alerts = []
            return terms
        }
    }

    /// 1, 2, 3… in its space.
    package let number: Int
    package let at: Instant
    /// Whose workflow: the kind of its subjects.
    package let workflow: Subject.Kind
    package let part: Part
    /// Of the step or the state.
    package let name: String
    package let terms: Terms
    /// Whether it holds for what was waiting already, too.
    package let coversRunning: Bool
    /// Whether it changed a rule that people have to know.
    package let isPublic: Bool
    /// Why, in the words of whoever decided; empty where nobody has to know.
    package let reason: String

    package init(
        number: Int,
        at: Instant,
        workflow: Subject.Kind,
        part: Part,
        name: String,
        terms: Terms,
        coversRunning: Bool,
        isPublic: Bool,
        reason: String
    ) {
        self.number = number
        self.at = at
        self.workflow = workflow
        self.part = part
        self.name = name
        self.terms = terms
        self.coversRunning = coversRunning
        self.isPublic = isPublic
        self.reason = reason
    }

    /// The part that it is about, apart from what is decided.
    package struct Place: Hashable, Sendable {
        package let workflow: Subject.Kind
        package let part: Part
        package let name: String

        package init(workflow: Subject.Kind, part: Part, name: String) {
            self.workflow = workflow
            self.part = part
            self.name = name
        }
    }

    package var place: Place { Place(workflow: workflow, part: part, name: name) }
}

extension [SpaceRule] {
    /// The latest about each part, in the order in which they were decided.
    package var latest: [SpaceRule] {
        var last: [SpaceRule.Place: Int] = [:]
        for rule in self { last[rule.place] = rule.number }
        return filter { last[$0.place] == $0.number }
    }

    /// The latest about one part; nil where nothing was ever decided.
    package func last(about place: SpaceRule.Place) -> SpaceRule? {
        self.last(where: { $0.place == place })
    }
}
