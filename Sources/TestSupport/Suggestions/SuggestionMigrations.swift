import Storage

/// The history of this module's tables.
enum SuggestionMigrations {
    static let all = [createSuggestion]

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
}
