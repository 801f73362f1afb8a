import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_invalidation`.
enum PetitionInvalidationStore {
    /// Read in this order by `InvalidationRow.init(reading:)`.
    private static let columns: SQL = """
        number, kind, stream, from_at, until_at, rule, anomalies, found_count, state, reason,
        proposed_by, proposed_at, decided_by, decided_at
        """

    /// Those of a petition, the latest first.
    static func all(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionInvalidation] {
        let rows: [InvalidationRow] = try transaction.all(
            """
            SELECT \(columns) FROM petition_invalidation
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            ORDER BY number DESC LIMIT \(Limits.petitionInvalidations)
            """
        )
        return rows.compactMap(\.invalidation)
    }

    /// One of them, held until the transaction ends.
    static func lock(
        _ number: Int,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionInvalidation? {
        let row: InvalidationRow? = try transaction.first(
            """
            SELECT \(columns) FROM petition_invalidation
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id) AND number = \(number)
            \(transaction.holding("petition_invalidation"))
            """
        )
        return row?.invalidation
    }

    /// The number of the last one; of a petition that is locked.
    static func last(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM petition_invalidation
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            """
        ) ?? 0
    }

    static func add(
        _ invalidation: PetitionInvalidation,
        to id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let rule = invalidation.rule
        try transaction.run(
            """
            INSERT INTO petition_invalidation (
                tenant_id, space_id, petition_id, number, kind, stream, from_at, until_at, rule,
                anomalies, found_count, state, reason, proposed_by, proposed_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id), \(invalidation.number),
                \(rule.kind.rawValue), \(invalidation.stream), \(rule.from), \(rule.until),
                \(rule.source), \(try JSONText.encode(invalidation.anomalies)),
                \(invalidation.count), \(invalidation.state.rawValue),
                \(try JSONText.encode(invalidation.reasons)),
                \(invalidation.proposedBy), \(invalidation.proposedAt)
            )
            """
        )
    }

    /// Writes how far it has come.
    static func set(
        _ invalidation: PetitionInvalidation,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_invalidation
            SET anomalies = \(try JSONText.encode(invalidation.anomalies)),
                found_count = \(invalidation.count), state = \(invalidation.state.rawValue),
                decided_by = \(invalidation.decidedBy), decided_at = \(invalidation.decidedAt)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id) AND number = \(invalidation.number)
            """
        )
    }

    /// How many wait for a second person, by petitions of these spaces.
    static func waiting(
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [WaitingInvalidation] {
        guard !spaces.isEmpty else { return [] }
        let state = PetitionInvalidation.State.proposed.rawValue
        return try transaction.all(
            """
            SELECT space_id, petition_id, count(*) FROM petition_invalidation
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND state = \(state)
            GROUP BY space_id, petition_id
            ORDER BY space_id, petition_id LIMIT \(Limits.concernsOfModule)
            """
        )
    }

    /// What a member proposed or decided in the space, for their own data.
    static func all(
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionInvalidation] {
        var found: [InvalidationRow] = []
        for column in ["proposed_by", "decided_by"] {
            found += try transaction.all(
                """
                SELECT \(columns) FROM petition_invalidation
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND \(SQL.name(column)) = \(member)
                ORDER BY petition_id, number LIMIT \(Limits.petitionThingsOfMember)
                """
            )
        }
        return found.compactMap(\.invalidation)
    }

    /// Forgets who proposed and who decided; what was decided stays.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for column in ["proposed_by", "decided_by"] {
            try transaction.run(
                """
                UPDATE petition_invalidation SET \(SQL.name(column)) = NULL
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND \(SQL.name(column)) = \(member)
                """
            )
        }
    }
}

/// A petition of which somebody has to decide whether signatures are kept out.
struct WaitingInvalidation: Sendable, RowReadable {
    let space: Space.ID
    let petition: Petition.ID
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        petition = try row.next()
        count = try row.next()
    }
}

private struct InvalidationRow: RowReadable {
    /// Nil for a rule or a state that this program does not know.
    let invalidation: PetitionInvalidation?

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let kindName: String = try row.next()
        let stream: [UInt8] = try row.next()
        let from: Instant = try row.next()
        let until: Instant = try row.next()
        let source: [UInt8] = try row.next()
        let anomalies: [Int] = try JSONText.decode(row.next())
        let count: Int = try row.next()
        let stateName: String = try row.next()
        let reasons: [String: String] = try JSONText.decode(row.next())
        let proposedBy: Member.ID? = try row.next()
        let proposedAt: Instant = try row.next()
        let decidedBy: Member.ID? = try row.next()
        let decidedAt: Instant? = try row.next()
        guard let kind = InvalidationRule.Kind(rawValue: kindName),
            let state = PetitionInvalidation.State(rawValue: stateName)
        else {
            invalidation = nil
            return
        }
        invalidation = PetitionInvalidation(
            number: number,
            rule: InvalidationRule(kind: kind, source: source, from: from, until: until),
            stream: stream,
            anomalies: anomalies,
            count: count,
            state: state,
            reasons: reasons,
            proposedBy: proposedBy,
            proposedAt: proposedAt,
            decidedBy: decidedBy,
            decidedAt: decidedAt
        )
    }
}
