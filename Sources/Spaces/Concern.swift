package import Kernel
package import Markup

/// Something that waits for whoever runs an institution or a space, with the one place where to see to it.
package struct Concern: Sendable {
    /// How much it presses; what presses most stands first.
    package enum Urgency: String, CaseIterable, Sendable {
        /// Its day is over, or something does not work.
        case late
        case soon
        /// Whenever there is time.
        case open
    }

    package let urgency: Urgency
    /// In a sentence, in the reader's language.
    package let text: String
    /// By when; nil for what has no date.
    package let at: Instant?
    /// Where it is seen to, with the words of what one does there.
    package let link: NavigationLink

    package init(_ urgency: Urgency, _ text: String, by at: Instant? = nil, link: NavigationLink) {
        self.urgency = urgency
        self.text = text
        self.at = at
        self.link = link
    }

    /// Whether a date is so near that it is told.
    package static func urgency(of date: Instant, at now: Instant) -> Urgency? {
        guard now < date else { return .late }
        let near = now.adding(.milliseconds(Int64(Limits.concernDays) * Instant.millisecondsPerDay))
        return date <= near ? .soon : nil
    }
}
