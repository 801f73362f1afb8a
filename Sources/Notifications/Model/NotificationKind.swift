package import Kernel
package import Localization

/// One sort of news that members are told by mail: a module declares it, each member chooses how often.
package struct NotificationKind: Sendable {
    /// `suggestions.decided`: who tells it, and what it is.
    package let id: String
    /// Whether it has to be told, as a decision about what its reader did: nobody can end it.
    package let isDuty: Bool
    /// How often it is told to whoever has not chosen.
    package let standard: NotificationRhythm
    /// What the page calls it on which members choose: `Decisions about your suggestions`.
    package let title: MessageKey
    /// What happened, in a sentence or a few, in the language of whoever reads it.
    package let sentence: @Sendable (Told, Translator) -> String
    /// Where its readers look at a subject, whoever else sees it; nil for where everybody does.
    package let place: Place?

    /// Behind the language, given the address of the subject's space: `["ideas", "mine", "12"]`.
    package typealias Place = @Sendable (Subject, _ space: String) -> [String]

    /// What there is to tell of one event.
    package struct Told: Sendable {
        /// What the subject is called.
        package let title: String
        /// Whatever the module wrote down when it happened, by names of its own.
        package let details: [String: String]
    }

    package init(
        _ id: String,
        isDuty: Bool = false,
        standard: NotificationRhythm = .atOnce,
        title: MessageKey,
        place: Place? = nil,
        sentence: @escaping @Sendable (Told, Translator) -> String
    ) {
        precondition(id.contains(".") && !id.contains(" "), "\(id) names no kind")
        precondition(!isDuty || standard != .never, "\(id) has to be told")
        self.id = id
        self.isDuty = isDuty
        self.standard = standard
        self.title = title
        self.place = place
        self.sentence = sentence
    }

    /// How often its reader can choose to be told.
    package var rhythms: [NotificationRhythm] {
        isDuty ? [.atOnce, .daily] : NotificationRhythm.allCases
    }
}

/// How often somebody is told of one kind of news.
package enum NotificationRhythm: String, Sendable, CaseIterable {
    case atOnce = "at-once"
    /// Together, in the morning.
    case daily
    case never
}
