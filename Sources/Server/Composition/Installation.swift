import Initiatives
import Kernel
import Ledger
import Localization
import Logging
import Spaces
import Storage
import StorageSQLite
import Vault
import Web

/// Everything that runs, put together once: the only place that knows which engine and modules.
struct Installation: Sendable {
    let settings: Settings
    let resources: Resources
    let database: Database
    let vault: Vault
    let ledger: Ledger
    let files: StaticFiles
    let pages: PageBuilder
    let modules: [any SpaceModule]
    let tenants: Tenants
    let clock: Clock
    let random: Random
    let logger: Logger

    /// Opens the folder of an installation, and makes it when it is not there.
    init(settings: Settings, clock: Clock = .system, random: Random = .system) throws {
        let level = try settings.logLevel()
        var logger = Logger(label: "parvis") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        let data = settings.text(.data)
        try Files.makeFolder(data, isPrivate: true)
        let resources = try Resources(
            root: settings.find(.resources)?.value, program: CommandLine.arguments.first ?? ".")
        let database = Database(driver: try SQLiteDriver(path: data + "/parvis.sqlite"))
        let vault = Vault(
            secret: try InstallationSecret.load(settings: settings, random: random),
            random: random)
        let ledger = Ledger(database: database, clock: clock, logger: logger)
        let files = try resources.staticFiles()
        let missing = logger
        let pages = PageBuilder(
            translations: try resources.translations { key, language in
                missing.warning(
                    "a message is missing",
                    metadata: ["message.key": "\(key)", "language": "\(language)"])
            },
            assets: files.assets)
        let host = Host(
            database: database, ledger: ledger, vault: vault, pages: pages, clock: clock,
            random: random, logger: logger, seed: { try resources.seed($0) })
        modules = try ModuleList.all.map { try $0.init(host: host) }
        tenants = Tenants(
            database: database, modules: ModuleList.all.map { $0.manifest.id },
            languages: pages.translations.languages)
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

    var migrator: Migrator {
        let modules = ModuleList.all.flatMap { $0.manifest.migrations }
        return Migrator(
            database: database, migrations: TenancyMigrations.all + LedgerMigrations.all + modules)
    }

    /// The routes of everything that is served.
    func routes() -> RouteTable {
        let table = RouteTable()
        PortalPages(pages: pages).mount(on: table.portal)
        let byID = Dictionary(
            uniqueKeysWithValues: modules.map { (type(of: $0).manifest.id, $0) })
        SitePages(pages: pages, modules: byID).mount(on: table.site)
        for module in modules {
            module.mount(on: table.module(type(of: module).manifest.id))
        }
        return table
    }

    /// The module of initiatives, for the commands that are about them.
    func initiatives() throws -> Initiatives {
        guard let module = modules.lazy.compactMap({ $0 as? Initiatives }).first else {
            throw Files.Failure(description: "This program was built without initiatives.")
        }
        return module
    }
}

extension Installation {
    /// What an operator does for an institution. Throws a sentence when there is none of that name.
    func scope(_ name: String) async throws -> Scope {
        let site = try await tenants.all().first { $0.tenant.id.text == name }
        guard let site else {
            throw Files.Failure(
                description: "There is no institution \(name). See: parvis tenant list")
        }
        return Scope(tenant: site.tenant.id, actor: .operatorOfServer, now: clock.now)
    }
}
