import Storage

/// The history of the table of steps.
enum WorkflowMigrations {
    static let all = [createStep]

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
}
