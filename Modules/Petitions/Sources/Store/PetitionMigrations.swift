import Storage

/// The history of this module's tables; what the office and followers add to it stands in files of their own.
enum PetitionMigrations {
    static let all = [
        createPetition, PetitionOfficeMigrations.createCatalogues,
        PetitionOfficeMigrations.createOffice, PetitionOfficeMigrations.indexQueue,
        PetitionFollowerMigrations.createFollower,
    ]

    /// `petition_line` holds what lists are filtered and ordered by and what every batch of signatures moves,
    /// in short rows; keys stand in a table of their own: they can be destroyed, and never exchanged.
    private static let createPetition = Migration(
        "petitions/2026-12-06-create-petition",
        """
        CREATE TABLE petition_numbering (
            tenant_id   ID    NOT NULL,
            space_id    COUNT NOT NULL,
            last_number COUNT NOT NULL,
            PRIMARY KEY (tenant_id, space_id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE petition (
            tenant_id        ID      NOT NULL,
            space_id         COUNT   NOT NULL,
            id               COUNT   NOT NULL CHECK (id > 0),
            stage            TEXT    NOT NULL,
            stage_since      INSTANT NOT NULL,
            due_at           INSTANT,
            author_id        ID,
            is_author_shown  BOOLEAN NOT NULL,
            language         TEXT    NOT NULL,
            title            TEXT    NOT NULL,
            body             TEXT    NOT NULL,
            ask              TEXT,
            theme            TEXT,
            created_at       INSTANT NOT NULL,
            submitted_at     INSTANT,
            published_at     INSTANT,
            closes_at        INSTANT,
            paused_at        INSTANT,
            reached_at       INSTANT,
            ended_at         INSTANT,
            key_due_at       INSTANT,
            key_destroyed_at INSTANT,
            supporters_hash  BYTES,
            joined_to        COUNT,
            refusal          JSON,
            decision         JSON,
            legislature      TEXT,
            terms            JSON    NOT NULL,
            is_shown         BOOLEAN NOT NULL,
            mark             COUNT   NOT NULL,
            claimed_by       ID,
            claimed_until    INSTANT,
            assigned_to      ID,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX petition_author ON petition (tenant_id, space_id, author_id, id);
        CREATE INDEX petition_stage ON petition (tenant_id, space_id, stage, due_at, id);
        CREATE INDEX petition_end ON petition (tenant_id, space_id, stage, closes_at, id);
        CREATE INDEX petition_key_due ON petition (tenant_id, space_id, key_due_at, id);
        CREATE INDEX petition_claim ON petition (tenant_id, space_id, claimed_by);
        CREATE INDEX petition_assigned ON petition (tenant_id, space_id, assigned_to);
        CREATE INDEX petition_joined ON petition (tenant_id, space_id, joined_to, id);
        CREATE TABLE petition_key (
            tenant_id   ID    NOT NULL,
            space_id    COUNT NOT NULL,
            petition_id COUNT NOT NULL,
            wrapped     BYTES NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE TABLE petition_line (
            tenant_id    ID      NOT NULL,
            space_id     COUNT   NOT NULL,
            id           COUNT   NOT NULL,
            list         TEXT    NOT NULL,
            stage        TEXT    NOT NULL,
            theme        TEXT    NOT NULL,
            ask          TEXT    NOT NULL,
            published_at INSTANT,
            closes_at    INSTANT,
            ended_at     INSTANT,
            waits_since  INSTANT,
            signatures   COUNT   NOT NULL DEFAULT 0,
            shown_count  COUNT   NOT NULL DEFAULT 0,
            shown_until  INSTANT NOT NULL DEFAULT 0,
            day          COUNT   NOT NULL DEFAULT 0,
            day_base     COUNT   NOT NULL DEFAULT 0,
            day_count    COUNT   NOT NULL DEFAULT 0,
            up_at        COUNT   NOT NULL,
            down_at      COUNT   NOT NULL,
            check_at     INSTANT,
            alarm_at     INSTANT,
            alarm        TEXT,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id, id) REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE INDEX petition_line_newest ON petition_line (
            tenant_id, space_id, list, published_at, id, closes_at, theme
        );
        CREATE INDEX petition_line_signed ON petition_line (
            tenant_id, space_id, list, shown_count, id, closes_at, theme
        );
        CREATE INDEX petition_line_closing ON petition_line (
            tenant_id, space_id, list, closes_at, id, theme
        );
        CREATE INDEX petition_line_waiting ON petition_line (
            tenant_id, space_id, waits_since, id, theme
        );
        CREATE INDEX petition_line_today ON petition_line (
            tenant_id, space_id, list, day, day_count, id, closes_at, theme
        );
        CREATE INDEX petition_line_check ON petition_line (tenant_id, space_id, check_at, id);
        CREATE INDEX petition_line_alarm ON petition_line (tenant_id, space_id, alarm_at, id);
        CREATE TABLE petition_crossing (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            threshold   COUNT   NOT NULL,
            reached_at  INSTANT NOT NULL,
            fell_at     INSTANT,
            PRIMARY KEY (tenant_id, space_id, petition_id, threshold),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE TABLE petition_event (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            at          INSTANT NOT NULL,
            kind        TEXT    NOT NULL,
            step        TEXT,
            threshold   COUNT,
            counted     COUNT,
            texts       JSON    NOT NULL,
            file        TEXT,
            url         TEXT,
            day         COUNT,
            is_public   BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, number),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE TABLE petition_file (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            file        TEXT    NOT NULL,
            name        TEXT    NOT NULL,
            bytes       COUNT   NOT NULL,
            added_at    INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, file),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE TABLE petition_version (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            title       TEXT    NOT NULL,
            body        TEXT    NOT NULL,
            ask         TEXT,
            theme       TEXT,
            at          INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, number),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        """,
        access: rights
    )

    private static let rights = [
        TableAccess("petition_numbering", .add, .change("last_number")),
        TableAccess(
            "petition",
            .add,
            .change(
                "stage",
                "stage_since",
                "due_at",
                "author_id",
                "is_author_shown",
                "title",
                "body",
                "ask",
                "theme"
            ),
            .change(
                "submitted_at",
                "published_at",
                "closes_at",
                "paused_at",
                "reached_at",
                "ended_at",
                "key_due_at",
                "key_destroyed_at",
                "supporters_hash",
                "joined_to"
            ),
            .change(
                "refusal",
                "decision",
                "legislature",
                "terms",
                "is_shown",
                "mark",
                "claimed_by",
                "claimed_until",
                "assigned_to"
            ),
            // Of drafts alone.
            .remove
        ),
        TableAccess("petition_key", .add, .remove),
        TableAccess(
            "petition_line",
            .add,
            .change(
                "list",
                "stage",
                "theme",
                "ask",
                "published_at",
                "closes_at",
                "ended_at",
                "waits_since"
            ),
            .change(
                "signatures",
                "shown_count",
                "shown_until",
                "day",
                "day_base",
                "day_count",
                "up_at",
                "down_at",
                "check_at",
                "alarm_at",
                "alarm"
            ),
            .remove
        ),
        TableAccess("petition_crossing", .add, .change("reached_at", "fell_at")),
        TableAccess("petition_event", .add, .change("is_public"), .remove),
        TableAccess("petition_file", .add, .change("name"), .remove),
        TableAccess("petition_version", .add, .remove),
    ]
}
