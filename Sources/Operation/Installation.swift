package import Accounts
import Credentials
import DevelopmentProvider
package import Files
import Jobs
package import Kernel
package import Ledger
import Localization
package import Logging
package import Mail
import OpenID
package import Spaces
package import Storage
package import Vault
package import Web

/// Everything that runs, put together once.
package struct Installation: Sendable {
    package let settings: Settings
    package let resources: Resources
    package let database: Database
    package let vault: Vault
    package let ledger: Ledger
    package let files: StaticFiles
    package let pages: PageBuilder
    package let modules: [any SpaceModule]
    /// What modules are given.
    let host: Host
    package let tenants: Tenants
    package let accounts: Accounts
    /// Nil but in development.
    let developmentProvider: DevelopmentProvider?
    package let outbox: Outbox
    /// Files that people send.
    package let uploads: Uploads
    let bell: JobBell
    package let clock: Clock
    package let random: Random
    package let logger: Logger

    /// Puts an installation together; nothing is read or written yet.
    ///
    /// See ``open(settings:modules:beginning:isPatient:)`` for one whose tables are there.
    package init(
        settings: Settings,
        modules types: [any SpaceModule.Type],
        database: Database,
        secret: [UInt8],
        clock: Clock = .system,
        random: Random = .system
    ) throws {
        let logger = try Self.logger(settings: settings)
        let resources = try Resources(
            root: settings.find(.resources)?.value,
            program: CommandLine.arguments.first ?? "."
        )
        let vault = Vault(secret: secret, random: random)
        let ledger = Ledger(database: database, clock: clock, logger: logger)
        let files = try resources.staticFiles()
        let missing = logger
        let pages = PageBuilder(
            translations: try resources.translations { key, language in
                missing.warning(
                    "a message is missing",
                    metadata: ["message.key": "\(key)", "language": "\(language)"]
                )
            },
            assets: files.assets,
            hasMailbox: try MailRoute(settings: settings).isFolder
        )
        let bell = JobBell()
        let outbox = Outbox(vault: vault, random: random, bell: bell)
        let uploads = Uploads(
            database: database,
            vault: vault,
            program: DocumentProgram(),
            clock: clock,
            random: random,
            logger: logger
        )
        let tenants = Tenants(
            database: database,
            modules: types.map { $0.manifest },
            languages: pages.translations.languages
        )
        let developmentProvider =
            try settings.isOn(.development)
            ? DevelopmentProvider(pages: pages, random: random) : nil
        self.developmentProvider = developmentProvider
        accounts = Accounts(
            database: database,
            vault: vault,
            passwords: PasswordHasher(random: random),
            outbox: outbox,
            pages: pages,
            clock: clock,
            random: random,
            passwordRules: PasswordRules(wellKnown: try resources.wellKnownPasswords()),
            clients: OpenIDClients(clock: clock, random: random),
            extraProviders: { visitor in
                developmentProvider.map { IdentityProvider.development($0, for: visitor) } ?? []
            },
            rules: types.flatMap { $0.manifest.permissions },
            facts: Set(types.flatMap { $0.manifest.facts })
        )
        let host = Host(
            database: database,
            ledger: ledger,
            vault: vault,
            pages: pages,
            tenants: tenants,
            outbox: outbox,
            uploads: uploads,
            accounts: accounts,
            modules: types,
            bell: bell,
            clock: clock,
            random: random,
            logger: logger,
            seed: { try resources.seed($0) }
        )
        modules = try types.map { try $0.init(host: host) }
        self.host = host
        self.tenants = tenants
        self.outbox = outbox
        self.uploads = uploads
        self.bell = bell
        self.settings = settings
        self.resources = resources
        self.database = database
        self.vault = vault
        self.ledger = ledger
        self.files = files
        self.pages = pages
        self.clock = clock
        self.random = random
        self.logger = logger
    }

    static func logger(settings: Settings) throws -> Logger {
        var logger = Logger(label: "parvis") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = try settings.logLevel()
        return logger
    }

    package var migrator: Migrator {
        Migrator(database: database, migrations: Self.migrations(of: modules.map { type(of: $0) }))
    }

    /// Every step in the history of the tables, in their order.
    package static func migrations(of modules: [any SpaceModule.Type]) -> [Migration] {
        InstallationMigrations.all + Host.migrations(of: modules)
    }

    /// The routes of everything that is served.
    package func routes() -> RouteTable {
        RouteTable(
            pages: pages,
            database: database,
            accounts: accounts,
            host: host,
            modules: modules
        )
    }

    /// One of its modules.
    ///
    /// Throws when this installation was opened without it.
    package func module<Module: SpaceModule>(_ type: Module.Type) throws -> Module {
        guard let module = modules.lazy.compactMap({ $0 as? Module }).first else {
            throw Files.Failure(description: "The module \(type.manifest.id) is not here.")
        }
        return module
    }
}

extension Installation {
    /// The institution of a short name.
    ///
    /// Throws a sentence when there is none.
    package func site(_ name: String) async throws -> Site {
        let site = try await tenants.all().first { $0.tenant.id.text == name }
        guard let site else {
            throw Files.Failure(
                description: "There is no institution \(name). See: parvis tenant list"
            )
        }
        return site
    }

    /// What an operator does for an institution, now.
    package func scope(of site: Site) -> Scope {
        Scope(tenant: site.tenant.id, actor: .operatorOfServer, now: clock.now)
    }

    /// Where an institution is read, without a path; on this machine when it has no host of its own.
    package func origin(of site: Site) throws -> String {
        site.origin(port: try port())
    }

    /// The same by the name of the institution; nil when it is gone.
    func origin(of tenant: Tenant.ID) async throws -> String? {
        guard let place = try await tenants.place(of: tenant) else { return nil }
        return place.origin(port: try port())
    }

    /// The port that was asked for; else the one on which the server of this folder was last started.
    private func port() throws -> Int {
        let wanted = try settings.number(.port, in: 0...65_535)
        guard settings.find(.port)?.source == Settings.standardSource else { return wanted }
        return ServedPort(settings: settings).read() ?? wanted
    }
}
