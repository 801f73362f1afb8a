import Kernel
import Storage

/// Every SQL text that touches `moderation_template`, `moderation_template_name` and `moderation_template_text`.
enum TemplateStore {
    /// All of the institution, in the order of their names in its first language: the same for all moderators,
    /// because the first of them have keys.
    static func all(in transaction: inout Transaction) throws(StorageError) -> [ReasonTemplate] {
        let rows: [TemplateRow] = try transaction.all(
            """
            SELECT number, name, ground, category, revision FROM moderation_template
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY number LIMIT \(Limits.templatesPerTenant)
            """
        )
        let texts: [TemplateTextRow] = try transaction.all(
            """
            SELECT number, language, reference, explanation FROM moderation_template_text
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY number, language
            LIMIT \(Limits.templatesPerTenant * Limits.tenantLanguages)
            """
        )
        let names: [TemplateNameRow] = try transaction.all(
            """
            SELECT number, language, name FROM moderation_template_name
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY number, language
            LIMIT \(Limits.templatesPerTenant * Limits.tenantLanguages)
            """
        )
        let wordsOf = Dictionary(grouping: texts, by: \.number)
        let namesOf = Dictionary(grouping: names, by: \.number)
        return rows.map { row in
            row.template(wordsOf[row.number, default: []], namesOf[row.number, default: []])
        }
        .sorted { ($0.name.standard, $0.number ?? 0) < ($1.name.standard, $1.number ?? 0) }
    }

    /// One; nil when it is gone.
    static func find(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> ReasonTemplate? {
        let row: TemplateRow? = try transaction.first(
            """
            SELECT number, name, ground, category, revision FROM moderation_template
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
        guard let row else { return nil }
        let texts: [TemplateTextRow] = try transaction.all(
            """
            SELECT number, language, reference, explanation FROM moderation_template_text
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            ORDER BY language LIMIT \(Limits.tenantLanguages)
            """
        )
        let names: [TemplateNameRow] = try transaction.all(
            """
            SELECT number, language, name FROM moderation_template_name
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            ORDER BY language LIMIT \(Limits.tenantLanguages)
            """
        )
        return row.template(texts, names)
    }

    static func count(in transaction: inout Transaction) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT COUNT(*) FROM moderation_template WHERE tenant_id = \(transaction.tenant)
            """
        ) ?? 0
    }

    static func add(
        _ template: ReasonTemplate,
        as number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_template (tenant_id, number, name, ground, category, revision)
            VALUES (
                \(transaction.tenant), \(number), \(template.name.standard),
                \(template.ground.rawValue),
                \(template.category.rawValue), 1
            )
            """
        )
        try write(template, as: number, in: &transaction)
    }

    /// False when somebody else changed it since it was shown, or it is gone.
    static func change(
        _ template: ReasonTemplate,
        as number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let changed: Int? = try transaction.value(
            """
            UPDATE moderation_template
            SET name = \(template.name.standard), ground = \(template.ground.rawValue),
                category = \(template.category.rawValue), revision = revision + 1
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
              AND revision = \(template.revision)
            RETURNING number
            """
        )
        guard changed != nil else { return false }
        try removeTexts(of: number, in: &transaction)
        try write(template, as: number, in: &transaction)
        return true
    }

    /// False when there is none of that number.
    static func remove(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        try removeTexts(of: number, in: &transaction)
        let removed: Int? = try transaction.value(
            """
            DELETE FROM moderation_template
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            RETURNING number
            """
        )
        return removed != nil
    }

    private static func removeTexts(
        of number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM moderation_template_text
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
        try transaction.run(
            """
            DELETE FROM moderation_template_name
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    private static func write(
        _ template: ReasonTemplate,
        as number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant.sqlValue
        let rows = template.words.sorted { $0.key < $1.key }.map { language, words -> [SQLValue] in
            [
                tenant, number.sqlValue, language.text.sqlValue, words.reference.sqlValue,
                words.explanation.sqlValue,
            ]
        }
        let written = try transaction.insert(
            into: "moderation_template_text",
            columns: ["tenant_id", "number", "language", "reference", "explanation"],
            rows: rows
        )
        guard written == rows.count else {
            throw StorageError(.other, "\(written) of \(rows.count) texts were written")
        }
        let names = template.name.others.sorted { $0.key < $1.key }.map {
            language,
            name -> [SQLValue] in
            [tenant, number.sqlValue, language.text.sqlValue, name.sqlValue]
        }
        guard !names.isEmpty else { return }
        let named = try transaction.insert(
            into: "moderation_template_name",
            columns: ["tenant_id", "number", "language", "name"],
            rows: names
        )
        guard named == names.count else {
            throw StorageError(.other, "\(named) of \(names.count) names were written")
        }
    }
}

private struct TemplateRow: RowReadable {
    let number: Int
    private let name: String
    private let ground: Decision.Ground.Kind
    private let category: ModerationCategory
    private let revision: Int

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        name = try row.next()
        ground = Decision.Ground.Kind(rawValue: try row.next()) ?? .incompatible
        category = ModerationCategory(rawValue: try row.next()) ?? .other
        revision = try row.next()
    }

    func template(_ texts: [TemplateTextRow], _ names: [TemplateNameRow]) -> ReasonTemplate {
        let others = names.compactMap { row in LanguageTag(row.language).map { ($0, row.name) } }
        let words = texts.compactMap { text in
            LanguageTag(text.language).map { ($0, text.words) }
        }
        return ReasonTemplate(
            number: number,
            name: LocalizedText(name, others: Dictionary(others) { first, _ in first }),
            ground: ground,
            category: category,
            words: Dictionary(words) { first, _ in first },
            revision: revision
        )
    }
}

private struct TemplateNameRow: RowReadable {
    let number: Int
    let language: String
    let name: String

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        language = try row.next()
        name = try row.next()
    }
}

private struct TemplateTextRow: RowReadable {
    let number: Int
    let language: String
    let words: ReasonTemplate.Words

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        language = try row.next()
        words = ReasonTemplate.Words(
            reference: try row.next(),
            explanation: try row.next()
        )
    }
}
