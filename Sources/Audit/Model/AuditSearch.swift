package import Kernel

/// What somebody wants to see of an audit; nothing of it is everything.
package struct AuditSearch: Sendable, Hashable {
    package var actor: AuditActor?
    package var action: AuditAction?
    package var subject: Subject?
    /// When it was done: from the first instant until before the last.
    package var time: Range<Instant>?

    package init(
        actor: AuditActor? = nil,
        action: AuditAction? = nil,
        subject: Subject? = nil,
        time: Range<Instant>? = nil
    ) {
        self.actor = actor
        self.action = action
        self.subject = subject
        self.time = time
    }
}
