/// Something that was done about a space and that everybody may know: a phase lasts longer, and why.
package struct SpaceEvent: Hashable, Sendable {
    package let at: Instant
    package let phase: String
    /// The first instant after the phase, before and since.
    package let closedAt: Instant
    package let closesAt: Instant
    /// In the words of whoever did it.
    package let reason: String

    package init(
        at: Instant,
        phase: String,
        closedAt: Instant,
        closesAt: Instant,
        reason: String
    ) {
        self.at = at
        self.phase = phase
        self.closedAt = closedAt
        self.closesAt = closesAt
        self.reason = reason
    }
}
