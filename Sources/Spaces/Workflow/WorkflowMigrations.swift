import Storage

/// The history of the tables of steps, and of the rules that an institution has made of them.
enum WorkflowMigrations {
    static let all = [createStep, createRule]

    private static let createStep = Migration(
        "spaces/2026-11-29-create-workflow-step",
        """
        CREATE TABLE workflow_step (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            kind       TEXT    NOT NULL,
            subject_id TEXT    NOT NULL,
            number     COUNT   NOT NULL,
            step       TEXT    NOT NULL,
            from_state TEXT    NOT NULL,
            to_state   TEXT    NOT NULL,
            at         INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, kind, subject_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [TableAccess("workflow_step", .add)]
    )

    /// A decision about a step or a state stays as it was made; a later one takes its place.
    private static let createRule = Migration(
        "spaces/2026-12-09-create-rule",
        """
        CREATE TABLE space_rule (
            tenant_id      ID      NOT NULL,
            space_id       COUNT   NOT NULL,
            number         COUNT   NOT NULL CHECK (number > 0),
            at             INSTANT NOT NULL,
            workflow       TEXT    NOT NULL,
            part           TEXT    NOT NULL,
            name           TEXT    NOT NULL,
            is_left_out    BOOLEAN NOT NULL,
            parties        TEXT,
            days           COUNT,
            alerts         TEXT    NOT NULL,
            tells          TEXT,
            asks_reason    BOOLEAN NOT NULL,
            covers_running BOOLEAN NOT NULL,
            is_public      BOOLEAN NOT NULL,
            reason         TEXT    NOT NULL CHECK (length(reason) <= 300),
            PRIMARY KEY (tenant_id, space_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE space_rule_name (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            number    COUNT NOT NULL,
            language  TEXT  NOT NULL,
            text      TEXT  NOT NULL CHECK (length(text) BETWEEN 1 AND 80),
            PRIMARY KEY (tenant_id, space_id, number, language),
            FOREIGN KEY (tenant_id, space_id, number)
                REFERENCES space_rule (tenant_id, space_id, number)
        );
        CREATE TABLE workflow_watch (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            kind       TEXT    NOT NULL,
            watched_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, kind),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        ALTER TABLE workflow_step ADD COLUMN reason TEXT NOT NULL DEFAULT '';
        """,
        access: [
            TableAccess("space_rule", .add, isOpen: true),
            TableAccess("space_rule_name", .add, isOpen: true),
            TableAccess("workflow_watch", .add, .change("watched_at")),
        ]
    )
}
