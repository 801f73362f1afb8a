import Accounts
import Jobs
package import Kernel
import Storage
import Vault
package import Web

/// What a member chooses, and what the house keeps of it.
extension Notifications {
    /// How often a member is told of each kind.
    package func rhythms(
        for member: MemberContext
    ) async throws -> [(kind: NotificationKind, rhythm: NotificationRhythm)] {
        let wishes = try await database.read(in: member.scope) { transaction in
            try NotificationWishStore.all(of: member.member.id, in: &transaction)
        }
        let chosen = Dictionary(wishes.map { ($0.kind, $0.rhythm) }) { first, _ in first }
        return kinds.map { ($0, Self.rhythm(chosen[$0.id] ?? nil, of: $0)) }
    }

    /// Sets how often a member is told; what waits already follows, and what a kind does not offer is left.
    package func choose(
        _ rhythms: [String: NotificationRhythm],
        for member: MemberContext
    ) async throws {
        let id = member.member.id
        try await database.write(in: member.scope) { transaction in
            for (kind, rhythm) in rhythms.sorted(by: { $0.key < $1.key }) {
                try set(kind, to: rhythm, of: id, in: &transaction)
            }
        }
        wake()
    }

    /// What a link in a letter would end; nil for a link that is none, or whose reader has left.
    package func kind(toStop token: String, in scope: Scope) async throws -> NotificationKind? {
        guard let stop = StopToken(token, vault, at: scope.tenant), let kind = kind(stop.kind)
        else {
            return nil
        }
        let isThere = try await database.read(in: scope) { transaction in
            try !people.existing(of: [stop.member], in: &transaction).isEmpty
        }
        return isThere ? kind : nil
    }

    /// Ends a kind of news for whoever had the letter; nil as ``kind(toStop:in:)`` says.
    ///
    /// Whoever brings the link may do that, without a session (RFC 8058), and nothing else.
    package func stop(_ token: String, in scope: Scope) async throws -> NotificationKind? {
        guard let stop = StopToken(token, vault, at: scope.tenant), let kind = kind(stop.kind)
        else {
            return nil
        }
        return try await database.write(in: scope) { transaction in
            guard try !people.existing(of: [stop.member], in: &transaction).isEmpty else {
                return nil
            }
            try set(kind.id, to: .never, of: stop.member, in: &transaction)
            return kind
        }
    }

    private func set(
        _ id: String,
        to rhythm: NotificationRhythm,
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws {
        guard let kind = kind(id), kind.rhythms.contains(rhythm) else { return }
        try NotificationWishStore.set(id, to: rhythm, of: member, in: &transaction)
        let heap = NotificationHeap(member: member, kind: id)
        guard let due = Self.due(rhythm, at: transaction.now) else {
            return try NotificationStore.removeAll(of: heap, in: &transaction)
        }
        try NotificationStore.plan(heap, at: due, in: &transaction)
        try Self.agenda.note(due, in: &transaction)
    }
}
