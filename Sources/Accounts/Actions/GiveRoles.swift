import Audit
package import Credentials
package import Kernel
import Mail
import Storage
import Web

/// Who runs what: given and taken by administrators, and kept on record for ever.
extension Accounts {
    /// Why a role is not given or taken.
    package enum RoleRefusal: Error, Equatable, Sendable {
        /// There is no such member, or they do not have that role.
        case notFound
        /// Somebody has to remain who can give roles.
        case lastAdministrator
    }

    /// Whoever runs a space and gives roles for one thing in it: by which permission, and for which thing.
    package struct RoleGiver: Sendable {
        let permission: Permission
        let subject: Subject
    }

    /// Somebody who has a role here.
    package struct StaffMember: Sendable {
        package let member: Member
        package let email: String
        package let hasCodes: Bool
        package let grants: [RoleGrant]
    }

    /// A change of rights with the names of those it is about, as far as they still have an account.
    package struct NamedChange: Sendable {
        package let change: RoleChange
        package let memberName: String?
        package let byName: String?
    }

    /// Gives a role to the owner of an address: at once when they have an account, else with a letter
    /// that invites them to make one.
    ///
    /// Gives the link of the invitation, for an operator who has no mail yet; nil when none was needed.
    ///
    /// `giver` is why somebody may who gives no other roles. They always invite: whether an address has an
    /// account is not theirs to learn.
    package func give(
        _ grant: RoleGrant,
        to email: EmailAddress,
        at place: MailPlace,
        by giver: RoleGiver? = nil,
        in scope: Scope
    ) async throws -> (link: String?, mail: LetterResult) {
        let key = emailKey(email, of: scope.tenant)
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            try checkMayGiveRoles(scope.actor, by: giver, in: &transaction)
            if giver == nil,
                let account = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            {
                // Whoever has it already hears nothing: nothing has changed.
                guard
                    try give(grant, to: account.id, by: scope.actor.memberID, in: &transaction)
                else { return (nil, .success(())) }
                let letter = letters(to: account, at: place).roleGiven(grant)
                try outbox.warn(letter, in: &transaction)
                return (nil, .success(()))
            }
            let token = try makeToken(
                .invitation,
                member: scope.actor.memberID,
                contents: TokenContents(
                    email: email.text,
                    language: place.language.text,
                    role: grant.stored,
                    space: grant.space.number
                ),
                in: &transaction
            )
            let letter = letters(to: email.text, at: place).invitation(token, grant)
            let link = place.address(["invitations", token], in: place.language)
            // An operator has the link without the letter.
            let mail =
                scope.actor.memberID == nil
                ? try outbox.add(letter, in: &transaction)
                : try send(letter, with: token, .invitation, in: &transaction)
            let hash = tokenHash(token, of: scope.tenant)
            try noteInvitation("invitation-sent", hash, grant, in: &transaction)
            return (link, mail)
        }
    }

    /// Takes a role; the sessions of whoever had it end, and the invitations that they sent, so that
    /// neither an open page nor a letter keeps its power.
    ///
    /// What somebody had of one thing takes nothing else with it: each request reads anew who has it.
    package func take(
        _ grant: RoleGrant,
        from member: Member.ID,
        at place: MailPlace,
        by giver: RoleGiver? = nil,
        in scope: Scope
    ) async throws -> Result<Void, RoleRefusal> {
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            try checkMayGiveRoles(scope.actor, by: giver, in: &transaction)
            if grant.role == .administrator {
                let others = try RoleStore.administrators(in: &transaction)
                guard others.contains(where: { $0 != member }) else {
                    return .failure(others.contains(member) ? .lastAdministrator : .notFound)
                }
            }
            guard try RoleStore.take(grant, from: member, in: &transaction) else {
                return .failure(.notFound)
            }
            try note(
                grant,
                of: member,
                isGiven: false,
                by: scope.actor.memberID,
                in: &transaction
            )
            if let subject = grant.subject {
                try withdrawInvitations(of: member, for: subject, in: &transaction)
            } else {
                try endEverything(of: member, in: &transaction)
                try endInvitations(of: member, as: "invitation-withdrawn", in: &transaction)
            }
            if let account = try MemberStore.find(member, box: box, in: &transaction) {
                let letter = letters(to: account, at: place).roleTaken(grant)
                try outbox.warn(letter, in: &transaction)
            }
            return .success(())
        }
    }

    /// Everybody who has a role, in the order of their names, and what was changed.
    ///
    /// Whoever has a role of one thing alone is among them only when asked for.
    package func staff(
        withRolesOfThings: Bool = false,
        in scope: Scope
    ) async throws -> (members: [StaffMember], changes: [NamedChange]) {
        let box = box(scope.tenant)
        return try await database.read(in: scope) { transaction in
            var rows = try RoleStore.all(in: &transaction)
            if withRolesOfThings { rows += try RoleStore.ofThings(in: &transaction) }
            let grants = Dictionary(grouping: rows, by: \.member)
                .mapValues { $0.compactMap(\.grant) }
            let changes = try RoleStore.changes(in: &transaction)
            let ids = Set(grants.keys)
                .union(changes.map(\.member)).union(changes.compactMap(\.changedBy))
            let accounts = try MemberStore.find(Array(ids), box: box, in: &transaction)
            let byID = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
            let members = grants.compactMap { id, grants -> StaffMember? in
                guard let account = byID[id] else { return nil }
                return StaffMember(
                    member: account.member,
                    email: account.email,
                    hasCodes: account.hasCodes,
                    grants: grants
                )
            }
            let named = changes.map { change in
                NamedChange(
                    change: change,
                    memberName: byID[change.member]?.member.name,
                    byName: change.changedBy.flatMap { byID[$0]?.member.name }
                )
            }
            return (
                members.sorted { ($0.member.name, $0.email) < ($1.member.name, $1.email) }, named
            )
        }
    }

    /// The roles of one member.
    package func roles(of member: Member.ID, in scope: Scope) async throws -> [RoleGrant] {
        try await database.read(in: scope) { try RoleStore.grants(of: member, in: &$0) }
    }

    /// Whoever gets a right signs in again with it; gives false when they have it already.
    ///
    /// - Parameter giver: Nil for the operator.
    @discardableResult
    func give(
        _ grant: RoleGrant,
        to member: Member.ID,
        by giver: Member.ID?,
        in transaction: inout Transaction
    ) throws -> Bool {
        guard try RoleStore.give(grant, to: member, in: &transaction) else { return false }
        try note(grant, of: member, isGiven: true, by: giver, in: &transaction)
        try endEverything(of: member, in: &transaction)
        return true
    }

    /// Whoever gives roles still may, in the transaction that gives: what the request read is older.
    func checkMayGiveRoles(
        _ actor: Actor,
        by giver: RoleGiver? = nil,
        in transaction: inout Transaction
    ) throws {
        guard let member = actor.memberID else { return }
        let grants = self.grants(try RoleStore.grants(of: member, in: &transaction))
            .filter { $0.subject == nil }
        let needed = Self.rolesRule.permission
        let mayGive = grants.contains { grant in
            guard !grant.permissions.contains(needed) else { return true }
            guard let giver, [.site, giver.subject.space].contains(grant.space) else {
                return false
            }
            return grant.permissions.contains(giver.permission)
        }
        guard mayGive else { throw PageError.forbidden }
    }

    private func note(
        _ grant: RoleGrant,
        of member: Member.ID,
        isGiven: Bool,
        by giver: Member.ID?,
        in transaction: inout Transaction
    ) throws {
        try noteRole(grant, of: member, isGiven: isGiven, by: giver, in: &transaction)
        try RoleStore.note(
            RoleChange(
                id: Identifier.make(at: transaction.now, random: random),
                member: member,
                grant: grant,
                isGiven: isGiven,
                changedBy: giver,
                changedAt: transaction.now
            ),
            in: &transaction
        )
    }
}
