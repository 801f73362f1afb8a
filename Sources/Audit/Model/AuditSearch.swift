package import Kernel

/// What somebody wants to see of an audit; nothing of it is everything.
package struct AuditSearch: Sendable, Hashable {
    package var actor: AuditActor?
    package var action: AuditAction?
    package var subject: Subject?

    package init(
        actor: AuditActor? = nil,
        action: AuditAction? = nil,
        subject: Subject? = nil
    ) {
        self.actor = actor
        self.action = action
        self.subject = subject
    }
}
