package import Storage

/// The history of the tables of files.
package enum FileMigrations {
    package static let all = [createFile]

    private static let createFile = Migration(
        "files/2026-11-29-create-file",
        """
        CREATE TABLE file (
            tenant_id    ID      NOT NULL,
            space_id     COUNT   NOT NULL,
            id           ID      NOT NULL,
            digest       BYTES   NOT NULL CHECK (length(digest) = 32),
            kind         TEXT    NOT NULL,
            name         TEXT    NOT NULL,
            bytes        COUNT   NOT NULL CHECK (bytes > 0),
            sent_bytes   COUNT   NOT NULL CHECK (sent_bytes > 0),
            width        COUNT,
            height       COUNT,
            created_at   INSTANT NOT NULL,
            holder       BYTES,
            subject_kind TEXT,
            subject_id   TEXT,
            PRIMARY KEY (tenant_id, space_id, id),
            CHECK ((holder IS NULL) = (subject_id IS NOT NULL)),
            CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
        );
        CREATE INDEX file_subject ON file (tenant_id, space_id, subject_kind, subject_id, id)
            WHERE subject_id IS NOT NULL;
        CREATE INDEX file_holder ON file (tenant_id, space_id, holder, created_at)
            WHERE subject_id IS NULL;
        CREATE INDEX file_waiting ON file (created_at, tenant_id, space_id)
            WHERE subject_id IS NULL;
        CREATE INDEX file_oldest ON file (tenant_id, space_id, created_at)
            WHERE subject_id IS NULL;
        CREATE TABLE file_content (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            digest     BYTES   NOT NULL CHECK (length(digest) = 32),
            uses       COUNT   NOT NULL CHECK (uses >= 0),
            touched_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, digest)
        );
        CREATE INDEX file_content_unused ON file_content (touched_at, tenant_id, space_id)
            WHERE uses = 0;
        CREATE TABLE file_part (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            digest    BYTES NOT NULL,
            number    COUNT NOT NULL,
            bytes     BYTES NOT NULL,
            PRIMARY KEY (tenant_id, space_id, digest, number)
        );
        CREATE TABLE file_room (
            tenant_id     ID    NOT NULL,
            space_id      COUNT NOT NULL,
            bytes         COUNT NOT NULL CHECK (bytes >= 0),
            waiting_bytes COUNT NOT NULL CHECK (waiting_bytes BETWEEN 0 AND bytes),
            quota         COUNT CHECK (quota >= 0),
            PRIMARY KEY (tenant_id, space_id)
        );
        """,
        // Shared transactions see where files wait that belong to nothing, and where parts were left.
        access: [
            TableAccess(
                "file",
                .add,
                .change("holder", "subject_kind", "subject_id"),
                .remove,
                isOpen: true
            ),
            TableAccess(
                "file_content",
                .add,
                .change("uses", "touched_at"),
                .remove,
                isOpen: true
            ),
            TableAccess("file_part", .add, .remove),
            TableAccess("file_room", .add, .change("bytes", "waiting_bytes", "quota")),
        ]
    )
}
