import Kernel
import Storage

/// Every SQL text that touches `moderation_subject` and `moderation_author`: what people see, and of whom.
enum ModeratedStore {
    /// Notes that an author writes in a space: whoever does the same for them at that moment waits.
    static func hold(
        _ author: Member.ID,
        in space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_author (tenant_id, member_id, space_id, asked, last_at)
            VALUES (\(transaction.tenant), \(author), \(space), 1, \(transaction.now))
            ON CONFLICT (tenant_id, member_id, space_id)
            DO UPDATE SET asked = moderation_author.asked + 1, last_at = excluded.last_at
            """
        )
    }

    /// Whether something of an author is seen in a space.
    static func isKnown(
        _ author: Member.ID,
        in space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let found: Int? = try transaction.value(
            """
            SELECT 1 FROM moderation_subject
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(author)
              AND space_id = \(space) AND visibility = 'published'
            LIMIT 1
            """
        )
        return found != nil
    }

    /// Where and when an author wrote since an instant, the newest first; of an institution.
    static func recent(
        of author: Member.ID,
        since: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RecentSubmission] {
        try transaction.all(
            """
            SELECT space_id, admitted_at FROM moderation_subject
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(author)
              AND admitted_at > \(since)
            ORDER BY admitted_at DESC LIMIT \(limit)
            """
        )
    }

    /// One, held until the transaction ends; nil when it was never given to moderation.
    static func lock(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> ModeratedRow? {
        try transaction.first(
            """
            SELECT \(ModeratedRow.columns) FROM moderation_subject AS subject
            WHERE subject.tenant_id = \(transaction.tenant)
              AND subject.space_id = \(subject.space) AND subject.kind = \(subject.kind)
              AND subject.id = \(subject.id) \(transaction.holding("subject"))
            """
        )
    }

    /// Those that are there, held in an order that is the same everywhere.
    static func lock(
        _ subjects: Set<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: ModeratedRow] {
        try rows(of: subjects, held: transaction.holding("subject"), in: &transaction)
    }

    /// Those that are there.
    static func find(
        _ subjects: Set<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: ModeratedRow] {
        try rows(of: subjects, held: "", in: &transaction)
    }

    private static func rows(
        of subjects: Set<Subject>,
        held: SQL,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: ModeratedRow] {
        guard !subjects.isEmpty else { return [:] }
        let asked = transaction.table(
            ["space_id", "kind", "id"],
            subjects.sorted().map { [$0.space.sqlValue, $0.kind.sqlValue, $0.id.sqlValue] }
        )
        let rows: [ModeratedRow] = try transaction.all(
            """
            SELECT \(ModeratedRow.columns)
            FROM (\(asked)) AS asked
            CROSS JOIN moderation_subject AS subject
            WHERE subject.tenant_id = \(transaction.tenant)
              AND subject.space_id = asked.space_id AND subject.kind = asked.kind
              AND subject.id = asked.id
            ORDER BY subject.space_id, subject.kind, subject.id \(held)
            """
        )
        return Dictionary(rows.map { ($0.subject, $0) }) { first, _ in first }
    }

    /// Notes one that nobody gave to moderation before, as people see it.
    static func note(
        _ subject: Subject,
        author: Member.ID?,
        language: String?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_subject (
                tenant_id, space_id, kind, id, visibility, author_id, language, labels,
                admitted_at, published_at
            )
            VALUES (
                \(transaction.tenant), \(subject.space), \(subject.kind), \(subject.id),
                \(Visibility.published.rawValue), \(author), \(language), '',
                \(transaction.now), \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, kind, id) DO NOTHING
            """
        )
    }

    /// Writes down what was admitted, or admitted again after an edit.
    static func admit(
        _ submission: Submission,
        as visibility: Visibility,
        labels: [String],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let subject = submission.subject
        let publishedAt = visibility == .published ? transaction.now : nil
        try transaction.run(
            """
            INSERT INTO moderation_subject (
                tenant_id, space_id, kind, id, visibility, author_id, language, labels,
                admitted_at, published_at
            )
            VALUES (
                \(transaction.tenant), \(subject.space), \(subject.kind), \(subject.id),
                \(visibility.rawValue), \(submission.author), \(submission.language?.text),
                \(labels.joined(separator: "\n")), \(transaction.now), \(publishedAt)
            )
            ON CONFLICT (tenant_id, space_id, kind, id)
            DO UPDATE SET visibility = excluded.visibility, author_id = excluded.author_id,
                language = excluded.language, labels = excluded.labels, reviewed_at = NULL,
                published_at = coalesce(moderation_subject.published_at, excluded.published_at)
            """
        )
    }

    /// Its author took it back.
    static func withdraw(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_subject
            SET visibility = \(Visibility.withdrawn.rawValue), hidden_until = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(subject.space)
              AND kind = \(subject.kind) AND id = \(subject.id)
            """
        )
    }
}

/// A subject as moderation keeps it.
struct ModeratedRow: Sendable, RowReadable {
    static let columns: SQL = """
        subject.space_id, subject.kind, subject.id, subject.visibility, subject.author_id,
        subject.language, subject.labels, subject.admitted_at, subject.reviewed_at,
        subject.decision, subject.hidden_until
        """

    let subject: Subject
    let visibility: Visibility
    let author: Member.ID?
    let language: String?
    let labels: [String]
    let admittedAt: Instant
    let reviewedAt: Instant?
    /// Of which its visibility comes; nil while nobody has decided.
    let decision: Int?
    let hiddenUntil: Instant?

    init(reading row: inout RowReader) throws(StorageError) {
        subject = try Subject(reading: &row)
        // What a newer program has written is shown to nobody.
        visibility = Visibility(rawValue: try row.next()) ?? .hidden
        author = try row.next()
        language = try row.next()
        let text: String = try row.next()
        labels = text.split(separator: "\n").map(String.init)
        admittedAt = try row.next()
        reviewedAt = try row.next()
        decision = try row.next()
        hiddenUntil = try row.next()
    }

    var standing: SubjectStanding { SubjectStanding(visibility: visibility, labels: labels) }
}

/// Where and when somebody wrote something.
struct RecentSubmission: Sendable, RowReadable {
    let space: Space.ID
    let at: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        at = try row.next()
    }
}
