package import Accounts
package import Jobs
package import Kernel
package import Logging
package import Storage
package import Vault

/// What members are told by mail: that something happened to a subject, in the transaction of its cause.
///
/// A row says whom, of what kind, about which subject; what it is made of is sealed. A job takes what is
/// due and writes one letter of it, in the transaction that removes the rows: killed anywhere, it loses
/// none and tells none twice beyond what mail itself does.
package struct Notifications: Sendable {
    let people: People
    let database: Database
    let vault: Vault
    let random: Random
    let bell: JobBell
    let logger: Logger
    /// Everything that modules tell, by its name.
    package let kinds: [NotificationKind]

    package init(
        people: People,
        database: Database,
        vault: Vault,
        random: Random,
        bell: JobBell,
        logger: Logger,
        kinds: [NotificationKind]
    ) {
        precondition(Set(kinds.map(\.id)).count == kinds.count, "two kinds have one name")
        self.people = people
        self.database = database
        self.vault = vault
        self.random = random
        self.bell = bell
        self.logger = logger
        self.kinds = kinds
    }

    /// Whoever writes a row notes here when it is due.
    static let agenda = Agenda("notifications.send", of: .institution)

    /// Tells members that something happened to a subject, each as often as they want to hear of it.
    ///
    /// In the transaction of its cause: undone, nobody is told. The very same, told again before the letter
    /// has left, is told once. Nobody is told what they did themselves, and whoever has left is left out.
    /// `details` is what the words need beside the subject's title; it is kept sealed.
    package func tell(
        _ members: some Sequence<Member.ID>,
        _ kind: NotificationKind,
        of subject: Subject,
        _ details: [String: String] = [:],
        in transaction: inout Transaction
    ) throws {
        precondition(self.kind(kind.id) != nil, "no module declares \(kind.id)")
        let others = Set(members).filter { $0 != transaction.actor.memberID }
        let asked = others.sorted { $0.text < $1.text }
        let news = try News(kind, of: subject, details, by: self, at: transaction.tenant)
        var dues: Set<Instant> = []
        for start in stride(from: 0, to: asked.count, by: Limits.toldAtOnce) {
            let some = Array(asked[start...].prefix(Limits.toldAtOnce))
            let there = try people.existing(of: some, in: &transaction)
            dues.formUnion(try note(news, for: there, in: &transaction))
        }
        for due in dues.sorted() { try Self.agenda.note(due, in: &transaction) }
    }

    /// Lets what was told leave at once instead of within half a minute; call it when it is durable.
    package func wake() { bell.wake(Self.agenda.job) }

    func kind(_ id: String) -> NotificationKind? { kinds.first { $0.id == id } }

    /// As its reader chose it, where that can be chosen.
    static func rhythm(
        _ chosen: NotificationRhythm?,
        of kind: NotificationKind
    ) -> NotificationRhythm {
        guard let chosen, kind.rhythms.contains(chosen) else { return kind.standard }
        return chosen
    }

    /// When something that happens now is told; nil for never.
    static func due(_ rhythm: NotificationRhythm, at now: Instant) -> Instant? {
        switch rhythm {
        case .atOnce: return now
        case .never: return nil
        case .daily:
            let hour = Limits.digestHour * Instant.millisecondsPerHour
            let days = Instant(milliseconds: now.milliseconds - hour).utcDay + 1
            return Instant(milliseconds: Int64(days) * Instant.millisecondsPerDay + hour)
        }
    }
}

extension PersonalBox.Place {
    /// Rows of the very same have the same details.
    static func details(_ merge: [UInt8]) -> Self {
        Self(column: "notification.details", row: Base32.encode(merge))
    }
}
