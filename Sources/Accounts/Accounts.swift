package import Audit
package import Credentials
package import Kernel
package import Mail
package import OpenID
package import Storage
package import Vault
package import Web

/// People and what each may do, once for all spaces of an institution.
///
/// An account belongs to one institution: the same address at another one is another account, and
/// nothing joins them. This file is the table of contents: `Actions/` holds what can be done,
/// `Store/` the SQL, `Web/` the routes and `Views/` the pages.
package struct Accounts: Sendable {
    package let database: Database
    let vault: Vault
    let passwords: PasswordHasher
    let outbox: Outbox
    package let audit: Audit
    package let pages: PageBuilder
    package let clock: Clock
    let random: Random
    let passwordRules: PasswordRules
    let clients: OpenIDClients
    /// Providers that are not in the database: the one of development.
    let extraProviders: @Sendable (VisitorContext) -> [IdentityProvider]
    /// Every permission of the program with the roles that have it.
    package let rules: [PermissionRule]
    /// What modules ask providers to prove; nothing else is noted.
    let facts: Set<Fact>
    let sessionReads = JoinedReads<Tenant.ID, [UInt8], OpenSession>()

    package init(
        database: Database,
        vault: Vault,
        passwords: PasswordHasher,
        outbox: Outbox,
        audit: Audit,
        pages: PageBuilder,
        clock: Clock,
        random: Random,
        passwordRules: PasswordRules,
        clients: OpenIDClients,
        extraProviders: @escaping @Sendable (VisitorContext) -> [IdentityProvider] = { _ in [] },
        rules: [PermissionRule],
        facts: Set<Fact> = []
    ) {
        self.database = database
        self.vault = vault
        self.passwords = passwords
        self.outbox = outbox
        self.audit = audit
        self.pages = pages
        self.clock = clock
        self.random = random
        self.passwordRules = passwordRules
        self.clients = clients
        self.extraProviders = extraProviders
        self.rules = Self.rules + rules
        self.facts = facts
    }

    /// Who gives roles.
    static let rolesRule = PermissionRule("site.roles")

    /// Who opens the first page of the back office.
    static let officeRule = PermissionRule("site.office", roles: Set(Role.allCases))

    /// The permissions of the site itself.
    package static let rules = [
        rolesRule,
        PermissionRule("site.mail"),
        officeRule,
        PermissionRule("site.spaces", roles: [.organiser]),
        PermissionRule("site.institution"),
        PermissionRule("site.audit"),
        PermissionRule("site.statistics", roles: [.organiser, .analyst]),
        // Whether people see what others write: `Moderation.permission`.
        PermissionRule("site.moderation", roles: [.organiser, .moderator]),
    ]

    /// A transaction that may write letters: they leave when it is durable.
    func writeLetters<Value: Sendable>(
        in scope: Scope,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        let value = try await database.write(in: scope, body)
        outbox.wake()
        return value
    }

    /// Lets letters go to an address again that was suspended; nothing happens to any other.
    func liftSuspension(of email: EmailAddress, in scope: Scope) async throws {
        try await database.write(in: scope) { transaction in
            _ = try outbox.lift(email.text, in: &transaction)
            // Known again by whoever has the address; the address itself stands in no plain column.
            let id = Base32.encode(emailKey(email, of: scope.tenant))
            try audit.note(AuditNote("suspension-lifted", of: .mailbox, id), in: &transaction)
        }
    }

    func box(_ tenant: Tenant.ID) -> PersonalBox { vault.personalBox(of: tenant) }

    /// What an account is found by.
    func emailKey(_ email: EmailAddress, of tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("member.email", of: tenant).bytes(email.key)
    }
}

/// What became of a letter: taken, or why not.
package typealias LetterResult = Result<Void, Outbox.Refusal>
