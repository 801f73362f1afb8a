import Kernel
import Storage
import Vault

/// Every SQL text that touches `member`.
enum MemberStore {
    private static let columns: SQL = """
        id, email, name, language, password, code_secret, epoch, created_at
        """

    /// The epoch of a member, as statements about what ends with it ask for it.
    static func epoch(of member: SQL, of tenant: SQL) -> SQL {
        """
        (SELECT member.epoch FROM member WHERE member.tenant_id = \(tenant) AND member.id = \(member))
        """
    }

    /// The row of a member beside that of another table, where there is one.
    static func beside(_ member: SQL, in transaction: borrowing Transaction) -> SQL {
        "LEFT JOIN member ON member.tenant_id = \(transaction.tenant) AND member.id = \(member)"
    }

    /// False when somebody has that address already.
    static func insert(
        _ account: Account,
        emailKey: [UInt8],
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> Bool {
        let id = account.id
        let email = try box.seal(account.email, for: .email(id))
        let name = try box.seal(account.member.name, for: .name(id))
        let inserted: Member.ID? = try transaction.value(
            """
            INSERT INTO member (tenant_id, id, email_key, email, name, language, created_at)
            VALUES (\(transaction.tenant), \(id), \(emailKey), \(email), \(name),
                \(account.member.language.text), \(account.createdAt))
            ON CONFLICT (tenant_id, email_key) DO NOTHING
            RETURNING id
            """
        )
        return inserted != nil
    }

    static func find(
        _ id: Member.ID,
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> Account? {
        let row: MemberRow? = try transaction.first(
            """
            SELECT \(columns) FROM member WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
        return try row?.account(box: box)
    }

    /// Those that still exist; at most `Limits.staff` are asked for.
    static func find(
        _ ids: [Member.ID],
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [Account] {
        guard !ids.isEmpty else { return [] }
        let asked = SQL.list(ids.prefix(Limits.staff).map { "\($0)" })
        let rows: [MemberRow] = try transaction.all(
            """
            SELECT \(columns) FROM member
            WHERE tenant_id = \(transaction.tenant) AND id IN (\(asked))
            """
        )
        return try rows.map { try $0.account(box: box) }
    }

    /// What those are called that still exist, in one statement; the ids are few enough.
    static func names(
        of ids: [Member.ID],
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [(id: Member.ID, name: String)] {
        guard !ids.isEmpty else { return [] }
        let asked = SQL.list(ids.map { "\($0)" })
        let rows: [NameRow] = try transaction.all(
            """
            SELECT id, name FROM member
            WHERE tenant_id = \(transaction.tenant) AND id IN (\(asked))
            """
        )
        return try rows.map { ($0.id, try box.openText($0.name, for: .name($0.id))) }
    }

    /// Those that still exist, in the order of their ids; the ids are few enough.
    static func existing(
        of ids: [Member.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        guard !ids.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT id FROM member
            WHERE tenant_id = \(transaction.tenant)
              AND id IN (\(SQL.list(ids.map { "\($0)" })))
            ORDER BY id
            """
        )
    }

    /// The keyed hash of a member's address; nil for whoever has left.
    static func emailKey(
        of id: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.value(
            """
            SELECT email_key FROM member
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    static func find(
        emailKey: [UInt8],
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> Account? {
        let row: MemberRow? = try transaction.first(
            """
            SELECT \(columns) FROM member
            WHERE tenant_id = \(transaction.tenant) AND email_key = \(emailKey)
            """
        )
        return try row?.account(box: box)
    }

    static func rename(
        _ id: Member.ID,
        to name: String,
        language: LanguageTag,
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws {
        let sealed = try box.seal(name, for: .name(id))
        try transaction.run(
            """
            UPDATE member SET name = \(sealed), language = \(language.text)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    static func setEmail(
        of id: Member.ID,
        to email: String,
        key: [UInt8],
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws {
        let sealed = try box.seal(email, for: .email(id))
        try transaction.run(
            """
            UPDATE member SET email = \(sealed), email_key = \(key)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    static func setPassword(
        of id: Member.ID,
        to hash: String?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE member SET password = \(hash)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    /// Ends every link and every step that a member began before: none of them fits any more.
    static func advanceEpoch(
        of id: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE member SET epoch = epoch + 1
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    /// Starts or ends the asking for one-time codes.
    static func setCodeSecret(
        of id: Member.ID,
        to secret: [UInt8]?,
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws {
        let sealed = try secret.map { try box.seal($0, for: .codeSecret(id)) }
        try transaction.run(
            """
            UPDATE member SET code_secret = \(sealed), code_step = 0
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    /// Notes the step of a code; false when that code or a later one was used before.
    static func useCode(
        of id: Member.ID,
        step: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let used: Int? = try transaction.value(
            """
            UPDATE member SET code_step = \(step)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND code_step < \(step)
            RETURNING code_step
            """
        )
        return used != nil
    }

    static func delete(
        _ id: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            "DELETE FROM member WHERE tenant_id = \(transaction.tenant) AND id = \(id)"
        )
    }
}

extension PersonalBox.Place {
    static func email(_ id: Member.ID) -> Self { Self(column: "member.email", row: id.text) }
    static func name(_ id: Member.ID) -> Self { Self(column: "member.name", row: id.text) }

    static func codeSecret(_ id: Member.ID) -> Self {
        Self(column: "member.code_secret", row: id.text)
    }
}

/// Of a row of `member`, what readers may see of it.
private struct NameRow: RowReadable {
    let id: Member.ID
    let name: [UInt8]

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        name = try row.next()
    }
}

/// What a row of `member` holds, sealed as it is.
private struct MemberRow: RowReadable {
    let id: Member.ID
    let email: [UInt8]
    let name: [UInt8]
    let language: String
    let password: String?
    let codeSecret: [UInt8]?
    let epoch: Int
    let createdAt: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        email = try row.next()
        name = try row.next()
        language = try row.next()
        password = try row.next()
        codeSecret = try row.next()
        epoch = try row.next()
        createdAt = try row.next()
    }

    func account(box: PersonalBox) throws -> Account {
        Account(
            member: Member(
                id: id,
                name: try box.openText(name, for: .name(id)),
                language: LanguageTag(language) ?? .english
            ),
            email: try box.openText(email, for: .email(id)),
            password: password,
            codeSecret: try codeSecret.map { try box.open($0, for: .codeSecret(id)) },
            epoch: epoch,
            createdAt: createdAt
        )
    }
}
