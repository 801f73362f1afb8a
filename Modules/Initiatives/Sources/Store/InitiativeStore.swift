import Kernel
import Spaces
import Storage

/// Every SQL text that touches `initiative`.
enum InitiativeStore {
    /// Read in this order by `Initiative.init(reading:)` below; keep the two side by side.
    static func columns(in transaction: borrowing Transaction) -> SQL {
        """
        id, title, objectives, is_shortened, annex, language, stage, first_day, last_day, ended_at,
        registered_on, answered_on, answer_url, register_url, presentation, reported_total,
        \(fingerprintKey(in: transaction)), texts, dossier, changes, revision
        """
    }

    static func find(
        _ id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Initiative? {
        try transaction.first(
            """
            SELECT \(columns(in: transaction)) FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    /// Reads one and holds its row until the transaction ends; a refusal has written nothing then.
    static func lock(
        _ id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Initiative? {
        try transaction.first(
            """
            SELECT \(columns(in: transaction)) FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            \(transaction.holding("initiative"))
            """
        )
    }

    /// False when there is one with this number.
    static func insert(
        _ initiative: Initiative,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let period = initiative.period
        let inserted: String? = try transaction.value(
            """
            INSERT INTO initiative (
                tenant_id, space_id, id, title, objectives, is_shortened, annex, language, stage, first_day,
                last_day, opens_at, closes_at, ended_at, registered_on, answered_on, answer_url,
                register_url, presentation, reported_total, titles, texts, dossier
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(initiative.id.text), \(initiative.title),
                \(initiative.objectives), \(initiative.isShortened), \(initiative.annex),
                \(initiative.language),
                \(initiative.stage.rawValue), \(period?.firstDay), \(period?.lastDay),
                \(period?.opensAt), \(period?.closesAt), \(initiative.endedAt),
                \(initiative.registeredOn), \(initiative.answeredOn), \(initiative.answerAddress),
                \(initiative.registerAddress),
                \(try JSONText.encode(initiative.presentation)), \(initiative.reportedTotal),
                \(try JSONText.encode(initiative.translations.mapValues(\.title))),
                \(try JSONText.encode(initiative.translations)),
                \(try JSONText.encode(initiative.dossier))
            )
            ON CONFLICT (tenant_id, space_id, id) DO NOTHING
            RETURNING id
            """
        )
        guard inserted != nil else { return false }
        try keep(initiative.wrappedFingerprintKey, of: initiative.id, in: &transaction)
        return true
    }

    /// When the next collection ends that nobody has closed, in the past or to come.
    static func nextEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT closes_at FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND stage = \(Stage.scheduled.rawValue)
              AND closes_at IS NOT NULL
            ORDER BY closes_at LIMIT 1
            """
        )
    }

    /// Collections whose last day has passed and that nobody has closed, the earliest first.
    static func past(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Initiative.ID] {
        let ids: [String] = try transaction.column(
            """
            SELECT id FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND stage = \(Stage.scheduled.rawValue)
              AND closes_at <= \(transaction.now)
            ORDER BY closes_at, id LIMIT \(limit)
            """
        )
        return ids.compactMap { Initiative.ID($0) }
    }

    /// Those that are closed though their last day is yet to come and nobody ended them, the earliest
    /// first.
    static func closedAhead(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Initiative.ID] {
        let ids: [String] = try transaction.column(
            """
            SELECT id FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND closes_at > \(transaction.now)
              AND stage = \(Stage.closed.rawValue) AND ended_at IS NULL
            ORDER BY closes_at, id LIMIT \(limit)
            """
        )
        return ids.compactMap { Initiative.ID($0) }
    }

    /// Writes the period; whoever looks at an older one writes nothing over it.
    static func reschedule(
        _ id: Initiative.ID,
        to period: CollectionPeriod,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative
            SET first_day = \(period.firstDay), last_day = \(period.lastDay),
                opens_at = \(period.opensAt), closes_at = \(period.closesAt), ended_at = NULL,
                revision = revision + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    /// Writes the stage; whoever looks at an older one writes nothing over it.
    static func move(
        _ id: Initiative.ID,
        to stage: Stage,
        endedAt: Instant?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative
            SET stage = \(stage.rawValue), ended_at = \(endedAt), revision = revision + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    static func answer(
        _ id: Initiative.ID,
        _ answer: Initiatives.Answer,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative
            SET answered_on = \(answer.day), answer_url = \(answer.address)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    static func insertReported(
        _ count: Int,
        of state: String,
        for id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO initiative_reported
                (tenant_id, space_id, initiative_id, state, statement_count)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.text), \(state), \(count)
            )
            """
        )
    }

    static func reported(
        for id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: Int] {
        let rows: [ReportedRow] = try transaction.all(
            """
            SELECT state, statement_count FROM initiative_reported
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND initiative_id = \(id.text)
            ORDER BY state LIMIT 100
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.state, $0.count) })
    }
}

private struct ReportedRow: RowReadable {
    let state: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        state = try row.next()
        count = try row.next()
    }
}

extension Initiative: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        title = try row.next()
        objectives = try row.next()
        isShortened = try row.next()
        annex = try row.next()
        language = try row.next()
        stage = try row.next()
        period = try row.nextPeriod()
        endedAt = try row.next()
        registeredOn = try row.next()
        answeredOn = try row.next()
        answerAddress = try row.next()
        registerAddress = try row.next()
        presentation = try JSONText.decode(row.next())
        reportedTotal = try row.next()
        wrappedFingerprintKey = try row.next()
        translations = try JSONText.decode(row.next())
        dossier = try JSONText.decode(row.next())
        changes = try row.next()
        revision = try row.next()
    }
}

extension RowReader {
    /// Two columns, the first and the last day; nil while they are not announced.
    mutating func nextPeriod() throws(StorageError) -> CollectionPeriod? {
        let firstDay: CivilDate? = try next()
        let lastDay: CivilDate? = try next()
        guard let firstDay, let lastDay else { return nil }
        return CollectionPeriod(firstDay: firstDay, lastDay: lastDay)
    }
}

extension Initiative.ID: SQLReadable {
    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
