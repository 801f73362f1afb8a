package import Accounts
package import Audit
import Comments
package import Credentials
package import DevelopmentProvider
package import Files
import Jobs
package import Kernel
package import Ledger
import Localization
package import Logging
import Mail
package import OpenID
package import Storage
package import Vault
package import Web

/// Everything that runs for an installation, put together in one place: for the program and for tests.
package struct House: Sendable {
    /// What differs between the program and a test.
    package struct Ground: Sendable {
        package let database: Database
        package let vault: Vault
        package let pages: PageBuilder
        package let resources: Resources
        package let passwords: PasswordHasher
        package let passwordRules: PasswordRules
        package let documents: DocumentProgram
        package let clock: Clock
        package let random: Random
        package let logger: Logger
        package var ledger = LedgerSettings()
        /// What one network may write before it costs something.
        package var budget = NetworkBudget.Terms()
        /// Whether fictitious citizens may sign in.
        package var isInDevelopment = false
        /// Where hosts lead whose names an institution's staff types.
        package var names = HostNames.system
        /// Whether providers may stand in networks behind the server; in development only, where nobody says.
        package var asksAnywhere: Bool?
        /// The domain of the server's own sender; nil where none is set.
        package var mailDomain: String?

        package init(
            database: Database,
            vault: Vault,
            pages: PageBuilder,
            resources: Resources,
            passwords: PasswordHasher,
            passwordRules: PasswordRules,
            documents: DocumentProgram,
            clock: Clock,
            random: Random,
            logger: Logger
        ) {
            self.database = database
            self.vault = vault
            self.pages = pages
            self.resources = resources
            self.passwords = passwords
            self.passwordRules = passwordRules
            self.documents = documents
            self.clock = clock
            self.random = random
            self.logger = logger
        }
    }

    /// What modules are given.
    package let host: Host
    package let accounts: Accounts
    /// Whether providers may stand in networks behind the server.
    let asksAnywhere: Bool
    /// Nil but in development.
    package let developmentProvider: DevelopmentProvider?
    package let modules: [any SpaceModule]

    package var tenants: Tenants { host.tenants }

    /// Nothing is read or written yet.
    package init(on ground: Ground, modules types: [any SpaceModule.Type]) throws {
        let asksAnywhere = ground.asksAnywhere ?? ground.isInDevelopment
        self.asksAnywhere = asksAnywhere
        let bell = JobBell()
        let outbox = Outbox(vault: ground.vault, random: ground.random, bell: bell)
        let provider =
            ground.isInDevelopment
            ? DevelopmentProvider(pages: ground.pages, random: ground.random) : nil
        let audit = Audit(vault: ground.vault)
        let resources = ground.resources
        var tenants = Self.tenants(
            in: ground.database,
            audit: audit,
            of: types,
            languages: ground.pages.translations.languages
        )
        tenants.mailDomain = ground.mailDomain
        developmentProvider = provider
        accounts = Accounts(
            database: ground.database,
            vault: ground.vault,
            passwords: ground.passwords,
            outbox: outbox,
            audit: audit,
            pages: ground.pages,
            clock: ground.clock,
            random: ground.random,
            passwordRules: ground.passwordRules,
            clients: OpenIDClients(
                clock: ground.clock,
                random: ground.random,
                names: ground.names,
                transport: ProviderTransport(
                    reach: asksAnywhere ? .anywhere : .internet(ground.names)
                )
            ),
            extraProviders: { visitor in
                provider.map { IdentityProvider.development($0, for: visitor) } ?? []
            },
            rules: types.flatMap { $0.manifest.permissions },
            facts: Set(types.flatMap { $0.manifest.facts })
        )
        let host = Host(
            database: ground.database,
            ledger: Ledger(
                database: ground.database,
                clock: ground.clock,
                logger: ground.logger,
                settings: ground.ledger
            ),
            vault: ground.vault,
            pages: ground.pages,
            tenants: tenants,
            outbox: outbox,
            uploads: Uploads(
                database: ground.database,
                vault: ground.vault,
                program: ground.documents,
                clock: ground.clock,
                random: ground.random,
                logger: ground.logger
            ),
            prices: WritePrices(
                terms: ground.budget,
                vault: ground.vault,
                random: ground.random,
                now: ground.clock.now
            ),
            accounts: accounts,
            audit: audit,
            modules: types,
            bell: bell,
            clock: ground.clock,
            random: ground.random,
            logger: ground.logger,
            seed: { try resources.seed($0) }
        )
        self.host = host
        modules = try types.map { try $0.init(host: host) }
    }

    /// The institutions of a database, which have spaces of these modules.
    package static func tenants(
        in database: Database,
        audit: Audit,
        of modules: [any SpaceModule.Type],
        languages: [LanguageTag]
    ) -> Tenants {
        Tenants(
            database: database,
            audit: audit,
            modules: modules.map { $0.manifest },
            languages: languages
        )
    }

    /// Forgets what it remembers of the database, of some institutions or of all, in every module and in what
    /// they share.
    package func forget(of tenants: Set<Tenant.ID>?) {
        for module in modules { module.forget(of: tenants) }
        host.comments.forget(of: tenants)
    }

    /// One of its modules; nil where it was put together without.
    package func module<Module: SpaceModule>(_ type: Module.Type) -> Module? {
        modules.lazy.compactMap { $0 as? Module }.first
    }
}
