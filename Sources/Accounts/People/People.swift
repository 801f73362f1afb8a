package import Kernel
package import Localization
package import Markup
package import Storage
package import Web

/// What modules may know of people, and do for them: name an author, ask for a proven fact, write a letter.
///
/// A module keeps a member's id and nothing else; name, address and birthday stay in the accounts.
package struct People: Sendable {
    /// Closed to modules: who somebody is stays in the accounts.
    let accounts: Accounts

    package init(accounts: Accounts) { self.accounts = accounts }

    /// Who wrote what stands on a page: one statement for up to `Limits.authorsAtOnce` of them.
    package func authors(
        _ ids: some Sequence<Member.ID?>,
        in transaction: inout Transaction
    ) throws -> Authors {
        let asked = Set(ids.compactMap(\.self)).sorted { $0.text < $1.text }
        let box = accounts.box(transaction.tenant)
        var found: [(id: Member.ID, name: String)] = []
        for start in stride(from: 0, to: asked.count, by: Limits.authorsAtOnce) {
            let some = Array(asked[start...].prefix(Limits.authorsAtOnce))
            found += try MemberStore.names(of: some, box: box, in: &transaction)
        }
        return Authors(found)
    }

    /// Those of them that have an account here, in one statement.
    package func existing(
        of ids: [Member.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        try MemberStore.existing(of: ids, in: &transaction)
    }

    /// Members with one of these permissions in the space of the transaction, or in the whole site.
    package func staff(
        withAnyOf permissions: Set<Permission>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        let space = transaction.space
        let roles = Set(
            accounts.rules.filter { permissions.contains($0.permission) }.flatMap(\.roles)
        )
        let members = try RoleStore.all(in: &transaction).compactMap { row in
            row.grant.flatMap { grant in
                grant.subject == nil && roles.contains(grant.role)
                    && [.site, space].contains(grant.space) ? row.member : nil
            }
        }
        return Set(members).sorted { $0.text < $1.text }
    }

    /// What a member is in the space of the transaction or on the whole site, or for one thing there, as it is
    /// stored now; nothing for whoever has left.
    package static func roles(
        of member: Member.ID,
        on subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<Role> {
        let space = transaction.space
        let grants = try RoleStore.grants(of: member, in: &transaction)
        let there = grants.filter { grant in
            grant.subject == nil ? [.site, space].contains(grant.space) : grant.subject == subject
        }
        return Set(there.map(\.role))
    }

    /// The words of a member's language; nil for whoever has left.
    package func translator(
        of id: Member.ID,
        in transaction: inout Transaction
    ) throws -> Translator? {
        let box = accounts.box(transaction.tenant)
        return try MemberStore.find(id, box: box, in: &transaction).map { account in
            accounts.pages.translations.translator(for: account.member.language)
        }
    }

    /// What is known of a fact.
    package enum Answer: Sendable, Hashable {
        /// By the provider of that short name.
        case proven(by: String, at: Instant)
        /// Nobody proved it, nor that it is not so: ``wayToProof(backTo:for:)`` leads to who could.
        case unknown
    }

    /// Whether a provider proved something of whoever acts, member or anonymous person.
    ///
    /// Only facts that a module declares are noted, so only these can be asked for.
    package func answer(
        _ fact: Fact,
        of actor: Actor,
        in transaction: inout Transaction
    ) throws -> Answer {
        precondition(accounts.facts.contains(fact), "no module declares \(fact.name)")
        switch actor {
        case .visitor, .operatorOfServer, .server: return .unknown
        case .anonymous(let person):
            guard let proof = person.proof, proof.facts.contains(fact.name) else {
                return .unknown
            }
            return .proven(by: proof.provider, at: proof.at)
        case .member(let id):
            let found = try FactStore.find(fact.name, of: id, in: &transaction)
            return found.map { .proven(by: $0.provider, at: $0.provenAt) } ?? .unknown
        }
    }

    /// Where whoever asks can let a provider prove what is unknown, and comes back from.
    package func wayToProof(backTo page: Path, for visitor: VisitorContext) -> Path {
        let way =
            visitor.visit.session?.member == nil
            ? visitor.path("sign-in") : visitor.path("account", "providers")
        return way.with("next", page.text)
    }
}
