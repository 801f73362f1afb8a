import Kernel
import Storage
import Vault

/// From what happened to the rows that wait.
extension Notifications {
    /// One thing to be told, made ready once for everybody.
    struct News {
        let kind: NotificationKind
        let subject: Subject
        /// What equal ones have in common.
        let mergeKey: [UInt8]
        let json: [UInt8]

        init(
            _ kind: NotificationKind,
            of subject: Subject,
            _ details: [String: String],
            by notifications: Notifications,
            at tenant: Tenant.ID
        ) throws {
            self.kind = kind
            self.subject = subject
            json = try Details(details).json
            mergeKey = notifications.vault.lookupKey("notification.equal", of: tenant)
                .bytes(subject.description, String(decoding: json, as: UTF8.self))
        }

        /// What stands for everything of a kind that is counted and not kept.
        init(_ news: News, beyond mergeKey: [UInt8]) throws {
            kind = news.kind
            subject = news.subject
            json = try Details([:]).json
            self.mergeKey = mergeKey
        }
    }

    /// Writes it down for members who are there; gives when it is due.
    func note(
        _ news: News,
        for members: [Member.ID],
        in transaction: inout Transaction
    ) throws -> Set<Instant> {
        let wishes = try NotificationWishStore.find(news.kind.id, of: members, in: &transaction)
        let chosen = Dictionary(wishes.map { ($0.member, $0.rhythm) }) { first, _ in first }
        let full = try full(news, among: members, in: &transaction)
        let beyond = try News(news, beyond: mergeKeyBeyond(at: transaction.tenant))
        var dues: Set<Instant> = []
        for member in members {
            let rhythm = Self.rhythm(chosen[member] ?? nil, of: news.kind)
            guard let due = Self.due(rhythm, at: transaction.now) else { continue }
            let told = full.contains(member) ? beyond : news
            try add(told, for: member, due, in: &transaction)
            dues.insert(due)
        }
        return dues
    }

    /// Those for whom so much news of the kind waits that more of it is only counted.
    ///
    /// What has to be told is never cut, and the very same is counted where it stands.
    private func full(
        _ news: News,
        among members: [Member.ID],
        in transaction: inout Transaction
    ) throws -> Set<Member.ID> {
        guard !news.kind.isDuty else { return [] }
        let full = try NotificationStore.full(news.kind.id, of: members, in: &transaction)
        let equal = try NotificationStore.waiting(
            news.kind.id,
            news.mergeKey,
            for: full,
            in: &transaction
        )
        return Set(full).subtracting(equal)
    }

    private func add(
        _ news: News,
        for member: Member.ID,
        _ due: Instant,
        in transaction: inout Transaction
    ) throws {
        let row = try row(news, for: member, due, in: transaction)
        try NotificationStore.add(row, in: &transaction)
    }

    func row(
        _ news: News,
        for member: Member.ID,
        _ due: Instant,
        in transaction: borrowing Transaction
    ) throws -> NewNotification {
        NewNotification(
            id: Identifier.make(at: transaction.now, random: random),
            member: member,
            kind: news.kind.id,
            subject: news.subject,
            mergeKey: news.mergeKey,
            details: try vault.personalBox(of: transaction.tenant)
                .seal(news.json, for: .details(news.mergeKey)),
            dueAt: due
        )
    }

    /// Of the row of a member and kind that only counts.
    func mergeKeyBeyond(at tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("notification.equal", of: tenant).bytes("beyond")
    }
}
