package import Storage

/// The history of the table of jobs.
package enum JobMigrations {
    package static let all = [createJob]

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
}
