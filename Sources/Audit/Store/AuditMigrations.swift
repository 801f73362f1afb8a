package import Storage

/// The history of the audit's tables.
package enum AuditMigrations {
    package static let all = [createAudit, findByTime]

    private static let createAudit = Migration(
        "audit/2026-11-29-create-audit",
        """
        CREATE TABLE audit_entry (
            tenant_id  ID      NOT NULL REFERENCES tenant (id),
            number     COUNT   NOT NULL CHECK (number > 0),
            at         INSTANT NOT NULL,
            actor      TEXT    NOT NULL,
            space_id   COUNT   NOT NULL,
            kind       TEXT    NOT NULL,
            subject_id TEXT    NOT NULL,
            action     TEXT    NOT NULL,
            details    JSON    NOT NULL,
            seal       BYTES   NOT NULL,
            PRIMARY KEY (tenant_id, number)
        );
        CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor, number);
        CREATE INDEX audit_entry_action ON audit_entry (tenant_id, action, number);
        CREATE INDEX audit_entry_subject
            ON audit_entry (tenant_id, space_id, kind, subject_id, number);
        CREATE TABLE audit_end (
            tenant_id ID    NOT NULL PRIMARY KEY REFERENCES tenant (id),
            number    COUNT NOT NULL,
            seal      BYTES NOT NULL,
            proof     BYTES NOT NULL
        );
        """,
        access: [
            TableAccess("audit_entry", .add, isForGood: true),
            TableAccess("audit_end", .add, .change("number", "seal", "proof")),
        ]
    )

    private static let findByTime = Migration(
        "audit/2026-11-30-find-by-time",
        "CREATE INDEX audit_entry_at ON audit_entry (tenant_id, at, number);"
    )
}
