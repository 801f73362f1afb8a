import Kernel
import Ledger
import Spaces
import Storage

/// Every SQL text that touches `petition`, its lines, its keys and from where its signatures came.
enum PetitionStore {
    /// Read in this order by `Petition.init(reading:)` below; keep the two side by side.
    ///
    /// Columns of a statement about `petition`.
    static func columns(in transaction: borrowing Transaction) -> SQL {
        """
        petition.id, petition.stage, petition.stage_since, petition.due_at, petition.author_id,
        petition.is_author_shown, petition.language, petition.title, petition.body, petition.ask,
        petition.theme, petition.created_at, petition.submitted_at, petition.published_at,
        petition.closes_at, petition.paused_at, petition.reached_at, petition.ended_at,
        petition.key_destroyed_at, petition.supporters_hash, petition.joined_to, petition.refusal,
        petition.decision, petition.legislature, petition.terms, petition.is_shown, petition.mark,
        petition.claimed_by, petition.claimed_until, petition.assigned_to,
        \(counts(in: transaction))
        """
    }

    /// What is counted, and what readers see of that.
    private static func counts(in transaction: borrowing Transaction) -> SQL {
        let shown = ShownCount("line", "signatures", at: transaction.now)
        let line: SQL = """
            FROM petition_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
              AND line.id = petition.id
            """
        return "(SELECT line.signatures \(line)), (SELECT \(shown.value) \(line))"
    }

    /// Whether it can be read or not: nil only where there is none.
    static func find(
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition? {
        try transaction.first(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id = \(id.number)
            """
        )
    }

    /// Reads one and holds it until the transaction ends, after its item of the ledger: in this order batches
    /// of signatures lock, too.
    ///
    /// A refusal has written nothing then.
    static func lock(
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition? {
        _ = try LedgerStore.hold(transaction.scope.subject(of: id), in: &transaction)
        return try transaction.first(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id = \(id.number)
            \(transaction.holding("petition"))
            """
        )
    }

    /// The number of the next one; whoever takes it holds the row of the last.
    private static func nextID(
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition.ID {
        let number: Int? = try transaction.value(
            """
            INSERT INTO petition_numbering (tenant_id, space_id, last_number)
            VALUES (\(transaction.tenant), \(transaction.space), 1)
            ON CONFLICT (tenant_id, space_id)
            DO UPDATE SET last_number = petition_numbering.last_number + 1
            RETURNING last_number
            """
        )
        guard let id = number.flatMap({ Petition.ID($0) }) else {
            throw StorageError(.other, "a petition got no number")
        }
        return id
    }

    /// Adds a draft, with its line; its key is for the caller to keep (``keep(_:of:in:)``).
    static func insert(
        _ draft: NewPetition,
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition.ID {
        let id = try nextID(in: &transaction)
        try transaction.run(
            """
            INSERT INTO petition (
                tenant_id, space_id, id, stage, stage_since, author_id, is_author_shown, language,
                title, body, ask, theme, created_at, terms, is_shown, mark
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.number), \(Stage.draft),
                \(transaction.now), \(draft.author), \(draft.isAuthorShown), \(draft.language),
                \(draft.title), \(draft.body), \(draft.ask), \(draft.theme), \(transaction.now),
                \(try JSONText.encode(draft.terms)), TRUE, 0
            )
            """
        )
        try refreshLine(of: id, in: &transaction)
        return id
    }

    /// Writes how far a petition has come, with all that belongs to that, and its line in lists.
    ///
    /// Of a row that is locked; texts, claims and what moderation hides are written elsewhere.
    static func setCourse(
        _ petition: Petition,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition
            SET stage = \(petition.stage), stage_since = \(petition.stageSince),
                due_at = \(petition.dueAt), submitted_at = \(petition.submittedAt),
                published_at = \(petition.publishedAt), closes_at = \(petition.closesAt),
                paused_at = \(petition.pausedAt), reached_at = \(petition.reachedAt),
                ended_at = \(petition.endedAt), key_due_at = \(petition.keyDueAt),
                key_destroyed_at = \(petition.keyDestroyedAt),
                supporters_hash = \(petition.supportersHash),
                joined_to = \(petition.joinedTo?.number),
                refusal = \(try json(petition.refusal)), decision = \(try json(petition.decision)),
                legislature = \(petition.legislature),
                terms = \(try JSONText.encode(petition.terms)), mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(petition.id.number)
            """
        )
        try refreshLine(of: petition.id, in: &transaction)
    }

    private static func json(_ value: (some Encodable)?) throws(StorageError) -> String? {
        guard let value else { return nil }
        return try JSONText.encode(value)
    }
}

/// A draft as it is added.
struct NewPetition: Sendable {
    /// Nil in a demonstration, which has no members.
    let author: Member.ID?
    let isAuthorShown: Bool
    let language: String
    let title: String
    let body: String
    let ask: String?
    let theme: String?
    let terms: PetitionTerms
}

extension Petition: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        stage = try row.next()
        stageSince = try row.next()
        dueAt = try row.next()
        author = try row.next()
        isAuthorShown = try row.next()
        language = try row.next()
        title = try row.next()
        body = try row.next()
        ask = try row.next()
        theme = try row.next()
        createdAt = try row.next()
        submittedAt = try row.next()
        publishedAt = try row.next()
        closesAt = try row.next()
        pausedAt = try row.next()
        reachedAt = try row.next()
        endedAt = try row.next()
        keyDestroyedAt = try row.next()
        supportersHash = try row.next()
        joinedTo = try row.next()
        refusal = try row.nextJSON()
        decision = try row.nextJSON()
        legislature = try row.next()
        terms = try JSONText.decode(row.next())
        isShown = try row.next()
        mark = try row.next()
        claimedBy = try row.next()
        claimedUntil = try row.next()
        assignedTo = try row.next()
        signatures = try row.next()
        shownSignatures = try row.next()
    }
}

extension RowReader {
    /// A column of JSON that may be nothing.
    mutating func nextJSON<Value: Decodable>() throws(StorageError) -> Value? {
        let text: String? = try next()
        guard let text else { return nil }
        return try JSONText.decode(text)
    }
}

extension Petition.ID: SQLBindable, SQLReadable {
    var sqlValue: SQLValue { number.sqlValue }

    init?(sqlValue: SQLValue) {
        guard let number = Int(sqlValue: sqlValue) else { return nil }
        self.init(number)
    }
}
