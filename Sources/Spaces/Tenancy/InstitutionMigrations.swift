import Storage

/// The history of what an institution writes of itself beside its name: its legal pages and its home page.
enum InstitutionMigrations {
    static let all = [createLegalPages, createHome, addBuiltInVersions]

    /// A version without a beginning is a draft; there is at most one that is not in force yet.
    private static let createLegalPages = Migration(
        "spaces/2026-11-30-create-legal-pages",
        """
        CREATE TABLE legal_version (
            tenant_id   ID      NOT NULL REFERENCES tenant (id),
            page        TEXT    NOT NULL,
            number      COUNT   NOT NULL CHECK (number > 0),
            in_force_at INSTANT,
            PRIMARY KEY (tenant_id, page, number)
        );
        CREATE TABLE legal_text (
            tenant_id ID    NOT NULL,
            page      TEXT  NOT NULL,
            number    COUNT NOT NULL,
            language  TEXT  NOT NULL,
            source    TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, page, number, language),
            FOREIGN KEY (tenant_id, page, number)
                REFERENCES legal_version (tenant_id, page, number)
        );
        """,
        access: [
            TableAccess("legal_version", .add, .change("in_force_at"), isOpen: true),
            TableAccess("legal_text", .add, .change("source"), .remove),
        ]
    )

    /// A version may be the text that comes with the program: it has none of its own then.
    private static let addBuiltInVersions = Migration(
        "spaces/2026-11-30-add-built-in-versions",
        """
        ALTER TABLE legal_version ADD COLUMN built_in BOOLEAN NOT NULL DEFAULT FALSE;
        """,
        access: [TableAccess("legal_version", .change("built_in"))]
    )

    /// What the home page says and shows; languages and the order of spaces change with it.
    private static let createHome = Migration(
        "spaces/2026-11-30-create-home",
        """
        CREATE TABLE home_text (
            tenant_id ID   NOT NULL REFERENCES tenant (id),
            language  TEXT NOT NULL,
            source    TEXT NOT NULL,
            PRIMARY KEY (tenant_id, language)
        );
        CREATE TABLE home_figure (
            tenant_id ID    NOT NULL,
            position  COUNT NOT NULL CHECK (position BETWEEN 1 AND 3),
            space_id  COUNT NOT NULL,
            name      TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, position),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [
            TableAccess("home_text", .add, .change("source"), .remove),
            TableAccess("home_figure", .add, .remove),
            TableAccess("tenant", .change("languages")),
            TableAccess("space", .change("position")),
        ]
    )
}
