package import Accounts
import Credentials
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

/// A house with its settings and the files that it serves.
package struct Installation: Sendable {
    package let settings: Settings
    package let resources: Resources
    package let files: StaticFiles
    package let house: House

    package var database: Database { house.host.database }
    package var vault: Vault { house.host.vault }
    package var ledger: Ledger { house.host.ledger }
    package var pages: PageBuilder { house.host.pages }
    package var tenants: Tenants { house.tenants }
    package var accounts: Accounts { house.accounts }
    package var outbox: Outbox { house.host.outbox }
    /// Files that people send.
    package var uploads: Uploads { house.host.uploads }
    package var clock: Clock { house.host.clock }
    package var random: Random { house.host.random }
    package var logger: Logger { house.host.logger }

    /// Puts an installation together; nothing is read or written yet.
    ///
    /// See ``open(settings:modules:beginning:isPatient:)`` for one whose tables are there.
    package init(
        settings: Settings,
        modules: [any SpaceModule.Type],
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
        let files = try resources.staticFiles()
        let translations = try resources.translations { key, language in
            logger.warning(
                "a message is missing",
                metadata: ["message.key": "\(key)", "language": "\(language)"]
            )
        }
        var ground = House.Ground(
            database: database,
            vault: Vault(secret: secret, random: random),
            pages: PageBuilder(
                translations: translations,
                assets: files.assets,
                hasMailbox: try MailRoute(settings: settings).isFolder
            ),
            resources: resources,
            passwords: PasswordHasher(random: random),
            passwordRules: PasswordRules(wellKnown: try resources.wellKnownPasswords()),
            documents: DocumentProgram(),
            clock: clock,
            random: random,
            logger: logger
        )
        ground.isInDevelopment = try settings.isOn(.development)
        ground.mailDomain = try MailRoute.sender(settings: settings)?.domain
        ground.budget = NetworkBudget.Terms(
            free: try settings.number(.freeWrites, in: 1...1_000_000_000)
        )
        house = try House(on: ground, modules: modules)
        self.settings = settings
        self.resources = resources
        self.files = files
    }

    static func logger(settings: Settings) throws -> Logger {
        var logger = Logger(label: "parvis") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = try settings.logLevel()
        return logger
    }

    package var migrator: Migrator {
        Migrator(
            database: database,
            migrations: Self.migrations(of: house.modules.map { type(of: $0) })
        )
    }

    /// Every step in the history of the tables, in their order.
    package static func migrations(of modules: [any SpaceModule.Type]) -> [Migration] {
        InstallationMigrations.all + House.migrations(of: modules)
    }

    /// One of its modules.
    ///
    /// Throws when this installation was opened without it.
    package func module<Module: SpaceModule>(_ type: Module.Type) throws -> Module {
        guard let module = house.module(type) else {
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
    package func scope(of site: Site) -> Scope { scope(of: site.tenant.id) }

    /// The same by the name of the institution.
    package func scope(of tenant: Tenant.ID) -> Scope {
        Scope(tenant: tenant, actor: .operatorOfServer, now: clock.now)
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
