package import Storage

/// The history of the tables of search.
package enum SearchMigrations {
    package static let all = [createSearch, nameMatches, askIndex]

    /// A higher `number` was published later.
    ///
    /// It is unique in the whole installation, for engines that find a row by it alone.
    private static let createSearch = Migration(
        "search/2026-11-29-create-search",
        """
        CREATE TABLE search_entry (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            kind      TEXT  NOT NULL,
            id        ID    NOT NULL,
            number    COUNT NOT NULL,
            scope     TEXT  NOT NULL,
            title     TEXT  NOT NULL,
            text      TEXT  NOT NULL,
            annex     TEXT  NOT NULL,
            NUMBER_KEY,
            UNIQUE (tenant_id, space_id, kind, id)
        );
        CREATE INDEX search_entry_newest ON search_entry (tenant_id, space_id, kind, number);
        FULL_TEXT;
        CREATE TABLE search_word (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            kind      TEXT  NOT NULL,
            word      TEXT  NOT NULL,
            length    COUNT NOT NULL,
            head      TEXT  NOT NULL,
            tail      TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, space_id, kind, word)
        );
        CREATE INDEX search_word_head ON search_word (
            tenant_id, space_id, kind, length, head, word
        );
        CREATE INDEX search_word_tail ON search_word (
            tenant_id, space_id, kind, length, tail, word
        );
        """,
        access: [
            TableAccess("search_entry", .add, .remove),
            TableAccess("search_word", .add, .remove),
        ]
    )

    /// What is found is named without reading its words.
    private static let nameMatches = Migration("search/2026-11-30-name-matches", "FULL_TEXT_NAMES")

    /// Whether anything holds a word is asked of the index alone.
    private static let askIndex = Migration("search/2026-12-06-ask-index", "FULL_TEXT_HOLDS")
}
