import Kernel
import Storage

/// Every SQL text that touches `member_role` and `role_change`.
enum RoleStore {
    static func grants(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RoleGrant] {
        let rows: [RoleRow] = try transaction.all(
            """
            SELECT member_id, role, space_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY role, space_id LIMIT \(Limits.rolesPerMember)
            """
        )
        return rows.compactMap(\.grant)
    }

    /// The roles of a member beside a row of another table, as `granted`: a row for each of them, or one
    /// without.
    static func granted(_ member: SQL, in transaction: borrowing Transaction) -> SQL {
        """
        LEFT JOIN member_role AS granted
            ON granted.tenant_id = \(transaction.tenant) AND granted.member_id = \(member)
        """
    }

    /// Everybody who has a role on the site or in a space, with it; however many have one of one thing.
    static func all(in transaction: inout Transaction) throws(StorageError) -> [RoleRow] {
        try transaction.all(
            """
            SELECT member_id, role, space_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND role NOT LIKE '%:%'
            ORDER BY member_id, role, space_id LIMIT \(Limits.staff)
            """
        )
    }

    /// Everybody who has a role for one thing, with it.
    static func ofThings(in transaction: inout Transaction) throws(StorageError) -> [RoleRow] {
        try transaction.all(
            """
            SELECT member_id, role, space_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND role LIKE '%:%'
            ORDER BY member_id, role, space_id LIMIT \(Limits.staff)
            """
        )
    }

    /// The same behind a place in this list.
    static func ofThings(
        after place: RolePlace?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RoleRow] {
        var behind: SQL = ""
        if let place {
            behind = """
                AND (member_id, role, space_id) > (\(place.member), \(place.role), \(place.space))
                """
        }
        return try transaction.all(
            """
            SELECT member_id, role, space_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND role LIKE '%:%' \(behind)
            ORDER BY member_id, role, space_id LIMIT \(limit)
            """
        )
    }

    /// False when they have it already.
    static func give(
        _ grant: RoleGrant,
        to member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let given: Member.ID? = try transaction.value(
            """
            INSERT INTO member_role (tenant_id, member_id, role, space_id)
            VALUES (\(transaction.tenant), \(member), \(grant.stored), \(grant.space))
            ON CONFLICT (tenant_id, member_id, role, space_id) DO NOTHING
            RETURNING member_id
            """
        )
        return given != nil
    }

    /// False when they do not have it.
    static func take(
        _ grant: RoleGrant,
        from member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let taken: Member.ID? = try transaction.value(
            """
            DELETE FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND role = \(grant.stored) AND space_id = \(grant.space)
            RETURNING member_id
            """
        )
        return taken != nil
    }

    /// Takes every role of somebody, and gives what they were.
    static func takeAll(
        from member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RoleRow] {
        try transaction.all(
            """
            DELETE FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            RETURNING member_id, role, space_id
            """
        )
    }

    /// Everybody who has this role for one thing.
    static func holders(
        of grant: RoleGrant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        try transaction.column(
            """
            SELECT member_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND role = \(grant.stored)
              AND space_id = \(grant.space)
            ORDER BY member_id LIMIT \(Limits.staff)
            """
        )
    }

    static func administrators(
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        try transaction.column(
            """
            SELECT member_id FROM member_role
            WHERE tenant_id = \(transaction.tenant) AND role = \(Role.administrator.rawValue)
            ORDER BY member_id LIMIT \(Limits.staff)
            """
        )
    }

    static func note(_ change: RoleChange, in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO role_change (tenant_id, id, member_id, role, space_id, is_given, changed_by,
                changed_at)
            VALUES (\(transaction.tenant), \(change.id), \(change.member),
                \(change.grant.stored), \(change.grant.space), \(change.isGiven),
                \(change.changedBy), \(change.changedAt))
            """
        )
    }

    /// What was given and taken, the newest first.
    static func changes(in transaction: inout Transaction) throws(StorageError) -> [RoleChange] {
        let rows: [RoleChangeRow] = try transaction.all(
            """
            SELECT id, member_id, role, space_id, is_given, changed_by, changed_at FROM role_change
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY id DESC LIMIT \(Limits.roleChanges)
            """
        )
        return rows.compactMap(\.change)
    }
}

/// Who has which role.
struct RoleRow: RowReadable {
    let member: Member.ID
    private let role: String
    private let space: Space.ID

    init(reading row: inout RowReader) throws(StorageError) {
        member = try row.next()
        role = try row.next()
        space = try row.next()
    }

    /// Nil for a role that this program does not know.
    var grant: RoleGrant? { RoleGrant(stored: role, space: space) }

    /// Where it stands in a list of them.
    var place: RolePlace { RolePlace(member: member, space: space, role: role) }
}

extension RoleGrant {
    /// Reads a role and a space.
    fileprivate init?(reading row: inout RowReader) throws(StorageError) {
        let role: String = try row.next()
        let space: Space.ID = try row.next()
        self.init(stored: role, space: space)
    }
}

private struct RoleChangeRow: RowReadable {
    let change: RoleChange?

    init(reading row: inout RowReader) throws(StorageError) {
        let id: String = try row.next()
        let member: Member.ID = try row.next()
        let grant = try RoleGrant(reading: &row)
        let isGiven: Bool = try row.next()
        let changedBy: Member.ID? = try row.next()
        let changedAt: Instant = try row.next()
        change = grant.map { grant in
            RoleChange(
                id: id,
                member: member,
                grant: grant,
                isGiven: isGiven,
                changedBy: changedBy,
                changedAt: changedAt
            )
        }
    }
}
