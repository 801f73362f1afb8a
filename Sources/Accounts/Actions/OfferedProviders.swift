import Audit
package import Kernel
package import OpenID
import Storage
import Vault
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
        /// An issuer in a network behind the server, which only whoever runs that may name.
        case internalIssuer(InternalHost)
        /// Where its name leads was looked at too often in this hour.
        case tooOften
        /// What the provider calls the institution: nothing, or more than a line.
        case invalidClient
        /// There is none yet, or it was given to another issuer.
        case missingSecret
        /// Words that no provider could be asked for.
        case invalidScope
        case tooMany
        /// Somebody else has set it since it was shown.
        case changedMeanwhile
    }

    /// What has to stand where a provider is set.
    package enum ProviderExpectation: Equatable, Sendable {
        case anything
        case nothing
        /// The provider as ``Accounts/mark(of:in:)`` names it.
        case mark(String)
    }

    /// What of the networks behind the server a provider leads to that an institution's staff names.
    ///
    /// Asked before it is set, and again by whatever asks the provider: names lead elsewhere later on.
    package func internalHost(of provider: IdentityProvider) async -> InternalHost? {
        await clients.internalHost(of: provider.settings)
    }

    /// Sets a provider of an institution, or changes the one of that id.
    ///
    /// Where another issuer comes to have that id, what the former one proved ends: it did not say that.
    /// Without a secret the one that is kept stays, for the same issuer alone: it was given to that one.
    package func setProvider(
        _ wish: IdentityProvider,
        over expected: ProviderExpectation = .anything,
        in scope: Scope
    ) async throws -> Result<Void, ProviderRefusal> {
        if let refusal = Self.refusal(of: wish) { return .failure(refusal) }
        let box = box(scope.tenant)
        do {
            try await database.write(in: scope) { transaction in
                let all = try ProviderStore.all(box: box, in: &transaction)
                let former = all.first { $0.id == wish.id }
                let shown = former.map { mark(of: $0, in: scope) }
                switch expected {
                case .anything: break
                case .nothing where former == nil: break
                case .mark(let mark) where shown == mark: break
                case .nothing, .mark: throw ProviderRefusal.changedMeanwhile
                }
                guard former != nil || all.count < Limits.providersPerTenant else {
                    throw ProviderRefusal.tooMany
                }
                let provider = try wish.keepingSecret(of: former)
                if let former, former.settings.issuer != provider.settings.issuer {
                    try forgetProofs(by: provider.id, in: &transaction)
                }
                try ProviderStore.set(provider, box: box, in: &transaction)
                try audit.note(Self.note(of: provider, after: former), in: &transaction)
            }
        } catch let refusal as ProviderRefusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
        return .success(())
    }

    /// Another one whenever anything of a provider is another: its secret too, which nobody without the key
    /// of the installation can try to find in it.
    package func mark(of provider: IdentityProvider, in scope: Scope) -> String {
        let fields = provider.auditFields.sorted { $0.key < $1.key }
        let lines = fields.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
        let key = vault.lookupKey("provider.mark", of: scope.tenant)
        return ContentName(of: key.bytes(lines, provider.settings.clientSecret)).text
    }

    /// What is set, and whether the secret is another: nothing of the secret itself.
    private static func note(
        of provider: IdentityProvider,
        after former: IdentityProvider?
    ) -> AuditNote {
        var before = former?.auditFields ?? [:]
        var after = provider.auditFields
        if let former, former.settings.clientSecret != provider.settings.clientSecret {
            before["secret"] = "kept"
            after["secret"] = "replaced"
        }
        return AuditNote("provider-set", of: .provider, provider.id, before: before, after: after)
    }

    private static func refusal(of provider: IdentityProvider) -> ProviderRefusal? {
        let settings = provider.settings
        guard Slug.isValid(provider.id, length: 2...30) else { return .invalidID }
        guard (1...120).contains(provider.name.unicodeScalars.count) else { return .invalidName }
        do {
            try settings.check()
        } catch {
            return .invalidIssuer
        }
        guard isLine(settings.clientID), settings.clientSecret.utf8.count <= 1000 else {
            return .invalidClient
        }
        let words = settings.scopes + settings.acrValues
        guard words.count <= 40, words.allSatisfy({ isLine($0) && !$0.contains(" ") }) else {
            return .invalidScope
        }
        return nil
    }

    /// Printable ASCII, as RFC 6749 has it (appendix A).
    private static func isLine(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
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
        var fields = [
            "name": name, "purpose": purpose.rawValue, "issuer": settings.issuer,
            "client": settings.clientID, "scopes": settings.scopes.joined(separator: " "),
            "authentication": settings.authentication.rawValue, "position": String(position),
        ]
        if !settings.acrValues.isEmpty {
            fields["levels"] = settings.acrValues.joined(separator: " ")
        }
        if settings.requiresSignedUserinfo { fields["signed"] = "JWT" }
        return fields
    }

    /// The same with the secret that is kept, where none was typed.
    fileprivate func keepingSecret(
        of former: IdentityProvider?
    ) throws(Accounts.ProviderRefusal) -> IdentityProvider {
        guard settings.clientSecret.isEmpty else { return self }
        guard let former, former.settings.issuer == settings.issuer else { throw .missingSecret }
        var settings = settings
        settings.clientSecret = former.settings.clientSecret
        return IdentityProvider(
            id: id,
            name: name,
            purpose: purpose,
            settings: settings,
            position: position
        )
    }
}
