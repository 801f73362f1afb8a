package import Audit
package import Kernel
import Storage

extension Comments {
    /// What staff do with discussions, as the audit has it.
    package static let auditActions: [AuditAction] = [closed, opened]
    private static let closed: AuditAction = "discussion-closed"
    private static let opened: AuditAction = "discussion-opened"

    /// Ends a discussion, or lets it go on: what was said stays to be read.
    package func setClosed(
        _ isClosed: Bool,
        _ subject: Subject,
        in scope: Scope
    ) async throws {
        let audit = self.audit
        try await database.write(in: scope, isolation: .lockedRows) { transaction in
            let held = try CommentStore.hold([subject], in: &transaction)
            guard held[subject, default: false] != isClosed else { return }
            try CommentStore.setClosed(isClosed, subject, in: &transaction)
            try audit.note(
                AuditNote(isClosed ? Self.closed : Self.opened, of: subject.kind, subject.id),
                in: &transaction
            )
        }
        forget(subject, at: scope.tenant)
    }
}
