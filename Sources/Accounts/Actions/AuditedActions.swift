package import Audit
import Kernel
import Storage

extension Accounts {
    /// What it does for staff and operators that is noted, each with its words.
    package static let auditActions: [AuditAction] = [
        "role-given", "role-taken", "invitation-sent", "invitation-accepted",
        "invitation-withdrawn", "suspension-lifted", "provider-set", "provider-removed",
    ]

    /// A role that somebody has since, or no longer has.
    func noteRole(
        _ grant: RoleGrant,
        of member: Member.ID,
        isGiven: Bool,
        in transaction: inout Transaction
    ) throws {
        let role = ["role": grant.text]
        let note =
            isGiven
            ? AuditNote("role-given", of: .member, member.text, after: role)
            : AuditNote("role-taken", of: .member, member.text, before: role)
        try audit.note(note, in: &transaction)
    }

    /// What became of an invitation, which is named by a hash: whose address it is stands in no plain
    /// column.
    func noteInvitation(
        _ action: AuditAction,
        _ hash: [UInt8],
        _ grant: RoleGrant?,
        in transaction: inout Transaction
    ) throws {
        let role = grant.map { ["role": $0.text] } ?? [:]
        try audit.note(
            AuditNote(action, of: .invitation, Base32.encode(hash), after: role),
            in: &transaction
        )
    }
}

extension Subject.Kind {
    /// What of accounts entries of the audit are about.
    static let member: Subject.Kind = "member"
    static let invitation: Subject.Kind = "invitation"
    static let mailbox: Subject.Kind = "mailbox"
    static let provider: Subject.Kind = "provider"
}
