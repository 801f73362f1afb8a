package import Accounts
package import Audit
package import Comments
package import Files
package import Jobs
package import Kernel
package import Ledger
package import Logging
package import Mail
package import Moderation
package import Notifications
package import Storage
package import Vault
package import Web
package import Work

/// What the host gives to every module: passed on, never ambient.
///
/// A class, because it holds very much and every page passes it on: a copy would touch hundreds of counters.
package final class Host: Sendable {
    package let database: Database
    package let ledger: Ledger
    package let vault: Vault
    package let pages: PageBuilder
    /// The institutions, for jobs that go through all of them.
    package let tenants: Tenants
    /// Where letters wait to be sent.
    package let outbox: Outbox
    /// Files that people send.
    package let uploads: Uploads
    /// What writes cost that anybody may send.
    package let prices: WritePrices
    /// Who people are, as far as a module may know it.
    package let people: People
    /// What staff and operators did.
    package let audit: Audit
    /// What members are told.
    package let notifications: Notifications
    /// Whether people see what others write.
    package let moderation: Moderation
    /// What people say about subjects.
    package let comments: Comments
    /// What is done for one member and takes longer than a page.
    package let work: WorkQueue
    /// Wakes a job of this process.
    package let bell: JobBell
    package let clock: Clock
    package let random: Random
    package let logger: Logger
    /// Reads a file of `Seeds/`, by its path below that folder.
    package let seed: @Sendable (String) throws -> [UInt8]

    package init(
        database: Database,
        ledger: Ledger,
        vault: Vault,
        pages: PageBuilder,
        tenants: Tenants,
        outbox: Outbox,
        uploads: Uploads,
        prices: WritePrices,
        accounts: Accounts,
        audit: Audit,
        modules: [any SpaceModule.Type],
        bell: JobBell,
        clock: Clock,
        random: Random,
        logger: Logger,
        seed: @escaping @Sendable (String) throws -> [UInt8]
    ) {
        self.database = database
        self.ledger = ledger
        self.vault = vault
        self.pages = pages
        self.tenants = tenants
        self.outbox = outbox
        self.uploads = uploads
        self.prices = prices
        self.audit = audit
        let people = People(accounts: accounts)
        self.people = people
        let notifications = Notifications(
            people: people,
            database: database,
            vault: vault,
            random: random,
            bell: bell,
            logger: logger,
            kinds: modules.flatMap { $0.manifest.notifications } + Self.partKinds(of: modules)
        )
        self.notifications = notifications
        let moderation = Moderation(
            database: database,
            people: people,
            outbox: outbox,
            notifications: notifications,
            audit: audit,
            vault: vault,
            random: random,
            bell: bell,
            logger: logger,
            translations: pages.translations,
            announce: { try Tenants.announceGone(in: &$0) }
        )
        self.moderation = moderation
        comments = Comments(
            database: database,
            people: people,
            moderation: moderation,
            notifications: notifications,
            audit: audit,
            vault: vault,
            random: random,
            pages: pages,
            announce: { try Tenants.announceGone(in: &$0) }
        )
        work = WorkQueue(
            people: people,
            database: database,
            uploads: uploads,
            vault: vault,
            clock: clock,
            random: random,
            bell: bell,
            logger: logger
        )
        self.bell = bell
        self.clock = clock
        self.random = random
        self.logger = logger
        self.seed = seed
    }

    /// The same at another clock, with an intake of its own: for what a demonstration has behind it.
    package func at(_ clock: Clock, counting ledger: Ledger) -> Host {
        Host(self, at: clock, counting: ledger)
    }

    private init(_ other: Host, at clock: Clock, counting ledger: Ledger) {
        self.clock = clock
        self.ledger = ledger
        database = other.database
        vault = other.vault
        pages = other.pages
        tenants = other.tenants
        outbox = other.outbox
        uploads = other.uploads
        prices = other.prices
        people = other.people
        audit = other.audit
        notifications = other.notifications
        moderation = other.moderation
        comments = other.comments
        work = other.work
        bell = other.bell
        random = other.random
        logger = other.logger
        seed = other.seed
    }
}
