import Kernel
import Storage

extension SessionStore {
    /// The sessions of those tokens that are not over, each with its member's name and roles: one statement
    /// for all who ask at once.
    static func open(
        _ hashes: Set<[UInt8]>,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [[UInt8]: OpenSession] {
        guard !hashes.isEmpty else { return [:] }
        let asked = transaction.table(["token_hash"], hashes.map { [$0.sqlValue] })
        let rows: [OpenSessionRow] = try transaction.all(
            """
            SELECT
                session.token_hash, session.member_id, session.anonymous_key, session.is_adult,
                session.facts, session.provider, session.has_second_factor, session.created_at,
                member.name, member.language, granted.role, granted.space_id
            FROM (\(asked)) AS asked
            CROSS JOIN member_session AS session
            \(MemberStore.beside("session.member_id", in: transaction))
            \(RoleStore.granted("session.member_id", in: transaction))
            WHERE session.tenant_id = \(transaction.tenant)
              AND session.token_hash = asked.token_hash
              AND \(isOpen(at: now, "session"))
            """
        )
        return rows.reduce(into: [:]) { sessions, row in
            let grants = sessions[row.hash]?.grants ?? []
            sessions[row.hash] = row.session
            sessions[row.hash]?.grants = grants + [row.grant].compactMap { $0 }
        }
    }
}

/// What a request has to know of a session, sealed as it is.
struct OpenSession: Sendable {
    enum Holder: Sendable {
        case member(Member.ID, sealedName: [UInt8], language: String)
        case anonymous(AnonymousPerson)
    }

    let holder: Holder
    let hasSecondFactor: Bool
    let createdAt: Instant
    /// In no particular order.
    fileprivate(set) var grants: [RoleGrant] = []
}

/// A session, and one of the roles of its member if there is one.
private struct OpenSessionRow: RowReadable {
    let hash: [UInt8]
    let session: OpenSession
    let grant: RoleGrant?

    init(reading row: inout RowReader) throws(StorageError) {
        hash = try row.next()
        let member: Member.ID? = try row.next()
        let key: [UInt8]? = try row.next()
        let isAdult: Bool? = try row.next()
        let facts: String? = try row.next()
        let provider: String? = try row.next()
        let hasSecondFactor: Bool = try row.next()
        let createdAt: Instant = try row.next()
        let name: [UInt8]? = try row.next()
        let language: String? = try row.next()
        let role: String? = try row.next()
        let space: Space.ID? = try row.next()
        let proof = Proof(facts: facts, provider: provider, at: createdAt)
        session = OpenSession(
            holder: member.map {
                .member($0, sealedName: name ?? [], language: language ?? "")
            } ?? .anonymous(AnonymousPerson(key: key ?? [], isAdult: isAdult, proof: proof)),
            hasSecondFactor: hasSecondFactor,
            createdAt: createdAt
        )
        // A role that this program does not know allows nothing.
        grant = role.flatMap { role in
            space.flatMap { RoleGrant(stored: role, space: $0) }
        }
    }
}
