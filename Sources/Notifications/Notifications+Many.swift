import Accounts
import Jobs
package import Kernel
package import Storage

/// Many things of one kind at once, each told to one member.
extension Notifications {
    /// One of them.
    package struct Each: Sendable {
        let member: Member.ID
        let subject: Subject
        let details: [String: String]

        package init(member: Member.ID, subject: Subject, details: [String: String] = [:]) {
            self.member = member
            self.subject = subject
            self.details = details
        }
    }

    /// Tells each of them as ``tell(_:_:of:_:in:)`` would, in as many statements for five hundred as for one.
    package func tell(
        _ all: [Each],
        _ kind: NotificationKind,
        in transaction: inout Transaction
    ) throws {
        precondition(self.kind(kind.id) != nil, "no module declares \(kind.id)")
        let others = all.filter { $0.member != transaction.actor.memberID }
        var dues: Set<Instant> = []
        for start in stride(from: 0, to: others.count, by: Limits.toldAtOnce) {
            let some = Array(others[start...].prefix(Limits.toldAtOnce))
            dues.formUnion(try note(some, kind, in: &transaction))
        }
        for due in dues.sorted() { try Self.agenda.note(due, in: &transaction) }
    }

    private func note(
        _ some: [Each],
        _ kind: NotificationKind,
        in transaction: inout Transaction
    ) throws -> Set<Instant> {
        let asked = Set(some.map(\.member)).sorted { $0.text < $1.text }
        let there = try people.existing(of: asked, in: &transaction)
        let wishes = try NotificationWishStore.find(kind.id, of: there, in: &transaction)
        let chosen = Dictionary(wishes.map { ($0.member, $0.rhythm) }) { first, _ in first }
        let full: Set<Member.ID> =
            try kind.isDuty ? [] : Set(NotificationStore.full(kind.id, of: there, in: &transaction))
        let known = Set(there)
        var rows: [Waiting: NewNotification] = [:]
        for one in some where known.contains(one.member) {
            let rhythm = Self.rhythm(chosen[one.member] ?? nil, of: kind)
            guard let due = Self.due(rhythm, at: transaction.now) else { continue }
            let own = try News(
                kind,
                of: one.subject,
                one.details,
                by: self,
                at: transaction.tenant
            )
            let isFull = full.contains(one.member)
            let news =
                try isFull ? News(own, beyond: mergeKeyBeyond(at: transaction.tenant)) : own
            let waiting = Waiting(member: one.member, mergeKey: news.mergeKey)
            rows[waiting] = try row(news, for: one.member, due, in: transaction)
        }
        try NotificationStore.add(rows.values.sorted { $0.id < $1.id }, in: &transaction)
        return Set(rows.values.map(\.dueAt))
    }

    /// What equal ones have in common.
    private struct Waiting: Hashable {
        let member: Member.ID
        let mergeKey: [UInt8]
    }
}
