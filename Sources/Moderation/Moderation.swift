package import Accounts
package import Audit
package import Jobs
package import Kernel
package import Localization
package import Logging
package import Mail
package import Notifications
package import Storage
package import Vault

/// Whether people see what others write, and why not: reports, cases, decisions with reasons, appeals.
///
/// A module gives each contribution to ``admit(_:settings:in:)`` in the transaction that stores it, and says
/// in its hooks how to hide one and show it again. Everything else is here, the same for all modules.
package struct Moderation: Sendable {
    /// Who decides; of the institution or of one space.
    package static let permission: Permission = "site.moderation"

    let database: Database
    let people: People
    let outbox: Outbox
    let notifications: Notifications
    let audit: Audit
    let vault: Vault
    let random: Random
    let bell: JobBell
    let logger: Logger
    package let translations: Translations
    /// Lets every server forget its pages within a second, because something was taken from readers; the last
    /// of a transaction.
    let announce: @Sendable (inout Transaction) throws -> Void

    package init(
        database: Database,
        people: People,
        outbox: Outbox,
        notifications: Notifications,
        audit: Audit,
        vault: Vault,
        random: Random,
        bell: JobBell,
        logger: Logger,
        translations: Translations,
        announce: @escaping @Sendable (inout Transaction) throws -> Void
    ) {
        self.database = database
        self.people = people
        self.outbox = outbox
        self.notifications = notifications
        self.audit = audit
        self.vault = vault
        self.random = random
        self.bell = bell
        self.logger = logger
        self.translations = translations
        self.announce = announce
    }

    /// What pages and jobs do, which need to know where subjects are.
    package func desk(_ directory: SubjectDirectory) -> ModerationDesk {
        ModerationDesk(moderation: self, directory: directory)
    }
}

/// Moderation with all subjects at hand: what its pages and jobs do.
package struct ModerationDesk: Sendable {
    package let moderation: Moderation
    package let directory: SubjectDirectory

    var database: Database { moderation.database }
}
