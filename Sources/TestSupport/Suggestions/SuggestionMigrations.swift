import Storage

/// The history of this module's tables.
enum SuggestionMigrations {
    static let all = [createSuggestion, countSuggestions]

    private static let createSuggestion = Migration(
        "suggestions/2026-11-29-create-suggestion",
        """
        CREATE TABLE suggestion (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            id         COUNT   NOT NULL,
            text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
            state      TEXT    NOT NULL,
            entered_at INSTANT NOT NULL,
            author_id  ID,
            thanks     COUNT   NOT NULL,
            is_hidden  BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX suggestion_state ON suggestion (tenant_id, space_id, state, entered_at);
        CREATE INDEX suggestion_author ON suggestion (tenant_id, space_id, author_id);
        """,
        access: [
            TableAccess(
                "suggestion",
                .add,
                .change("state", "entered_at", "author_id", "thanks", "is_hidden")
            )
        ]
    )

    /// What statistics read: numbers that move with what they count.
    private static let countSuggestions = Migration(
        "suggestions/2026-11-30-count-suggestions",
        """
        CREATE TABLE suggestion_state_count (
            tenant_id        ID    NOT NULL,
            space_id         COUNT NOT NULL,
            state            TEXT  NOT NULL,
            suggestion_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, state),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE suggestion_day_count (
            tenant_id        ID    NOT NULL,
            space_id         COUNT NOT NULL,
            day              COUNT NOT NULL,
            suggestion_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, day),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        INSERT INTO suggestion_state_count (tenant_id, space_id, state, suggestion_count)
        SELECT tenant_id, space_id, state, count(*) FROM suggestion
        WHERE NOT is_hidden
        GROUP BY tenant_id, space_id, state
        ON CONFLICT (tenant_id, space_id, state) DO NOTHING;
        """,
        access: [
            TableAccess("suggestion_state_count", .add, .change("suggestion_count")),
            TableAccess("suggestion_day_count", .add, .change("suggestion_count")),
        ]
    )
}
