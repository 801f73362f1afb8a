import Kernel
import Storage
import Web

/// Every SQL text that touches `legal_version` and `legal_text`.
enum LegalStore {
    /// The two latest published versions of each legal page, for all institutions.
    ///
    /// One version at most is not in force yet, so the one that is in force is among them.
    static func all(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Tenant.ID: [SiteLook.Link: [SiteLook.OwnPage]]] {
        let rows: [PublishedRow] = try transaction.all(
            """
            SELECT tenant_id, page, number, in_force_at, built_in
            FROM (
                SELECT tenant_id, page, number, in_force_at, built_in,
                    row_number() OVER (PARTITION BY tenant_id, page ORDER BY number DESC) AS place
                FROM legal_version WHERE in_force_at IS NOT NULL
            ) AS published
            WHERE place <= 2
            ORDER BY tenant_id, page, number DESC LIMIT \(Limits.tenants * 10)
            """
        )
        return Dictionary(grouping: rows, by: \.tenant).mapValues(\.pages)
    }

    /// The same for the transaction's institution.
    static func own(
        in transaction: inout Transaction
    ) throws(StorageError) -> [SiteLook.Link: [SiteLook.OwnPage]] {
        let rows: [PublishedRow] = try transaction.all(
            """
            SELECT tenant_id, page, number, in_force_at, built_in
            FROM (
                SELECT tenant_id, page, number, in_force_at, built_in,
                    row_number() OVER (PARTITION BY tenant_id, page ORDER BY number DESC) AS place
                FROM legal_version
                WHERE tenant_id = \(transaction.tenant) AND in_force_at IS NOT NULL
            ) AS published
            WHERE place <= 2
            ORDER BY page, number DESC LIMIT 10
            """
        )
        return rows.pages
    }

    /// Every version of a page, the newest first.
    static func versions(
        of page: SiteLook.Link,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LegalVersion] {
        let versions: [VersionRow] = try transaction.all(
            """
            SELECT number, in_force_at, built_in FROM legal_version
            WHERE tenant_id = \(transaction.tenant) AND page = \(page.rawValue)
            ORDER BY number DESC LIMIT \(Limits.legalVersions)
            """
        )
        let languages: [LanguageRow] = try transaction.all(
            """
            SELECT number, language FROM legal_text
            WHERE tenant_id = \(transaction.tenant) AND page = \(page.rawValue)
            ORDER BY number, language LIMIT \(Limits.legalVersions * Limits.tenantLanguages)
            """
        )
        let languagesOf = Dictionary(grouping: languages, by: \.number)
        return versions.map { row in
            LegalVersion(
                page: page,
                number: row.number,
                inForceAt: row.inForceAt,
                isBuiltIn: row.isBuiltIn,
                languages: Set(languagesOf[row.number, default: []].compactMap(\.language))
            )
        }
    }

    /// What a version says in a language, in Markdown; nil where nobody has written it.
    static func source(
        of version: LegalVersion,
        in language: LanguageTag,
        in transaction: inout Transaction
    ) throws(StorageError) -> String? {
        try transaction.value(
            """
            SELECT source FROM legal_text
            WHERE tenant_id = \(transaction.tenant) AND page = \(version.page.rawValue)
              AND number = \(version.number) AND language = \(language.text)
            """
        )
    }

    /// False when there is a version of that number.
    static func add(
        _ number: Int,
        of page: SiteLook.Link,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let added: Int? = try transaction.value(
            """
            INSERT INTO legal_version (tenant_id, page, number)
            VALUES (\(transaction.tenant), \(page.rawValue), \(number))
            ON CONFLICT (tenant_id, page, number) DO NOTHING
            RETURNING number
            """
        )
        return added != nil
    }

    /// Writes a text, or takes it away when it is empty.
    static func set(
        _ source: String,
        in language: LanguageTag,
        of page: SiteLook.Link,
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !source.isEmpty else {
            return try transaction.run(
                """
                DELETE FROM legal_text
                WHERE tenant_id = \(transaction.tenant) AND page = \(page.rawValue)
                  AND number = \(number) AND language = \(language.text)
                """
            )
        }
        try transaction.run(
            """
            INSERT INTO legal_text (tenant_id, page, number, language, source)
            VALUES (
                \(transaction.tenant), \(page.rawValue), \(number), \(language.text), \(source)
            )
            ON CONFLICT (tenant_id, page, number, language) DO UPDATE
            SET source = excluded.source
            """
        )
    }

    /// Whether a version is the text that comes with the program.
    static func set(
        isBuiltIn: Bool,
        for page: SiteLook.Link,
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE legal_version SET built_in = \(isBuiltIn)
            WHERE tenant_id = \(transaction.tenant) AND page = \(page.rawValue)
              AND number = \(number)
            """
        )
    }

    /// From when a version is in force; nil makes it a draft again.
    static func set(
        _ inForceAt: Instant?,
        for version: LegalVersion,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE legal_version SET in_force_at = \(inForceAt)
            WHERE tenant_id = \(transaction.tenant) AND page = \(version.page.rawValue)
              AND number = \(version.number)
            """
        )
    }
}

private struct VersionRow: RowReadable {
    let number: Int
    let inForceAt: Instant?
    let isBuiltIn: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        inForceAt = try row.next()
        isBuiltIn = try row.next()
    }
}

private struct LanguageRow: RowReadable {
    let number: Int
    let language: LanguageTag?

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        language = LanguageTag(try row.next() as String)
    }
}

private struct PublishedRow: RowReadable {
    let tenant: Tenant.ID
    let page: SiteLook.Link?
    let version: SiteLook.OwnPage

    init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        page = SiteLook.Link(rawValue: try row.next())
        version = SiteLook.OwnPage(
            number: try row.next(),
            inForceAt: try row.next(),
            isBuiltIn: try row.next()
        )
    }
}

extension [PublishedRow] {
    fileprivate var pages: [SiteLook.Link: [SiteLook.OwnPage]] {
        reduce(into: [:]) { found, row in
            if let page = row.page { found[page, default: []].append(row.version) }
        }
    }
}
