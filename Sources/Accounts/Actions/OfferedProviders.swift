import Audit
package import Kernel
import OpenID
import Storage
package import Web

/// Where an institution lets people sign in.
extension Accounts {
    /// The providers that an institution offers, with the development one when there is one.
    package func providers(in visitor: VisitorContext) async throws -> [IdentityProvider] {
        let box = box(visitor.tenant.id)
        let own = try await database.read(in: visitor.scope) { transaction in
            try ProviderStore.all(box: box, in: &transaction)
        }
        return own + extraProviders(visitor)
    }

    func provider(_ id: String, in visitor: VisitorContext) async throws -> IdentityProvider? {
        try await providers(in: visitor).first { $0.id == id }
    }

    /// Why a provider is not set.
    package enum ProviderRefusal: Error, Equatable, Sendable {
        case invalidID
        case invalidName
        /// An issuer that no sign-in could begin with.
        case invalidIssuer
    }

    /// Sets a provider of an institution, or changes the one of that id.
    ///
    /// Where another issuer comes to have that id, what the former one proved ends: it did not say that.
    package func setProvider(
        _ provider: IdentityProvider,
        position: Int,
        in scope: Scope
    ) async throws -> Result<Void, ProviderRefusal> {
        guard Slug.isValid(provider.id, length: 2...30) else { return .failure(.invalidID) }
        guard (1...120).contains(provider.name.unicodeScalars.count) else {
            return .failure(.invalidName)
        }
        do {
            try provider.settings.check()
        } catch {
            return .failure(.invalidIssuer)
        }
        let box = box(scope.tenant)
        try await database.write(in: scope) { transaction in
            let former = try ProviderStore.all(box: box, in: &transaction)
                .first { $0.id == provider.id }
            if let former, former.settings.issuer != provider.settings.issuer {
                try forgetProofs(by: provider.id, in: &transaction)
            }
            try ProviderStore.set(provider, position: position, box: box, in: &transaction)
            try audit.note(
                AuditNote(
                    "provider-set",
                    of: .provider,
                    provider.id,
                    before: former?.auditFields ?? [:],
                    after: provider.auditFields
                ),
                in: &transaction
            )
        }
        return .success(())
    }

    /// Every provider that an operator has set.
    package func providers(in scope: Scope) async throws -> [IdentityProvider] {
        let box = box(scope.tenant)
        return try await database.read(in: scope) { transaction in
            try ProviderStore.all(box: box, in: &transaction)
        }
    }

    /// False when there is none of that id; what members linked to it is left, and of no use.
    package func removeProvider(_ id: String, in scope: Scope) async throws -> Bool {
        let box = box(scope.tenant)
        return try await database.write(in: scope) { transaction in
            let former = try ProviderStore.all(box: box, in: &transaction).first { $0.id == id }
            guard try ProviderStore.remove(id, in: &transaction) else { return false }
            try forgetProofs(by: id, in: &transaction)
            let before = former?.auditFields ?? [:]
            let note = AuditNote("provider-removed", of: .provider, id, before: before)
            try audit.note(note, in: &transaction)
            return true
        }
    }

    /// Ends whatever rests on the word of a provider alone: facts of members, and the sessions of anonymous
    /// people, who are nothing but what it proved.
    private func forgetProofs(by id: String, in transaction: inout Transaction) throws {
        try FactStore.deleteAll(by: id, in: &transaction)
        try SessionStore.deleteAnonymous(by: id, in: &transaction)
    }

    /// Whether a provider is offered as it was when somebody left for it.
    ///
    /// Asked in the transaction that takes in what it proved: it may have been removed meanwhile, or another
    /// issuer have come to have its id.
    func isOffered(
        _ provider: IdentityProvider,
        _ visitor: VisitorContext,
        in transaction: inout Transaction
    ) throws -> Bool {
        let own = try ProviderStore.all(box: box(transaction.tenant), in: &transaction)
        let offered = (own + extraProviders(visitor)).first { $0.id == provider.id }
        return offered?.settings.issuer == provider.settings.issuer
            && offered?.purpose == provider.purpose
    }
}

extension IdentityProvider {
    /// What is set of it, by the words of `audit.field`; its secret apart.
    fileprivate var auditFields: [String: String] {
        [
            "name": name, "purpose": purpose.rawValue, "issuer": settings.issuer,
            "client": settings.clientID, "scopes": settings.scopes.joined(separator: " "),
            "levels": settings.acrValues.joined(separator: " "),
        ]
    }
}
