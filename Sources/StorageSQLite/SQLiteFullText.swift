internal import Storage

/// Full text with FTS5: an index of its own beside the table, which keeps no second copy of the words.
///
/// No trigger keeps it in step: SQLite lets none touch an index while the schema of a file is not trusted,
/// and a file may come from elsewhere. So whoever writes a row says so (``added(_:)``, ``removing(_:)``).
///
/// <https://www.sqlite.org/fts5.html>
struct SQLiteFullText: FullText {
    /// The words are folded already: the tokenizer only parts them at spaces, and the stroke belongs to
    /// the word of the scope.
    ///
    /// Nothing asks where in a part a word stands (`detail`). Rows are added and
    /// removed, never changed.
    let index = """
        CREATE VIRTUAL TABLE search_words USING fts5(
            scope, title, text, annex, content = '\(FullTextTable.name)', content_rowid = 'number',
            tokenize = "ascii tokenchars '/-'", detail = 'column', prefix = '3'
        )
        """

    let names = """
        CREATE INDEX search_entry_name ON \(FullTextTable.name) (tenant_id, number, id)
        """

    /// The index is asked by ``exists(_:)`` as it is.
    let holds = "-- Nothing more is needed."

    func added(_ number: Int) -> SQL? {
        """
        INSERT INTO search_words (rowid, scope, title, text, annex)
        SELECT number, scope, title, text, annex FROM \(Self.table) WHERE number = \(number)
        """
    }

    func removing(_ number: Int) -> SQL? {
        """
        INSERT INTO search_words (search_words, rowid, scope, title, text, annex)
        SELECT 'delete', number, scope, title, text, annex FROM \(Self.table)
        WHERE number = \(number)
        """
    }

    let rebuilding: SQL? = "INSERT INTO search_words (search_words) VALUES ('rebuild')"

    func exists(_ question: FullTextQuestion) -> SQL {
        """
        EXISTS (
            SELECT 1 FROM search_words
            WHERE search_words MATCH \(Self.text(of: question))
        )
        """
    }

    /// Each tier reads the index from its highest number down and stops when it has enough.
    ///
    /// Left to itself the planner would find a name in the row, a page of words away from the next one.
    func best(_ question: FullTextQuestion, step: Int, most: Int) -> SQL? {
        guard Self.parts.indices.contains(step) else { return nil }
        return """
            SELECT entry.id, found.number, found.tier
            FROM (
                SELECT rowid AS number, \(step + 1) AS tier FROM search_words
                WHERE search_words MATCH \(Self.text(of: question, inTier: step))
                ORDER BY rowid DESC LIMIT \(most)
            ) AS found
            CROSS JOIN \(Self.table) AS entry INDEXED BY search_entry_name
            WHERE entry.tenant_id = \(question.tenant) AND entry.number = found.number
            """
    }

    private static let table: SQL = "search_entry"
    private static let parts = ["title", "title text", "title text annex"]

    /// A question in the words of FTS5; every word stands between quotation marks.
    private static func text(of question: FullTextQuestion) -> String {
        "scope : \"\(question.scope)\" AND \(text(of: question, in: parts[2]))"
    }

    /// The same of one tier, without those below it.
    private static func text(of question: FullTextQuestion, inTier tier: Int) -> String {
        let here = text(of: question, in: parts[tier])
        let found = tier == 0 ? here : "(\(here) NOT \(text(of: question, in: parts[tier - 1])))"
        return "scope : \"\(question.scope)\" AND \(found)"
    }

    /// All words in these parts together.
    private static func text(of question: FullTextQuestion, in parts: String) -> String {
        let terms = question.terms.map { forms in
            let texts = forms.map { "\"\($0.word)\"" + ($0.isBeginning ? " *" : "") }
            return "(" + texts.joined(separator: " OR ") + ")"
        }
        return "{\(parts)} : (\(terms.joined(separator: " AND ")))"
    }
}
