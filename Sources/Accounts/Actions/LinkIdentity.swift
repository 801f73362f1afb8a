import Kernel
import Mail
import OpenID
import Storage
package import Web

/// A way to sign in at a provider is added to an account, or taken away.
///
/// Three things must come together in one browser: what the provider proved (a token that this browser
/// alone holds, in a cookie), the session of the account, and a fresh proof of the account. A letter
/// never carries the first, so nobody can let somebody else finish what they began.
extension Accounts {
    /// What a browser brought back from a provider, waiting for its owner's word.
    package struct ProvenHere: Sendable {
        package let provider: String
        /// How the provider calls the person; empty when it does not say.
        package let person: String
    }

    /// Keeps what a provider proved for an hour, for the browser that proved it.
    ///
    /// `linking` is the member who left to add this way; nil of whoever was not signed in.
    func keep(
        _ subject: [UInt8],
        named person: String,
        _ finding: FactFinding,
        at provider: IdentityProvider,
        linking: Member.ID?,
        in transaction: inout Transaction
    ) throws -> String {
        try makeToken(
            .identity,
            member: linking,
            contents: TokenContents(
                name: person,
                provider: provider.id,
                issuer: provider.settings.issuer,
                subject: Base32.encode(subject),
                facts: finding.proven.sorted()
            ),
            in: &transaction
        )
    }

    /// What this browser proved and its reader may link; nil when there is nothing, or it is over.
    func provenHere(
        _ identity: String?,
        for context: MemberContext
    ) async throws -> ProvenHere? {
        try await database.read(in: context.scope) { transaction in
            guard let identity, let found = try find(identity, .identity, in: &transaction),
                found.member == nil || found.member == context.member.id,
                let provider = found.contents.provider
            else { return nil }
            return ProvenHere(provider: provider, person: found.contents.name ?? "")
        }
    }

    /// Why an identity is not linked.
    package enum LinkRefusal: Error, Equatable, Sendable {
        case unproven(ProofRefusal)
        /// Nothing was proved with this browser, or it took too long.
        case over
        /// That person has another account here.
        case linkedElsewhere
    }

    /// Links what this browser proved to the account of whoever is signed in, who proves it once more.
    func linkIdentity(
        _ identity: String,
        at provider: IdentityProvider,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<Void, LinkRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(.unproven(refusal))
        }
        return try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            guard let found = try find(identity, .identity, in: &transaction),
                found.member == nil || found.member == account.id,
                found.contents.provider == provider.id,
                found.contents.issuer == provider.settings.issuer,
                try isOffered(provider, context.visitor, in: &transaction),
                let subject = found.contents.subject.flatMap({ Base32.decode($0) }),
                try take(identity, .identity, in: &transaction) != nil
            else { return .failure(.over) }
            let isNew = try IdentityStore.link(
                provider: provider.id,
                subject: subject,
                to: account.id,
                at: transaction.now,
                in: &transaction
            )
            if isNew {
                let finding = FactFinding(proven: Set(found.contents.facts ?? []))
                try FactStore.note(finding, of: account.id, by: provider.id, in: &transaction)
            }
            guard isNew else {
                let owner = try IdentityStore.member(
                    provider: provider.id,
                    subject: subject,
                    in: &transaction
                )
                return owner == account.id ? .success(()) : .failure(.linkedElsewhere)
            }
            try outbox.warn(
                letters(to: account, at: place).providerLinked(provider.name),
                in: &transaction
            )
            return .success(())
        }
    }

    /// Forgets what this browser proved.
    func forgetIdentity(_ identity: String, in scope: Scope) async throws {
        try await database.write(in: scope) { transaction in
            _ = try take(identity, .identity, in: &transaction)
        }
    }

    /// Ends a way to sign in, and whatever was begun through it.
    func unlink(
        _ provider: IdentityProvider,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<Void, ProofRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(refusal)
        }
        return try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            guard
                try IdentityStore.unlink(
                    provider: provider.id,
                    from: account.id,
                    in: &transaction
                )
            else { return .success(()) }
            try FactStore.delete(of: account.id, by: provider.id, in: &transaction)
            try endEverythingElse(of: context, from: visit, in: &transaction)
            try outbox.warn(
                letters(to: account, at: place).providerUnlinked(provider.name),
                in: &transaction
            )
            return .success(())
        }
    }

    /// The providers at which a member can sign in.
    package func linkedIdentities(for context: MemberContext) async throws -> [LinkedIdentity] {
        try await database.read(in: context.scope) { transaction in
            try IdentityStore.all(of: context.member.id, in: &transaction)
        }
    }
    /// What providers proved of a member.
    package func provenFacts(for context: MemberContext) async throws -> [ProvenFact] {
        try await database.read(in: context.scope) { transaction in
            try FactStore.all(of: context.member.id, in: &transaction)
        }
    }
}
