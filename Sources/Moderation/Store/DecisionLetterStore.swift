import Kernel
import Storage

/// Every SQL text that touches `moderation_letter`: what is to be told, and to whom.
enum DecisionLetterStore {
    /// Adds what is to be told; one statement for many as for one.
    static func add(
        _ letters: [DecisionLetter],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !letters.isEmpty else { return }
        let tenant = transaction.tenant.sqlValue
        let written = try transaction.insert(
            into: "moderation_letter",
            columns: [
                "tenant_id", "id", "kind", "audience", "case_number", "decision", "appeal",
                "report", "due_at", "failures",
            ],
            rows: letters.map { letter in
                [
                    tenant, letter.id.sqlValue, letter.kind.rawValue.sqlValue,
                    letter.audience.rawValue.sqlValue, letter.caseNumber.sqlValue,
                    letter.decision.sqlValue, letter.appeal.sqlValue, letter.report.sqlValue,
                    letter.dueAt.sqlValue, letter.failures.sqlValue,
                ]
            }
        )
        guard written == letters.count else {
            throw StorageError(.other, "\(written) of \(letters.count) letters were written")
        }
    }

    /// What is due, the longest waiting first.
    static func due(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [DecisionLetter] {
        try transaction.all(
            """
            SELECT \(DecisionLetter.columns) FROM moderation_letter
            WHERE tenant_id = \(transaction.tenant) AND due_at <= \(transaction.now)
            ORDER BY due_at, id LIMIT \(limit)
            """
        )
    }

    /// When the next is due that is there.
    static func next(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT due_at FROM moderation_letter WHERE tenant_id = \(transaction.tenant)
            ORDER BY due_at, id LIMIT 1
            """
        )
    }

    /// Takes one; nil when it was taken, or the decision was taken back meanwhile.
    static func take(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> DecisionLetter? {
        try transaction.first(
            """
            DELETE FROM moderation_letter
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            RETURNING \(DecisionLetter.columns)
            """
        )
    }

    /// Takes back all that is to be told of a decision; gives what had not been told.
    static func takeAll(
        of decision: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [DecisionLetter] {
        try transaction.all(
            """
            DELETE FROM moderation_letter
            WHERE tenant_id = \(transaction.tenant) AND decision = \(decision)
            RETURNING \(DecisionLetter.columns)
            """
        )
    }

    /// Lets one wait until an instant.
    static func plan(
        _ id: String,
        at due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_letter SET due_at = \(due)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    /// Each time for longer: what cannot be written is looked at again, and is in nobody's way.
    static func putOff(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let failures: Int? = try transaction.value(
            """
            UPDATE moderation_letter SET failures = failures + 1
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            RETURNING failures
            """
        )
        let pause = Limits.failedLetterPause * (1 << min((failures ?? 1) - 1, 11))
        let until = transaction.now.adding(min(pause, .seconds(86_400)))
        try plan(id, at: until, in: &transaction)
    }
}

/// Something that is to be told about a decision, a case or an appeal, as it waits.
struct DecisionLetter: Sendable, RowReadable {
    static let columns: SQL = """
        id, kind, audience, case_number, decision, appeal, report, due_at, failures
        """

    enum Kind: String, Sendable {
        /// The statement of reasons.
        case decision
        /// It was taken back.
        case undone
        /// The author took the subject back before anybody decided.
        case withdrawn
        /// An appeal was decided.
        case answer
    }

    enum Audience: String, Sendable {
        case author
        /// All who reported it and can be told, one after the other.
        case reporters
        /// One of them.
        case reporter
        case appellant
    }

    let id: String
    let kind: Kind
    let audience: Audience
    let caseNumber: Int
    let decision: Int?
    let appeal: Int?
    /// The number of the one reporter, or of the last who was told.
    let report: Int
    let dueAt: Instant
    let failures: Int

    init(
        id: String,
        _ kind: Kind,
        to audience: Audience,
        of caseNumber: Int,
        decision: Int? = nil,
        appeal: Int? = nil,
        report: Int = 0,
        dueAt: Instant
    ) {
        self.id = id
        self.kind = kind
        self.audience = audience
        self.caseNumber = caseNumber
        self.decision = decision
        self.appeal = appeal
        self.report = report
        self.dueAt = dueAt
        failures = 0
    }

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        guard let kind = Kind(rawValue: try row.next()) else {
            throw StorageError(.unreadable, "no such kind of letter")
        }
        self.kind = kind
        guard let audience = Audience(rawValue: try row.next()) else {
            throw StorageError(.unreadable, "no such audience of a letter")
        }
        self.audience = audience
        caseNumber = try row.next()
        decision = try row.next()
        appeal = try row.next()
        report = try row.next()
        dueAt = try row.next()
        failures = try row.next()
    }
}
