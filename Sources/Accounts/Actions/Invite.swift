import Audit
import Credentials
package import Kernel
import Mail
import Storage
import Web

/// A role for somebody who has no account yet: a letter with a link, until it is used or withdrawn.
extension Accounts {
    /// An invitation that waits, as administrators see it.
    package struct Invitation: Sendable {
        /// Names it on the page; nobody can accept it with this.
        package let name: String
        package let email: String
        package let grant: RoleGrant
        /// Who sent it; nil for the operator.
        package let sender: String?
        package let expiresAt: Instant
    }

    /// What became of an invitation.
    package enum Acceptance: Sendable {
        case signedIn(SignInStep)
        /// The address has an account by now: it has the role, and its owner signs in as ever.
        case given
    }

    /// Makes the account of somebody who was invited, with the role, and signs them in.
    ///
    /// `privacy` is the version of the privacy page that they agree to.
    ///
    /// Nil when the link was used, is over, or never was. No invitation opens an account that there was
    /// already: the letter may be a week old, and its mailbox no longer the owner's.
    package func acceptInvitation(
        _ token: String,
        name: String,
        agreeingTo privacy: String,
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Acceptance? {
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            guard let taken = try take(token, .invitation, in: &transaction),
                let typed = taken.contents.email,
                let email = try? EmailAddress(typed: typed), let grant = taken.contents.grant
            else { return nil }
            let key = emailKey(email, of: scope.tenant)
            let hash = tokenHash(token, of: scope.tenant)
            let known = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            let id = known?.id ?? Member.ID(at: scope.now, random: random)
            try noteInvitation("invitation-accepted", hash, grant, for: id, in: &transaction)
            if let known {
                try give(grant, to: known.id, by: taken.member, in: &transaction)
                try outbox.warn(letters(to: known, at: place).roleGiven(grant), in: &transaction)
                return .given
            }
            let member = Member(
                id: id,
                name: name,
                language: taken.contents.language.flatMap { LanguageTag($0) } ?? .english
            )
            guard let account = try make(member, email: email, in: &transaction) else { return nil }
            try ConsentStore.give(
                .privacy(version: privacy, at: scope.now),
                by: account.id,
                in: &transaction
            )
            try give(grant, to: account.id, by: taken.member, in: &transaction)
            let made = try self.account(account.id, in: &transaction)
            return .signedIn(try step(made, visit, in: &transaction))
        }
    }

    /// The invitations that nobody has accepted yet, the newest first.
    package func invitations(in scope: Scope) async throws -> [Invitation] {
        let box = box(scope.tenant)
        return try await database.read(in: scope) { transaction in
            let open = try TokenStore.open(.invitation, at: scope.now, in: &transaction)
            let senders = try MemberStore.find(
                Array(Set(open.compactMap(\.row.member))),
                box: box,
                in: &transaction
            )
            let names = Dictionary(
                senders.map { ($0.id, $0.member.name) },
                uniquingKeysWith: { first, _ in first }
            )
            return try open.compactMap { token in
                let contents = try contents(of: token.row, hash: token.hash, tenant: scope.tenant)
                guard let email = contents.email, let grant = contents.grant else { return nil }
                return Invitation(
                    name: Base32.encode(token.hash),
                    email: email,
                    grant: grant,
                    sender: token.row.member.flatMap { names[$0] },
                    expiresAt: token.expiresAt
                )
            }
        }
    }

    /// Makes an invitation worthless; false when it was used, is over, or never was.
    ///
    /// `giver` says of which subject it has to be, where whoever withdraws it runs a space and gives no other
    /// roles.
    package func withdrawInvitation(
        named name: String,
        by giver: RoleGiver? = nil,
        in scope: Scope
    ) async throws -> Bool {
        guard let hash = Base32.decode(name), hash.count == 32 else { return false }
        return try await database.write(in: scope) { transaction in
            try checkMayGiveRoles(scope.actor, by: giver, in: &transaction)
            let row = try TokenStore.take(
                hash,
                purpose: .invitation,
                at: scope.now,
                in: &transaction
            )
            guard let row else { return false }
            let grant = try contents(of: row, hash: hash, tenant: scope.tenant).grant
            if let giver, grant?.subject != giver.subject { throw PageError.notFound }
            try noteInvitation("invitation-withdrawn", hash, grant, in: &transaction)
            return true
        }
    }
}

extension TokenContents {
    /// What an invitation gives.
    var grant: RoleGrant? {
        role.flatMap { RoleGrant(stored: $0, space: Space.ID(space ?? 0)) }
    }
}
