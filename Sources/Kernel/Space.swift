/// A place where a tenant's people take part: initiatives, petitions, proposals or a survey.
package struct Space: Hashable, Sendable {
    /// Names a space in its institution for ever, whatever its address becomes: 1, 2, 3….
    package struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
        package let number: Int

        package init(_ number: Int) { self.number = number }

        /// What belongs to the institution itself and to none of its spaces; no space has this number.
        package static let site = ID(0)

        package var description: String { String(number) }

        package static func < (one: ID, other: ID) -> Bool { one.number < other.number }
    }

    /// How far it is from being used.
    package enum State: String, Sendable, CaseIterable {
        /// It is being set up: nobody finds it.
        case draft
        case published
        /// It is over and stays readable; nothing can be done in it any more.
        case archived
    }

    package let id: ID
    /// The first segment of its addresses, unique in its tenant: `initiatives`.
    package let slug: String
    /// The module that serves it.
    package let module: String
    package let state: State
    /// What it is called, and what it is for, where somebody has said so in a language.
    package let texts: SpaceTexts
    /// In the order of time.
    package let phases: [Phase]
    package let settings: SettingValues
    /// What was done about it and everybody may know, the oldest first.
    package let events: [SpaceEvent]
    /// What was decided about the ways of its subjects, the oldest first; all of it, so that the rules of a day can
    /// be read.
    package let rules: [SpaceRule]

    package init(
        id: ID,
        slug: String,
        module: String,
        state: State = .published,
        texts: SpaceTexts = SpaceTexts(),
        phases: [Phase] = [],
        settings: SettingValues = SettingValues(),
        events: [SpaceEvent] = [],
        rules: [SpaceRule] = []
    ) {
        self.events = events
        self.rules = rules
        self.id = id
        self.slug = slug
        self.module = module
        self.state = state
        self.texts = texts
        self.phases = phases
        self.settings = settings
    }

    /// The first spaces of a new institution, in the order of its menu.
    package static func first(_ spaces: [(slug: String, module: String)]) -> [Space] {
        spaces.enumerated().map { index, space in
            Space(id: ID(index + 1), slug: space.slug, module: space.module)
        }
    }

    /// Whether people find it.
    package var isPublic: Bool { state != .draft }

    /// Whether something can be done in it at an instant: the only question that code asks of phases.
    package func opens(_ feature: Feature, at now: Instant) -> Bool {
        state == .published
            && phases.contains { $0.isRunning(at: now) && $0.features.contains(feature) }
    }

    /// When something can next be done in it; nil when it can be done now, or no phase to come opens it.
    package func opening(of feature: Feature, after now: Instant) -> Instant? {
        guard state == .published, !opens(feature, at: now) else { return nil }
        return phases.filter { $0.features.contains(feature) }.compactMap(\.opensAt)
            .filter { $0 > now }.min()
    }
}

/// What a space is called and what it is for, by language.
package struct SpaceTexts: Hashable, Sendable {
    package let titles: [LanguageTag: String]
    package let purposes: [LanguageTag: String]

    package init(titles: [LanguageTag: String] = [:], purposes: [LanguageTag: String] = [:]) {
        self.titles = titles
        self.purposes = purposes
    }
}
