package import Accounts
package import Audit
package import Kernel
package import Localization
package import Moderation
package import Notifications
package import Storage
package import Vault
package import Web

/// What people say about a subject of any module: for, against or neither, with one level of answers.
///
/// A module declares which of its kinds can be talked about, and puts ``section(of:for:)`` on their pages. All
/// else is here: the pages of a discussion, what its authors can do, and what moderation needs.
package struct Comments: Sendable {
    /// Whether people can talk about the subjects of a space.
    package static let setting = Setting<Bool>.flag("comments", standard: false)
    /// How many comments one member can post in a space within an hour.
    package static let perHour = Setting<Int>.number(
        "comments-per-hour",
        standard: 30,
        in: 1...10_000
    )
    /// The same within a day.
    package static let perDay = Setting<Int>.number(
        "comments-per-day",
        standard: 100,
        in: 1...100_000
    )

    /// For the manifest of a module that lets people talk, beside those of ``ModerationSettings``.
    package static let declarations =
        [setting.declaration, perHour.declaration, perDay.declaration]
        + ModerationSettings.declarations
    package static let words: [String: MessageKey] =
        ModerationSettings.words.merging(own) { first, _ in first }
    package static let help: [String: MessageKey] =
        ModerationSettings.help.merging(ownHelp) { first, _ in first }
    private static let own: [String: MessageKey] = [
        "comments": "comments.setting",
        "comments-per-hour": "comments.setting.hour",
        "comments-per-day": "comments.setting.day",
    ]
    private static let ownHelp: [String: MessageKey] = [
        "comments": "comments.setting.help",
        "comments-per-hour": "comments.setting.hour.help",
        "comments-per-day": "comments.setting.day.help",
    ]

    let database: Database
    let people: People
    let moderation: Moderation
    let notifications: Notifications
    let audit: Audit
    let vault: Vault
    let random: Random
    package let pages: PageBuilder
    /// Lets every server forget the institution's pages within a second: something was taken back.
    let announce: @Sendable (inout Transaction) throws -> Void
    /// What stands on pages of other modules, as it was within the last second.
    let recent = RecentReads<Name, Discussion>(limit: Limits.recentDiscussions)

    /// What tells the discussions of all institutions from one another.
    struct Name: Hashable, Sendable {
        let tenant: Tenant.ID
        let subject: Subject
    }

    package init(
        database: Database,
        people: People,
        moderation: Moderation,
        notifications: Notifications,
        audit: Audit,
        vault: Vault,
        random: Random,
        pages: PageBuilder,
        announce: @escaping @Sendable (inout Transaction) throws -> Void
    ) {
        self.database = database
        self.people = people
        self.moderation = moderation
        self.notifications = notifications
        self.audit = audit
        self.vault = vault
        self.random = random
        self.pages = pages
        self.announce = announce
    }

    /// Whether people find discussions in a space.
    package static func isOn(in space: Space?) -> Bool {
        space.map { $0.settings[setting] } ?? false
    }

    /// Whether something can be added to discussions in a space.
    static func isOpen(in space: Space?) -> Bool { isOn(in: space) && space?.state == .published }

    /// Forgets what it remembers of the database, of some institutions or of all: something of it is gone, here
    /// or on another server.
    package func forget(of tenants: Set<Tenant.ID>?) {
        recent.forget(where: { tenants?.contains($0.tenant) ?? true })
    }

    func forget(_ subject: Subject, at tenant: Tenant.ID) {
        recent.forget(Name(tenant: tenant, subject: subject))
    }
}
