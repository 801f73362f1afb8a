import Kernel
import Storage

/// Every SQL text that touches `tenant_text`: what an institution says of itself in each language.
enum TenantTextStore {
    enum Kind: String {
        /// In a language that is not the institution's first; that one stands with the institution.
        case name
        case purpose
        /// What the logo says beside the name.
        case logo
    }

    struct Row: RowReadable {
        let tenant: Tenant.ID
        let kind: Kind?
        let language: LanguageTag?
        let text: String

        init(reading row: inout RowReader) throws(StorageError) {
            tenant = try row.next()
            kind = Kind(rawValue: try row.next())
            language = LanguageTag(try row.next() as String)
            text = try row.next()
        }
    }

    /// Of every institution: this is read with the list of them.
    static func all(in transaction: inout SharedTransaction) throws(StorageError) -> [Row] {
        try transaction.all(
            """
            SELECT tenant_id, kind, language, text FROM tenant_text
            ORDER BY tenant_id, kind, language LIMIT \(Limits.tenants * Limits.textsPerTenant)
            """
        )
    }

    static func all(
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Row] {
        try transaction.all(
            """
            SELECT tenant_id, kind, language, text FROM tenant_text WHERE tenant_id = \(tenant)
            ORDER BY kind, language LIMIT \(Limits.textsPerTenant)
            """
        )
    }

    /// Of the transaction's institution.
    static func own(in transaction: inout Transaction) throws(StorageError) -> [Row] {
        try transaction.all(
            """
            SELECT tenant_id, kind, language, text FROM tenant_text
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY kind, language LIMIT \(Limits.textsPerTenant)
            """
        )
    }

    /// Writes it, or takes it away when the text is empty.
    static func set(
        _ kind: Kind,
        in language: LanguageTag,
        to text: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !text.isEmpty else {
            return try transaction.run(
                """
                DELETE FROM tenant_text
                WHERE tenant_id = \(transaction.tenant) AND kind = \(kind.rawValue)
                  AND language = \(language.text)
                """
            )
        }
        try transaction.run(
            """
            INSERT INTO tenant_text (tenant_id, kind, language, text)
            VALUES (\(transaction.tenant), \(kind.rawValue), \(language.text), \(text))
            ON CONFLICT (tenant_id, kind, language) DO UPDATE SET text = excluded.text
            """
        )
    }
}

extension [TenantTextStore.Row] {
    /// The texts of one kind, by their language.
    func texts(_ kind: TenantTextStore.Kind) -> [LanguageTag: String] {
        reduce(into: [:]) { texts, row in
            if row.kind == kind, let language = row.language { texts[language] = row.text }
        }
    }
}
