package import Kernel
import Storage
import Vault
package import Web

/// Who is signed in, where, and until when.
extension Accounts {
    /// How the responder learns who is signed in: read anew for each request, of all that come at the same
    /// moment at once.
    package var sessions: SessionSource {
        SessionSource { token, site, now in
            let scope = Scope(tenant: site.tenant.id, actor: .visitor, now: now)
            return try await session(of: token, in: scope)
        }
    }

    func session(of token: String, in scope: Scope) async throws -> Session? {
        guard Self.tokenBits(token) != nil else { return nil }
        let hash = sessionHash(token, of: scope.tenant)
        let found = try await sessionReads.value(hash, at: scope.tenant) { hashes in
            try await database.read(in: scope) { transaction in
                try SessionStore.open(hashes, at: scope.now, in: &transaction)
            }
        }
        guard let found else { return nil }
        let holder: Session.Holder
        switch found.holder {
        case .anonymous(let person): holder = .anonymous(person)
        case .member(let id, let sealedName, let language):
            let name = try box(scope.tenant).openText(sealedName, for: .name(id))
            let language = LanguageTag(language) ?? .english
            holder = .member(Member(id: id, name: name, language: language))
        }
        return Session(
            key: hash,
            holder: holder,
            grants: grants(found.grants),
            hasSecondFactor: found.hasSecondFactor,
            startedAt: found.createdAt
        )
    }

    /// What roles allow, by the rules of the modules.
    func grants(_ roles: [RoleGrant]) -> [Session.Grant] {
        roles.flatMap { grant in
            let allowed = Set(rules.filter { $0.roles.contains(grant.role) }.map(\.permission))
            let own = Session.Grant(
                space: grant.space,
                permissions: allowed,
                subject: grant.subject,
                role: grant.role
            )
            guard grant.subject != nil else { return [own] }
            // The first page of the office leads to what somebody has a role for.
            let office = Session.Grant(
                space: grant.space,
                permissions: allowed.intersection([Self.officeRule.permission])
            )
            return [own, office]
        }
    }

    /// What is known of a sign-in when its session begins.
    struct Beginning {
        let visit: SignInVisit
        var hasSecondFactor = false
        var origin: SessionOrigin?
    }

    /// Begins a session of a member; the token is new, whatever the browser brought, and the browser is
    /// known from now on.
    func begin(
        _ account: Account,
        _ beginning: Beginning,
        in transaction: inout Transaction
    ) throws -> NewSession {
        let isStaff = try !RoleStore.grants(of: account.id, in: &transaction).isEmpty
        let life = isStaff ? SessionLife.staff : SessionLife.member
        var (token, row) = try newRow(beginning, life: life, in: &transaction)
        row.member = account.id
        try insert(row, beginning, in: &transaction)
        let browser = beginning.visit.browser ?? newTokenText()
        try remember(browser, of: account, in: &transaction)
        let proven = try beginning.visit.identity.flatMap {
            try find($0, .identity, in: &transaction)
        }
        return NewSession(
            token: token,
            seconds: Int(life / 1000),
            member: account.id,
            browser: browser,
            // Nobody is asked about what somebody else left to link with this browser.
            provider: proven.flatMap {
                $0.member == nil || $0.member == account.id ? $0.contents.provider : nil
            },
            isStaff: isStaff,
            next: beginning.visit.next
        )
    }

    /// Begins a session of somebody of whom nothing is kept but a key.
    func begin(
        _ person: AnonymousPerson,
        _ beginning: Beginning,
        in transaction: inout Transaction
    ) throws -> NewSession {
        let life = SessionLife.anonymous
        var (token, row) = try newRow(beginning, life: life, in: &transaction)
        row.anonymousKey = person.key
        row.isAdult = person.isAdult
        row.facts = person.proof?.facts.sorted().joined(separator: " ")
        try insert(row, beginning, in: &transaction)
        return NewSession(
            token: token,
            seconds: Int(life / 1000),
            member: nil,
            browser: nil,
            provider: nil,
            isStaff: false,
            next: beginning.visit.next
        )
    }

