import Storage

/// The history of this module's tables.
enum InitiativeMigrations {
    static let all = [
        createInitiative, showLater, keepKeysApart, noteDeliveries, moveCountsCheaply,
        DossierMigrations.keepDossiers, countStages,
    ]

    /// `initiative_line` holds what lists are filtered and ordered by, in short rows: a list is walked in
    /// one of its indexes, and texts are read of the rows that are shown.
    private static let createInitiative = Migration(
        "initiatives/2026-11-21-create-initiative",
        """
        CREATE TABLE initiative (
            tenant_id       ID      NOT NULL,
            space_id        COUNT   NOT NULL,
            id              ID      NOT NULL,
            title           TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
            objectives      TEXT    NOT NULL,
            is_shortened    BOOLEAN NOT NULL,
            annex           TEXT,
            language        TEXT    NOT NULL,
            stage           TEXT    NOT NULL,
            first_day       COUNT,
            last_day        COUNT,
            opens_at        INSTANT,
            closes_at       INSTANT,
            ended_at        INSTANT,
            registered_on   COUNT   NOT NULL,
            answered_on     COUNT,
            answer_url      TEXT,
            register_url    TEXT    NOT NULL,
            presentation    JSON    NOT NULL,
            reported_total  COUNT,
            fingerprint_key BYTES,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE INDEX initiative_newest ON initiative (tenant_id, space_id, registered_on, id);
        CREATE INDEX initiative_closing ON initiative (tenant_id, space_id, stage, closes_at, id);
        CREATE TABLE initiative_line (
            tenant_id     ID    NOT NULL,
            space_id      COUNT NOT NULL,
            id            ID    NOT NULL,
            stage         TEXT  NOT NULL,
            opens_at      INSTANT,
            ends_at       INSTANT,
            registered_on COUNT NOT NULL,
            reported      COUNT NOT NULL,
            total         COUNT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id, id) REFERENCES initiative (tenant_id, space_id, id)
        );
        CREATE INDEX initiative_line_newest ON initiative_line (
            tenant_id, space_id, registered_on, id, stage, opens_at, ends_at
        );
        CREATE INDEX initiative_line_signed ON initiative_line (
            tenant_id, space_id, total, id, stage, opens_at, ends_at
        );
        CREATE INDEX initiative_line_ending ON initiative_line (
            tenant_id, space_id, ends_at, id, stage, opens_at
        );
        CREATE INDEX initiative_line_stage ON initiative_line (
            tenant_id, space_id, stage, opens_at, ends_at, total
        );
        CREATE TABLE initiative_reported (
            tenant_id       ID    NOT NULL,
            space_id        COUNT NOT NULL,
            initiative_id   ID    NOT NULL,
            state           TEXT  NOT NULL,
            statement_count COUNT NOT NULL CHECK (statement_count >= 0),
            PRIMARY KEY (tenant_id, space_id, initiative_id, state),
            FOREIGN KEY (tenant_id, space_id, initiative_id)
                REFERENCES initiative (tenant_id, space_id, id)
        );
        CREATE TABLE authority_key (
            tenant_id     ID      NOT NULL,
            space_id      COUNT   NOT NULL,
            state         TEXT    NOT NULL,
            key_id        TEXT    NOT NULL,
            public_key    BYTES   NOT NULL,
            registered_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, state, key_id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [
            TableAccess(
                "initiative",
                .add,
                .change(
                    "stage",
                    "first_day",
                    "last_day",
                    "opens_at",
                    "closes_at",
                    "ended_at",
                    "answered_on",
                    "answer_url"
                )
            ),
            TableAccess(
                "initiative_line",
                .add,
                .change("stage", "opens_at", "ends_at", "total")
            ),
            TableAccess("initiative_reported", .add),
            TableAccess("authority_key", .add),
        ]
    )

    /// Lists are in the order of what a line shows: the address of a next page names that figure.
    private static let showLater = Migration(
        "initiatives/2026-12-01-show-later",
        """
        ALTER TABLE initiative_line ADD COLUMN shown_count COUNT NOT NULL DEFAULT 0;
        ALTER TABLE initiative_line ADD COLUMN shown_until INSTANT NOT NULL DEFAULT 0;
        UPDATE initiative_line SET shown_count = total WHERE TRUE;
        DROP INDEX initiative_line_signed;
        DROP INDEX initiative_line_stage;
        CREATE INDEX initiative_line_signed ON initiative_line (
            tenant_id, space_id, shown_count, id, stage, opens_at, ends_at
        );
        CREATE INDEX initiative_line_stage ON initiative_line (
            tenant_id, space_id, stage, opens_at, ends_at, total, shown_count, shown_until
        );
        """,
        access: [TableAccess("initiative_line", .change("shown_count", "shown_until"))]
    )

    /// A count that every batch moves stands in no index; what is shown moves once a minute.
    private static let moveCountsCheaply = Migration(
        "initiatives/2026-12-02-move-counts-cheaply",
        """
        DROP INDEX initiative_line_stage;
        CREATE INDEX initiative_line_stage ON initiative_line (
            tenant_id, space_id, stage, opens_at, ends_at
        );
        """
    )

    /// How many initiatives are in each stage: counted when one goes on, not when a list is read.
    private static let countStages = Migration(
        "initiatives/2026-12-06-count-stages",
        """
        CREATE TABLE initiative_stage (
            tenant_id   ID    NOT NULL,
            space_id    COUNT NOT NULL,
            stage       TEXT  NOT NULL,
            initiatives COUNT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, stage),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        INSERT INTO initiative_stage (tenant_id, space_id, stage, initiatives)
        SELECT tenant_id, space_id, stage, count(*) FROM initiative_line WHERE TRUE
        GROUP BY tenant_id, space_id, stage
        ON CONFLICT (tenant_id, space_id, stage) DO NOTHING;
        """,
        access: [TableAccess("initiative_stage", .add, .change("initiatives"))]
    )

    /// Keys of fingerprints stand in a table of their own: they can be destroyed, and never exchanged.
    private static let keepKeysApart = Migration(
        "initiatives/2026-12-01-keep-keys-apart",
        """
        CREATE TABLE initiative_key (
            tenant_id     ID    NOT NULL,
            space_id      COUNT NOT NULL,
            initiative_id ID    NOT NULL,
            wrapped       BYTES NOT NULL,
            PRIMARY KEY (tenant_id, space_id, initiative_id),
            FOREIGN KEY (tenant_id, space_id, initiative_id)
                REFERENCES initiative (tenant_id, space_id, id)
        );
        INSERT INTO initiative_key (tenant_id, space_id, initiative_id, wrapped)
        SELECT tenant_id, space_id, id, fingerprint_key FROM initiative
        WHERE fingerprint_key IS NOT NULL
        ON CONFLICT (tenant_id, space_id, initiative_id) DO NOTHING;
        ALTER TABLE initiative DROP COLUMN fingerprint_key;
        """,
        access: [TableAccess("initiative_key", .add, .remove)]
    )

    /// Which authorities have all statements of their state with the key that belongs to them.
    private static let noteDeliveries = Migration(
        "initiatives/2026-12-02-note-deliveries",
        """
        CREATE TABLE initiative_delivery (
            tenant_id       ID      NOT NULL,
            space_id        COUNT   NOT NULL,
            initiative_id   ID      NOT NULL,
            state           TEXT    NOT NULL,
            statement_count COUNT   NOT NULL,
            delivered_at    INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, initiative_id, state),
            FOREIGN KEY (tenant_id, space_id, initiative_id)
                REFERENCES initiative (tenant_id, space_id, id)
        );
        """,
        access: [
            TableAccess("initiative_delivery", .add, .change("statement_count", "delivered_at"))
        ]
    )
}
