import Kernel
import Storage

/// Every SQL text that touches `home_text` and `home_figure`.
enum HomeStore {
    static func texts(
        in transaction: inout Transaction
    ) throws(StorageError) -> [LanguageTag: String] {
        let rows: [TextRow] = try transaction.all(
            """
            SELECT language, source FROM home_text WHERE tenant_id = \(transaction.tenant)
            ORDER BY language LIMIT \(Limits.tenantLanguages)
            """
        )
        return rows.reduce(into: [:]) { texts, row in
            if let language = row.language { texts[language] = row.source }
        }
    }

    static func figures(
        in transaction: inout Transaction
    ) throws(StorageError) -> [HomeContent.Figure] {
        let rows: [FigureRow] = try transaction.all(
            """
            SELECT space_id, name FROM home_figure WHERE tenant_id = \(transaction.tenant)
            ORDER BY position LIMIT \(Limits.homeFigures)
            """
        )
        return rows.map(\.figure)
    }

    /// Writes a text, or takes it away when it is empty.
    static func set(
        _ source: String,
        in language: LanguageTag,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !source.isEmpty else {
            return try transaction.run(
                """
                DELETE FROM home_text
                WHERE tenant_id = \(transaction.tenant) AND language = \(language.text)
                """
            )
        }
        try transaction.run(
            """
            INSERT INTO home_text (tenant_id, language, source)
            VALUES (\(transaction.tenant), \(language.text), \(source))
            ON CONFLICT (tenant_id, language) DO UPDATE SET source = excluded.source
            """
        )
    }

    static func replace(
        with figures: [HomeContent.Figure],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run("DELETE FROM home_figure WHERE tenant_id = \(transaction.tenant)")
        for (index, figure) in figures.enumerated() {
            try transaction.run(
                """
                INSERT INTO home_figure (tenant_id, position, space_id, name)
                VALUES (\(transaction.tenant), \(index + 1), \(figure.space), \(figure.name))
                """
            )
        }
    }
}

private struct TextRow: RowReadable {
    let language: LanguageTag?
    let source: String

    init(reading row: inout RowReader) throws(StorageError) {
        language = LanguageTag(try row.next() as String)
        source = try row.next()
    }
}

private struct FigureRow: RowReadable {
    let figure: HomeContent.Figure

    init(reading row: inout RowReader) throws(StorageError) {
        figure = HomeContent.Figure(space: try row.next(), name: try row.next())
    }
}