    private func newRow(
        _ beginning: Beginning,
        life: Int64,
        in transaction: inout Transaction
    ) throws -> (token: String, row: SessionRow) {
        let tenant = transaction.tenant
        let token = newTokenText()
        let hash = sessionHash(token, of: tenant)
        var row = SessionRow(
            hash: hash,
            hasSecondFactor: beginning.hasSecondFactor,
            device: try box(tenant).seal(beginning.visit.device, for: .session(hash, "device")),
            createdAt: transaction.now,
            expiresAt: Instant(milliseconds: transaction.now.milliseconds + life)
        )
        row.provider = beginning.origin?.provider
        return (token, row)
    }

    private func insert(
        _ row: SessionRow,
        _ beginning: Beginning,
        in transaction: inout Transaction
    ) throws {
        if let old = beginning.visit.replaced { try SessionStore.delete(old, in: &transaction) }
        try SessionStore.insert(row, in: &transaction)
    }

    /// What a member sees of a session of theirs.
    package struct SessionNote: Sendable {
        /// Names it on the page; nobody can sign in with it.
        package let name: String
        package let device: String
        package let createdAt: Instant
        package let expiresAt: Instant
        package let isCurrent: Bool
    }

    package func sessionNotes(of context: MemberContext) async throws -> [SessionNote] {
        let scope = context.scope
        let box = box(scope.tenant)
        let rows = try await database.read(in: scope) { transaction in
            try SessionStore.all(of: context.member.id, at: scope.now, in: &transaction)
        }
        return try rows.map { row in
            SessionNote(
                name: Base32.encode(row.hash),
                device: try box.openText(row.device, for: .session(row.hash, "device")),
                createdAt: row.createdAt,
                expiresAt: row.expiresAt,
                isCurrent: row.hash == context.session.key
            )
        }
    }

    /// Ends one of one's own sessions; false when it is over, or somebody else's.
    ///
    /// What was begun in it ends with it: a stranger's change of address must not outlive the session
    /// that asked for it. Links do not know where they were asked for, so all of them end.
    package func endSession(
        named name: String,
        from visit: SignInVisit,
        of context: MemberContext
    ) async throws -> Bool {
        guard let hash = Self.tokenBits(name) else { return false }
        return try await database.write(in: context.scope) { transaction in
            guard try SessionStore.delete(hash, of: context.member.id, in: &transaction) else {
                return false
            }
            try MemberStore.advanceEpoch(of: context.member.id, in: &transaction)
            guard let browser = visit.browser, hash != context.session.key else { return true }
            let account = try current(context, in: &transaction)
            try remember(browser, of: account, in: &transaction)
            return true
        }
    }

    /// Ends every other session of whoever asks, and every link that was sent.
    package func endOtherSessions(
        from visit: SignInVisit,
        of context: MemberContext
    ) async throws {
        try await database.write(in: context.scope) { transaction in
            try endEverythingElse(of: context, from: visit, in: &transaction)
        }
    }

    /// Ends the session of the browser that asks; gives where it began.
    package func signOut(
        _ session: Session,
        in scope: Scope
    ) async throws -> SessionOrigin? {
        try await database.write(in: scope) { transaction in
            let origin = try origin(of: session, in: &transaction)
            try SessionStore.delete(session.key, in: &transaction)
            return origin
        }
    }

    /// Nil for a session that is over, or did not begin at a provider.
    func origin(
        of session: Session,
        in transaction: inout Transaction
    ) throws -> SessionOrigin? {
        let row = try SessionStore.find(session.key, at: transaction.now, in: &transaction)
        return row?.provider.map { SessionOrigin(provider: $0) }
    }

    private func sessionHash(_ token: String, of tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("session", of: tenant).bytes(token)
    }
}
