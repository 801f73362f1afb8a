package import Audit
import Kernel
import Storage

extension Accounts {
    /// What it does for staff and operators that is noted, each with its words.
    package static let auditActions: [AuditAction] = [
        "role-given", "role-taken", "invitation-sent", "invitation-accepted",
        "invitation-withdrawn", "invitation-ended", "role-ended", "suspension-lifted",
        "provider-set", "provider-removed",
    ]

    /// A role that somebody has since, or no longer has.
    ///
    /// Where an invitation is accepted, the role is the act of `giver`, who sent it; nil for the operator.
    func noteRole(
        _ grant: RoleGrant,
        of member: Member.ID,
        isGiven: Bool,
        by giver: Member.ID?,
        in transaction: inout Transaction
    ) throws {
        let role = ["role": grant.text]
        let author = Self.author(giver, transaction.actor)
        let note =
            isGiven
            ? AuditNote("role-given", of: .member, member.text, after: role, by: author)
            : AuditNote("role-taken", of: .member, member.text, before: role, by: author)
        try audit.note(note, in: &transaction)
    }

    private static func author(_ giver: Member.ID?, _ actor: Actor) -> AuditActor {
        if let giver { return AuditActor(.member(giver)) }
        return actor == .server ? .server : .serversOperator
    }

    /// What became of an invitation, which is named by a hash: whose address it is stands in no plain
    /// column.
    ///
    /// `member` is the account that has the role since.
    func noteInvitation(
        _ action: AuditAction,
        _ hash: [UInt8],
        _ grant: RoleGrant?,
        for member: Member.ID? = nil,
        in transaction: inout Transaction
    ) throws {
        try audit.note(Self.note(of: action, hash, grant, for: member), in: &transaction)
    }

    private static func note(
        of action: AuditAction,
        _ hash: [UInt8],
        _ grant: RoleGrant?,
        for member: Member.ID? = nil
    ) -> AuditNote {
        var fields: [String: String] = [:]
        fields["role"] = grant?.text
        fields["member"] = member?.text
        return AuditNote(action, of: .invitation, Base32.encode(hash), after: fields)
    }

    /// Ends the invitations that somebody sent.
    func endInvitations(
        of member: Member.ID,
        as action: AuditAction,
        in transaction: inout Transaction
    ) throws {
        let tenant = transaction.tenant
        let ended = try TokenStore.takeAll(.invitation, of: member, in: &transaction)
        let notes = ended.map { token in
            // What nobody can read any more ends too.
            let contents = try? contents(of: token.row, hash: token.hash, tenant: tenant)
            return Self.note(of: action, token.hash, contents?.grant)
        }
        try audit.note(notes, in: &transaction)
    }

    /// Ends the invitations that somebody sent to have a role for one thing.
    func withdrawInvitations(
        of member: Member.ID,
        for subject: Subject,
        in transaction: inout Transaction
    ) throws {
        let (tenant, now) = (transaction.tenant, transaction.now)
        var notes: [AuditNote] = []
        for token in try TokenStore.open(.invitation, at: now, in: &transaction)
        where token.row.member == member {
            let contents = try? contents(of: token.row, hash: token.hash, tenant: tenant)
            guard let grant = contents?.grant, grant.subject == subject else { continue }
            let taken = try TokenStore.take(
                token.hash,
                purpose: .invitation,
                at: now,
                in: &transaction
            )
            guard taken != nil else { continue }
            notes.append(Self.note(of: "invitation-withdrawn", token.hash, grant))
        }
        try audit.note(notes, in: &transaction)
    }

    /// Ends roles and invitations of somebody whose account ends.
    func endRights(of member: Member.ID, in transaction: inout Transaction) throws {
        let ended = try RoleStore.takeAll(from: member, in: &transaction)
        let roles = ended.compactMap { $0.grant?.text }.sorted()
        let notes = roles.map { role in
            AuditNote("role-ended", of: .member, member.text, before: ["role": role])
        }
        try audit.note(notes, in: &transaction)
        try endInvitations(of: member, as: "invitation-ended", in: &transaction)
    }
}

extension Subject.Kind {
    /// What of accounts entries of the audit are about.
    static let member: Subject.Kind = "member"
    static let invitation: Subject.Kind = "invitation"
    static let mailbox: Subject.Kind = "mailbox"
    static let provider: Subject.Kind = "provider"
}
