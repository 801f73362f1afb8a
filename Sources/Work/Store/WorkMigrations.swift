package import Storage

/// The history of the table of work.
package enum WorkMigrations {
    package static let all = [createWork]

    private static let createWork = Migration(
        "work/2026-11-29-create-work-item",
        """
        CREATE TABLE work_item (
            tenant_id  ID      NOT NULL,
            id         ID      NOT NULL,
            kind       TEXT    NOT NULL,
            -- 0 for the institution itself
            space_id   COUNT   NOT NULL,
            member_id  ID      NOT NULL,
            state      TEXT    NOT NULL,
            run        TEXT,
            created_at INSTANT NOT NULL,
            next_at    INSTANT NOT NULL,
            tries      COUNT   NOT NULL,
            done       COUNT   NOT NULL,
            total      COUNT   NOT NULL,
            -- of its file, in the room of its space
            bytes      COUNT   NOT NULL,
            expires_at INSTANT NOT NULL,
            input      BYTES   NOT NULL,
            words      BYTES,
            file_id    ID,
            PRIMARY KEY (tenant_id, id),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX work_item_waiting ON work_item (tenant_id, next_at, id)
            WHERE state = 'waiting';
        CREATE INDEX work_item_member ON work_item (tenant_id, member_id, id);
        CREATE INDEX work_item_result ON work_item (tenant_id, space_id, id) WHERE bytes > 0;
        CREATE INDEX work_item_expiry ON work_item (tenant_id, expires_at, id);
        """,
        // Shared transactions see which institutions have work waiting; what it is about is sealed.
        access: [
            TableAccess(
                "work_item",
                .add,
                .change(
                    "state",
                    "run",
                    "next_at",
                    "tries",
                    "done",
                    "total",
                    "bytes",
                    "expires_at",
                    "words",
                    "file_id"
                ),
                .remove,
                isOpen: true
            )
        ]
    )
}
