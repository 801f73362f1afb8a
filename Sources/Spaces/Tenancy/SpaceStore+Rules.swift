import Kernel
import Storage

/// What an institution has decided about the ways of subjects, which stays as it was decided.
extension SpaceStore {
    /// What was decided about one workflow in the transaction's space, the oldest first; without what it calls
    /// things, which decides nothing.
    static func rules(
        of workflow: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [SpaceRule] {
        let rows: [RuleRow] = try transaction.all(
            """
            SELECT \(ruleColumns), NULL, NULL FROM space_rule AS rule
            WHERE rule.tenant_id = \(transaction.tenant) AND rule.space_id = \(transaction.space)
              AND rule.workflow = \(workflow)
            ORDER BY rule.number LIMIT \(Limits.rulesPerSpace)
            """
        )
        return rows.rules
    }

    /// Notes what was decided; what holds from then on is what is noted last.
    static func add(
        _ rule: SpaceRule,
        to space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let terms = rule.terms
        try transaction.run(
            """
            INSERT INTO space_rule (
                tenant_id, space_id, number, at, workflow, part, name, is_left_out, parties, days,
                alerts, tells, asks_reason, covers_running, is_public, reason
            )
            VALUES (
                \(transaction.tenant), \(space), \(rule.number), \(rule.at), \(rule.workflow),
                \(rule.part.rawValue), \(rule.name), \(terms.isLeftOut),
                \(terms.parties.map(RuleRow.column)), \(terms.days),
                \(RuleRow.column(Set(terms.alerts.map(String.init)))),
                \(terms.tells.map(RuleRow.column)), \(terms.asksReason), \(rule.coversRunning),
                \(rule.isPublic), \(rule.reason)
            )
            """
        )
        for (language, text) in terms.names.sorted(by: { $0.key < $1.key }) {
            try transaction.run(
                """
                INSERT INTO space_rule_name (tenant_id, space_id, number, language, text)
                VALUES (\(transaction.tenant), \(space), \(rule.number), \(language.text), \(text))
                """
            )
        }
    }

    /// What stands beside a space, so that it is read by the same statement: a row for each name of each rule.
    static var besideSpace: SQL {
        """
        LEFT JOIN space_rule AS rule
            ON rule.tenant_id = space.tenant_id AND rule.space_id = space.id
        LEFT JOIN space_rule_name AS called
            ON called.tenant_id = rule.tenant_id AND called.space_id = rule.space_id
            AND called.number = rule.number
        """
    }

    static var ruleColumns: SQL {
        """
        rule.number, rule.at, rule.workflow, rule.part, rule.name, rule.is_left_out, rule.parties,
        rule.days, rule.alerts, rule.tells, rule.asks_reason, rule.covers_running, rule.is_public,
        rule.reason
        """
    }
}

/// A rule with one of its names, or none.
struct RuleRow: RowReadable {
    /// Without names; nil beside a space that has no rule, and for what only a newer program knows.
    let rule: SpaceRule?
    private let language: LanguageTag?
    private let text: String?

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int? = try row.next()
        let at: Instant? = try row.next()
        let workflow: String? = try row.next()
        let part: String? = try row.next()
        let name: String? = try row.next()
        var terms = SpaceRule.Terms()
        let isLeftOut: Bool? = try row.next()
        terms.isLeftOut = isLeftOut ?? false
        let parties: String? = try row.next()
        terms.days = try row.next()
        let alerts: String? = try row.next()
        let tells: String? = try row.next()
        let asksReason: Bool? = try row.next()
        terms.asksReason = asksReason ?? false
        let coversRunning: Bool? = try row.next()
        let isPublic: Bool? = try row.next()
        let reason: String? = try row.next()
        let language: String? = try row.next()
        self.language = language.flatMap { LanguageTag($0) }
        text = try row.next()
        terms.parties = parties.map(Self.words)
        terms.alerts = Set(Self.words(alerts ?? "").compactMap { Int($0) })
        terms.tells = tells.map(Self.words)
        guard let number, let at, let workflow, let name,
            let part = part.flatMap({ SpaceRule.Part(rawValue: $0) })
        else {
            rule = nil
            return
        }
        rule = SpaceRule(
            number: number,
            at: at,
            workflow: Subject.Kind(workflow),
            part: part,
            name: name,
            terms: terms,
            coversRunning: coversRunning ?? false,
            isPublic: isPublic ?? false,
            reason: reason ?? ""
        )
    }

    /// Words in one column, in one order.
    static func column(_ words: Set<String>) -> String { words.sorted().joined(separator: " ") }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    /// What it is called by this row.
    fileprivate var called: (language: LanguageTag, text: String)? {
        guard let language, let text else { return nil }
        return (language, text)
    }
}

extension [RuleRow] {
    /// The rules of one space, each with all of its names.
    var rules: [SpaceRule] {
        var names: [Int: [LanguageTag: String]] = [:]
        var found: [SpaceRule] = []
        for row in self {
            guard let rule = row.rule else { continue }
            if let called = row.called {
                names[rule.number, default: [:]][called.language] = called.text
            }
            if found.last?.number != rule.number { found.append(rule) }
        }
        return found.map { $0.named(names[$0.number] ?? [:]) }
    }
}

extension SpaceRule {
    fileprivate func named(_ names: [LanguageTag: String]) -> SpaceRule {
        guard !names.isEmpty else { return self }
        var terms = self.terms
        terms.names = names
        return SpaceRule(
            number: number,
            at: at,
            workflow: workflow,
            part: part,
            name: name,
            terms: terms,
            coversRunning: coversRunning,
            isPublic: isPublic,
            reason: reason
        )
    }
}
