package import Storage

/// The history of the tables of jobs.
package enum JobMigrations {
    package static let all = [createJob, createAgenda]

    private static let createJob = Migration(
        "jobs/2026-11-22-create-job",
        """
        CREATE TABLE job (
            id            ID      NOT NULL PRIMARY KEY,
            next_at       INSTANT NOT NULL,
            claimed_by    TEXT,
            claimed_until INSTANT,
            started_at    INSTANT,
            finished_at   INSTANT,
            succeeded_at  INSTANT,
            summary       TEXT,
            failure       TEXT,
            failures      COUNT   NOT NULL DEFAULT 0,
            run_count     COUNT   NOT NULL DEFAULT 0
        );
        """,
        access: [
            TableAccess(
                "job",
                .add,
                .change(
                    "next_at",
                    "claimed_by",
                    "claimed_until",
                    "started_at",
                    "finished_at",
                    "succeeded_at",
                    "summary",
                    "failure",
                    "failures",
                    "run_count"
                )
            )
        ]
    )

    private static let createAgenda = Migration(
        "jobs/2026-11-29-create-agenda",
        """
        CREATE TABLE agenda (
            tenant_id ID      NOT NULL,
            -- 0 for the institution itself
            space_id  COUNT   NOT NULL,
            job       ID      NOT NULL,
            due_at    INSTANT,
            seen_at   INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, job)
        );
        CREATE INDEX agenda_due ON agenda (job, due_at);
        CREATE INDEX agenda_seen ON agenda (job, seen_at);
        """,
        // Shared transactions see in which spaces a job has something to do, and nothing of what it is.
        access: [TableAccess("agenda", .add, .change("due_at", "seen_at"), isOpen: true)]
    )
}
