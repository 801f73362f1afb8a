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

    /// What becomes of a kind whose end somebody asks for.
    package enum Stop: Sendable {
        /// It ends, or has ended.
        case stopped(NotificationKind)
        /// It has to be told, by now if not when the letter was written.
        case duty(NotificationKind)
        /// The link is none, or its reader has left or has another address.
        case over
    }

    /// What a link in a letter would do.
    package func stop(asked token: String, in scope: Scope) async throws -> Stop {
        try await database.read(in: scope) { try stop(token, in: &$0).answer }
    }

    /// Ends a kind of news for whoever had the letter.
    ///
    /// Whoever brings the link may do that, without a session (RFC 8058), and nothing else.
    package func stop(_ token: String, in scope: Scope) async throws -> Stop {
        try await database.write(in: scope) { transaction in
            let (answer, member) = try stop(token, in: &transaction)
            if case .stopped(let kind) = answer, let member {
                try set(kind.id, to: .never, of: member, in: &transaction)
            }
            return answer
        }
    }

    private func stop(
        _ token: String,
        in transaction: inout Transaction
    ) throws -> (answer: Stop, member: Member.ID?) {
        guard let stop = StopToken(token, vault, at: transaction.tenant),
            let kind = kind(stop.kind),
            try people.mailbox(of: stop.member, in: &transaction) == stop.mailbox
        else { return (.over, nil) }
        guard kind.rhythms.contains(.never) else { return (.duty(kind), nil) }
        return (.stopped(kind), stop.member)
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
