package import Storage

/// The history of the tables of notifications.
package enum NotificationMigrations {
    package static let all = [createNotification]

    private static let createNotification = Migration(
        "notifications/2026-11-29-create-notification",
        """
        CREATE TABLE notification (
            tenant_id     ID      NOT NULL,
            id            ID      NOT NULL,
            member_id     ID      NOT NULL,
            kind          TEXT    NOT NULL,
            subject_space COUNT   NOT NULL,
            subject_kind  TEXT    NOT NULL,
            subject_id    TEXT    NOT NULL,
            merge_key     BYTES   NOT NULL CHECK (length(merge_key) = 32),
            details       BYTES   NOT NULL,
            times         COUNT   NOT NULL,
            happened_at   INSTANT NOT NULL,
            due_at        INSTANT NOT NULL,
            -- how often no letter could be written of it
            failures      COUNT   NOT NULL,
            PRIMARY KEY (tenant_id, id),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE UNIQUE INDEX notification_equal
            ON notification (tenant_id, member_id, kind, merge_key);
        CREATE INDEX notification_due ON notification (tenant_id, due_at, id);
        CREATE TABLE notification_wish (
            tenant_id ID   NOT NULL,
            member_id ID   NOT NULL,
            kind      TEXT NOT NULL,
            rhythm    TEXT NOT NULL,
            PRIMARY KEY (tenant_id, member_id, kind),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        """,
        access: [
            TableAccess(
                "notification",
                .add,
                .change("times", "happened_at", "due_at", "failures"),
                .remove
            ),
            TableAccess("notification_wish", .add, .change("rhythm"), .remove),
        ]
    )
}
