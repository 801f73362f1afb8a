import Kernel
import Storage

/// Every SQL text that touches `moderation_rule`.
enum RuleStore {
    /// All of the institution, in the order in which they were made.
    static func all(in transaction: inout Transaction) throws(StorageError) -> [StoredRule] {
        try transaction.all(
            """
            SELECT \(StoredRule.columns) FROM moderation_rule
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY number LIMIT \(Limits.rulesPerTenant)
            """
        )
    }

    static func find(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredRule? {
        try transaction.first(
            """
            SELECT \(StoredRule.columns) FROM moderation_rule
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    static func count(in transaction: inout Transaction) throws(StorageError) -> Int {
        try transaction.value(
            "SELECT COUNT(*) FROM moderation_rule WHERE tenant_id = \(transaction.tenant)"
        ) ?? 0
    }

    static func add(
        _ rule: ModerationRule,
        as number: Int,
        words: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_rule (
                tenant_id, number, space_id, name, kind, effect, phrases, words, from_count,
                within_minutes, label, is_on, revision
            )
            VALUES (
                \(transaction.tenant), \(number), \(rule.space), \(rule.name),
                \(rule.kind.rawValue), \(rule.effect.rawValue),
                \(rule.phrases.joined(separator: "\n")), \(words), \(rule.count),
                \(rule.minutes), \(rule.label), \(rule.isOn), 1
            )
            """
        )
    }

    /// False when somebody else changed it since it was shown, or it is gone.
    static func change(
        _ rule: ModerationRule,
        as number: Int,
        words: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let changed: Int? = try transaction.value(
            """
            UPDATE moderation_rule
            SET space_id = \(rule.space), name = \(rule.name), kind = \(rule.kind.rawValue),
                effect = \(rule.effect.rawValue),
                phrases = \(rule.phrases.joined(separator: "\n")), words = \(words),
                from_count = \(rule.count), within_minutes = \(rule.minutes),
                label = \(rule.label), is_on = \(rule.isOn), revision = revision + 1
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
              AND revision = \(rule.revision)
            RETURNING number
            """
        )
        return changed != nil
    }

    /// False when there is none of that number.
    static func remove(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let removed: Int? = try transaction.value(
            """
            DELETE FROM moderation_rule
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            RETURNING number
            """
        )
        return removed != nil
    }
}

/// A rule as it is kept, with its phrases as texts are compared with them.
struct StoredRule: Sendable, RowReadable {
    static let columns: SQL = """
        number, space_id, name, kind, effect, phrases, words, from_count, within_minutes, label,
        is_on, revision
        """

    let rule: ModerationRule
    /// Each phrase folded, its words with a space between two.
    let folded: [Substring]

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let space: Space.ID = try row.next()
        let name: String = try row.next()
        let kind: String = try row.next()
        let effect: String = try row.next()
        let phrases: String = try row.next()
        let words: String = try row.next()
        folded = words.split(separator: "\n")
        guard let kind = ModerationRule.Kind(rawValue: kind),
            let effect = ModerationRule.Effect(rawValue: effect)
        else { throw StorageError(.unreadable, "no such kind of rule") }
        rule = ModerationRule(
            number: number,
            name: name,
            kind: kind,
            effect: effect,
            space: space,
            phrases: phrases.split(separator: "\n").map(String.init),
            count: try row.next(),
            minutes: try row.next(),
            label: try row.next(),
            isOn: try row.next(),
            revision: try row.next()
        )
    }
}
