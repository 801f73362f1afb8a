import Storage

/// The history of the tables in which an institution keeps what it sets and notes of petitions.
enum PetitionOfficeMigrations {
    /// What can be chosen, and how many signatures have which effect.
    static let createCatalogues = Migration(
        "petitions/2026-12-06-create-catalogues",
        """
        CREATE TABLE petition_choice (
            tenant_id        ID      NOT NULL,
            space_id         COUNT   NOT NULL,
            kind             TEXT    NOT NULL,
            key              TEXT    NOT NULL,
            position         COUNT   NOT NULL,
            texts            JSON    NOT NULL,
            is_hidden_reason BOOLEAN NOT NULL,
            is_used          BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, space_id, kind, key),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE petition_threshold (
            tenant_id     ID    NOT NULL,
            space_id      COUNT NOT NULL,
            number        COUNT NOT NULL CHECK (number > 0),
            needed        COUNT NOT NULL CHECK (needed > 0),
            territories   COUNT NOT NULL,
            per_territory COUNT NOT NULL,
            effect        TEXT  NOT NULL,
            days          COUNT NOT NULL,
            texts         JSON  NOT NULL,
            PRIMARY KEY (tenant_id, space_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [
            TableAccess(
                "petition_choice",
                .add,
                .change("position", "texts", "is_hidden_reason", "is_used")
            ),
            TableAccess(
                "petition_threshold",
                .add,
                .change("needed", "territories", "per_territory", "effect", "days", "texts"),
                .remove
            ),
        ]
    )

    /// What staff note, and what they take out of public counts; from where signatures came stays a day.
    static let createOffice = Migration(
        "petitions/2026-12-06-create-office",
        """
        CREATE TABLE petition_note (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            member_id   ID,
            sealed      BYTES   NOT NULL,
            at          INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, number),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE INDEX petition_note_member ON petition_note (tenant_id, space_id, member_id);
        CREATE TABLE petition_tag (
            tenant_id   ID    NOT NULL,
            space_id    COUNT NOT NULL,
            petition_id COUNT NOT NULL,
            tag         TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, tag),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE INDEX petition_tag_used ON petition_tag (tenant_id, space_id, tag, petition_id);
        CREATE TABLE petition_trace (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            entry_key   BYTES   NOT NULL,
            network     BYTES   NOT NULL,
            domain      BYTES   NOT NULL,
            at          INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, entry_key),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE INDEX petition_trace_old ON petition_trace (tenant_id, space_id, at);
        CREATE INDEX petition_trace_time ON petition_trace (tenant_id, space_id, petition_id, at);
        CREATE TABLE petition_invalidation (
            tenant_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            petition_id COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            kind        TEXT    NOT NULL,
            stream      BYTES   NOT NULL,
            from_at     INSTANT NOT NULL,
            until_at    INSTANT NOT NULL,
            rule        BYTES   NOT NULL,
            anomalies   TEXT    NOT NULL,
            found_count COUNT   NOT NULL,
            state       TEXT    NOT NULL,
            reason      TEXT    NOT NULL,
            proposed_by ID,
            proposed_at INSTANT NOT NULL,
            decided_by  ID,
            decided_at  INSTANT,
            PRIMARY KEY (tenant_id, space_id, petition_id, number),
            FOREIGN KEY (tenant_id, space_id, petition_id)
                REFERENCES petition (tenant_id, space_id, id)
        );
        CREATE INDEX petition_invalidation_proposed
            ON petition_invalidation (tenant_id, space_id, proposed_by);
        CREATE INDEX petition_invalidation_decided
            ON petition_invalidation (tenant_id, space_id, decided_by);
        """,
        access: [
            TableAccess("petition_note", .add, .change("member_id"), .remove),
            TableAccess("petition_tag", .add, .remove),
            TableAccess("petition_trace", .add, .remove),
            TableAccess(
                "petition_invalidation",
                .add,
                .change(
                    "anomalies",
                    "found_count",
                    "state",
                    "proposed_by",
                    "decided_by",
                    "decided_at"
                )
            ),
        ]
    )

    /// What the office looks through beside the tables themselves.
    static let indexQueue = Migration(
        "petitions/2026-12-07-index-queue",
        """
        CREATE INDEX petition_queue ON petition (tenant_id, space_id, stage, stage_since, id);
        CREATE INDEX petition_invalidation_state
            ON petition_invalidation (tenant_id, space_id, state, petition_id, number);
        """
    )
}
