import Credentials
import Kernel
import OpenID
import Storage
import Vault
import Web

/// Signing in at somebody else's.
extension Accounts {
    /// What the browser carries to the provider and back, sealed: nothing is stored meanwhile.
    struct Travel: Codable {
        let provider: String
        let attempt: SignInAttempt
        let next: String
        /// In which the reader left.
        let language: String
        /// Whoever was signed in and wants to add this way to sign in.
        let linking: String?
        /// Whether somebody of the staff tries the provider out: nobody is signed in by it.
        var isTrial: Bool?
    }

    /// Where the browser goes to sign in, and the cookie that proves on its return that it is the same.
    func depart(
        to provider: IdentityProvider,
        next: String,
        linking: Member.ID?,
        returnTo: String,
        isTrial: Bool = false,
        _ visitor: VisitorContext
    ) async throws -> (address: String, cookie: String, state: String) {
        let client =
            try isTrial
            ? clients.fresh(for: provider.settings) : clients.client(for: provider.settings)
        let departure = try await client.begin(
            redirectAddress: returnTo,
            uiLocales: [visitor.visit.language]
        )
        let travel = Travel(
            provider: provider.id,
            attempt: departure.attempt,
            // A longer address would make the cookies too long for proxies.
            next: next.utf8.count <= Limits.departureNextBytes ? next : "",
            language: visitor.visit.language.text,
            linking: linking?.text,
            isTrial: isTrial ? true : nil
        )
        let cookie = try sealedCookie(travel, for: .travel, at: visitor.tenant.id)
        return (departure.address, cookie, departure.attempt.state)
    }

    /// Nil for a cookie that is not ours.
    func travel(_ cookie: String?, at tenant: Tenant.ID) -> Travel? {
        opened(cookie, for: .travel, at: tenant)
    }

    /// What a sign-in at a provider leads to.
    enum Arrival: Sendable {
        case step(SignInStep)
        case anonymous(NewSession)
        /// Nobody here is known to the provider yet: the browser keeps who it was, in a token, while they
        /// make an account or sign in to theirs.
        case unknown(identity: String, name: String, email: String)
        /// The same of somebody who is signed in and is now asked whether to link it.
        case toLink(identity: String)
        /// The same of somebody to whose account it is linked already: what was proved is noted.
        case provenAgain
        /// That person has another account here.
        case linkedElsewhere
        /// Somebody else is signed in by now than whoever wanted to add this way.
        case otherMember
        /// The institution has removed or changed the provider meanwhile: what it said counts for nothing.
        case notOffered
    }

    /// Uses a departure up, on every server at once and for good; false when it was used before.
    ///
    /// Called before its code is exchanged, right or wrong: one departure buys one exchange.
    func useUp(_ state: String, in scope: Scope) async throws -> Bool {
        let hash = vault.lookupKey("departure", of: scope.tenant).bytes(state)
        // Longer than it would be taken for in time.
        let until = scope.now.adding(.milliseconds(2 * Limits.signInAttemptMilliseconds))
        return try await database.write(in: scope) { transaction in
            try IdentityStore.use(departure: hash, until: until, in: &transaction)
        }
    }

    /// Takes in what a provider proved; of somebody anonymous nothing stays but a key and yes or no.
    func arrive(
        _ proven: ProvenIdentity,
        at provider: IdentityProvider,
        _ travel: Travel,
        from visit: SignInVisit,
        _ visitor: VisitorContext
    ) async throws -> Arrival {
        let scope = visitor.scope
        if provider.purpose == .anonymous {
            let person = anonymous(proven, by: provider, visitor)
            return try await database.write(in: scope) { transaction in
                guard try isOffered(provider, visitor, in: &transaction) else { return .notOffered }
                let beginning = Beginning(
                    visit: visit,
                    origin: SessionOrigin(provider: provider.id)
                )
                return .anonymous(try begin(person, beginning, in: &transaction))
            }
        }
        let subject = vault.lookupKey("identity", of: scope.tenant)
            .bytes(proven.issuer, proven.subject)
        let finding = finding(proven, visitor)
        let linking = travel.linking.flatMap { Member.ID($0) }
        let box = box(scope.tenant)
        return try await database.write(in: scope) { transaction in
            guard try isOffered(provider, visitor, in: &transaction) else { return .notOffered }
            let known = try IdentityStore.member(
                provider: provider.id,
                subject: subject,
                in: &transaction
            )
            if let linking {
                guard linking == visitor.visit.session?.member?.id else { return .otherMember }
                guard known == nil || known == linking else { return .linkedElsewhere }
                guard known == nil else {
                    try FactStore.note(finding, of: linking, by: provider.id, in: &transaction)
                    return .provenAgain
                }
            } else if let known,
                let account = try MemberStore.find(known, box: box, in: &transaction)
            {
                try FactStore.note(finding, of: known, by: provider.id, in: &transaction)
                return .step(
                    try step(
                        account,
                        visit,
                        origin: SessionOrigin(provider: provider.id),
                        in: &transaction
                    )
                )
            }
            let names = [proven.claims.givenName, proven.claims.familyName]
            let person = names.compactMap(\.self).joined(separator: " ")
            let identity = try keep(
                subject,
                named: person,
                finding,
                at: provider,
                linking: linking,
                in: &transaction
            )
            guard linking == nil else { return .toLink(identity: identity) }
            return .unknown(
                identity: identity,
                name: person,
                email: proven.claims.email ?? ""
            )
        }
    }

    /// What was asked of the claims, which end here; birthdays count by the institution's clocks.
    private func finding(_ proven: ProvenIdentity, _ visitor: VisitorContext) -> FactFinding {
        FactFinding(proven.claims, of: facts, at: visitor.now, in: visitor.tenant.zone)
    }

    /// The key that petitions recognise somebody by, and what was asked of the claims.
    private func anonymous(
        _ proven: ProvenIdentity,
        by provider: IdentityProvider,
        _ visitor: VisitorContext
    ) -> AnonymousPerson {
        let adult = FactFinding(
            proven.claims,
            of: [.adult],
            at: visitor.now,
            in: visitor.tenant.zone
        )
        let isAdult =
            adult.proven.isEmpty ? (adult.refuted.isEmpty ? nil : false) : true
        return AnonymousPerson(
            key: vault.lookupKey("anonymous", of: visitor.tenant.id)
                .bytes(proven.issuer, proven.subject),
            isAdult: isAdult,
            proof: Proof(
                facts: finding(proven, visitor).proven,
                provider: provider.id,
                at: visitor.now
            )
        )
    }
}

extension PersonalBox.Place {
    fileprivate static let travel = Self(column: "cookie.departure", row: "")
}
