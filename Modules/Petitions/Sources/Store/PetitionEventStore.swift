import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_event` and `petition_crossing`.
enum PetitionEventStore {
    /// Adds an event, and gives its number; of a petition that is locked.
    static func add(
        _ event: NewPetitionEvent,
        to id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM petition_event
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            """
        )
        let number = (last ?? 0) + 1
        try transaction.run(
            """
            INSERT INTO petition_event (
                tenant_id, space_id, petition_id, number, at, kind, step, threshold, counted,
                texts, file, url, day, is_public
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.number), \(number),
                \(transaction.now), \(event.kind.rawValue), \(event.step), \(event.threshold),
                \(event.count), \(try JSONText.encode(event.texts)), \(event.file), \(event.url),
                \(event.day), \(event.isPublic)
            )
            """
        )
        return number
    }

    /// The events of a petition, the oldest first; with those that only its author and staff see, or without.
    ///
    /// Whoever signs and takes it back around a threshold makes many: of these the latest, as far as there is room
    /// beside all others, so that they push nothing off the page.
    static func all(
        of id: Petition.ID,
        publicOnly: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionEvent] {
        let seen: SQL = publicOnly ? "AND is_public" : ""
        let rows: [EventRow] = try transaction.all(
            """
            SELECT number, at, kind, step, threshold, counted, texts, file, url, day, is_public
            FROM (
                SELECT number, at, kind, step, threshold, counted, texts, file, url, day, is_public
                FROM petition_event
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND petition_id = \(id.number) \(seen)
                ORDER BY CASE
                    WHEN kind IN ('threshold', 'fallback') OR step IN ('reach', 'fall-back') THEN 1
                    ELSE 0 END, number DESC
                LIMIT \(Limits.petitionEventsShown)
            ) AS kept
            ORDER BY number
            """
        )
        return rows.compactMap(\.event)
    }

    /// One of them.
    static func find(
        _ number: Int,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionEvent? {
        let row: EventRow? = try transaction.first(
            """
            SELECT number, at, kind, step, threshold, counted, texts, file, url, day, is_public
            FROM petition_event
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number) AND number = \(number)
            """
        )
        return row?.event
    }

    /// Which thresholds a petition has reached and not fallen below, by their numbers, and when.
    static func crossed(
        by id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Int: Instant] {
        let rows: [CrossingRow] = try transaction.all(
            """
            SELECT threshold, reached_at FROM petition_crossing
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number) AND fell_at IS NULL
            ORDER BY threshold LIMIT \(Limits.petitionThresholds + 1)
            """
        )
        return Dictionary(rows.map { ($0.threshold, $0.at) }) { first, _ in first }
    }

    /// Writes down that a petition reached a threshold, or reached it again; false when it had.
    static func cross(
        _ threshold: Int,
        by id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let crossed: Int? = try transaction.value(
            """
            INSERT INTO petition_crossing (
                tenant_id, space_id, petition_id, threshold, reached_at, fell_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.number), \(threshold),
                \(transaction.now), NULL
            )
            ON CONFLICT (tenant_id, space_id, petition_id, threshold) DO UPDATE
            SET reached_at = excluded.reached_at, fell_at = NULL
            WHERE petition_crossing.fell_at IS NOT NULL
            RETURNING threshold
            """
        )
        return crossed != nil
    }

    /// Writes down that it is below a threshold again; false when it was.
    static func fall(
        below threshold: Int,
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let fallen: Int? = try transaction.value(
            """
            UPDATE petition_crossing SET fell_at = \(transaction.now)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number) AND threshold = \(threshold) AND fell_at IS NULL
            RETURNING threshold
            """
        )
        return fallen != nil
    }
}

private struct CrossingRow: RowReadable {
    let threshold: Int
    let at: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        threshold = try row.next()
        at = try row.next()
    }
}

private struct EventRow: RowReadable {
    /// Nil for a kind that this program does not know.
    let event: PetitionEvent?

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let at: Instant = try row.next()
        let kind: String = try row.next()
        let step: String? = try row.next()
        let threshold: Int? = try row.next()
        let count: Int? = try row.next()
        let texts: [String: String] = try JSONText.decode(row.next())
        let file: String? = try row.next()
        let url: String? = try row.next()
        let day: CivilDate? = try row.next()
        let isPublic: Bool = try row.next()
        event = PetitionEvent.Kind(rawValue: kind).map { kind in
            PetitionEvent(
                number: number,
                at: at,
                kind: kind,
                step: step,
                threshold: threshold,
                count: count,
                texts: texts,
                file: file,
                url: url,
                day: day,
                isPublic: isPublic
            )
        }
    }
}
