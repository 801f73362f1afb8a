import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_choice`.
enum PetitionChoiceStore {
    /// Everything that can be chosen in the space, by one statement.
    static func all(in transaction: inout Transaction) throws(StorageError) -> PetitionChoices {
        let rows: [ChoiceRow] = try transaction.all(
            """
            SELECT kind, key, position, texts, is_hidden_reason, is_used FROM petition_choice
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ORDER BY kind, key LIMIT \(Limits.petitionChoices * PetitionChoice.Kind.allCases.count)
            """
        )
        return PetitionChoices(rows.compactMap(\.choice))
    }

    /// Those of one kind, in their order, with those that are not offered any more.
    static func all(
        _ kind: PetitionChoice.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionChoice] {
        let rows: [ChoiceRow] = try transaction.all(
            """
            SELECT kind, key, position, texts, is_hidden_reason, is_used FROM petition_choice
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind.rawValue)
            ORDER BY key LIMIT \(Limits.petitionChoices)
            """
        )
        return PetitionChoices(rows.compactMap(\.choice))[kind]
    }

    /// Writes one as it is from now on: a new one, one that was there, or a standard one that is renamed.
    static func set(
        _ choice: PetitionChoice,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO petition_choice (
                tenant_id, space_id, kind, key, position, texts, is_hidden_reason, is_used
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(choice.kind.rawValue),
                \(choice.key), \(choice.position), \(try JSONText.encode(choice.texts)),
                \(choice.isHiddenReason), \(choice.isUsed)
            )
            ON CONFLICT (tenant_id, space_id, kind, key) DO UPDATE
            SET position = excluded.position, texts = excluded.texts,
                is_hidden_reason = excluded.is_hidden_reason, is_used = excluded.is_used
            """
        )
    }
}

private struct ChoiceRow: RowReadable {
    /// Nil for a kind that this program does not know.
    let choice: PetitionChoice?

    init(reading row: inout RowReader) throws(StorageError) {
        let kind: String = try row.next()
        let key: String = try row.next()
        let position: Int = try row.next()
        let texts: String = try row.next()
        let isHiddenReason: Bool = try row.next()
        let isUsed: Bool = try row.next()
        let written: [String: String] = try JSONText.decode(texts)
        choice = PetitionChoice.Kind(rawValue: kind).map { kind in
            PetitionChoice(
                kind: kind,
                key: key,
                position: position,
                texts: written,
                isHiddenReason: isHiddenReason,
                isUsed: isUsed
            )
        }
    }
}
