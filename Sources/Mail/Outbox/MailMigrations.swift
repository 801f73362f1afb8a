package import Storage

/// The history of the tables of mail.
package enum MailMigrations {
    package static let all = [createOutbox]

    private static let createOutbox = Migration(
        "mail/2026-11-22-create-outbox",
        """
        CREATE TABLE mail (
            tenant_id     ID      NOT NULL,
            id            ID      NOT NULL,
            state         TEXT    NOT NULL,
            created_at    INSTANT NOT NULL,
            expires_at    INSTANT NOT NULL,
            next_at       INSTANT NOT NULL,
            attempts      COUNT   NOT NULL DEFAULT 0,
            recipient_key BYTES   NOT NULL CHECK (length(recipient_key) = 32),
            cause         TEXT    NOT NULL,
            network_key   BYTES,
            merge_key     BYTES,
            times         COUNT   NOT NULL DEFAULT 1,
            letter        BYTES,
            reply_code    COUNT,
            PRIMARY KEY (tenant_id, id)
        );
        CREATE INDEX mail_waiting ON mail (tenant_id, next_at, id) WHERE state = 'waiting';
        CREATE INDEX mail_recipient ON mail (tenant_id, recipient_key, cause, created_at);
        CREATE INDEX mail_created ON mail (tenant_id, created_at);
        CREATE TABLE mail_suspension (
            tenant_id     ID      NOT NULL,
            recipient_key BYTES   NOT NULL CHECK (length(recipient_key) = 32),
            reply_code    COUNT   NOT NULL,
            since         INSTANT NOT NULL,
            ends_at       INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, recipient_key)
        );
        CREATE INDEX mail_suspension_end ON mail_suspension (tenant_id, ends_at);
        CREATE TABLE mail_sender (
            tenant_id ID   NOT NULL PRIMARY KEY,
            address   TEXT,
            reply_to  TEXT
        );
        """,
        // Shared transactions see which institutions have letters waiting, and who sends them; what is
        // in a letter is sealed.
        access: [
            TableAccess(
                "mail",
                .add,
                .change("state", "next_at", "attempts", "letter", "reply_code", "times"),
                .remove,
                isOpen: true
            ),
            TableAccess(
                "mail_suspension",
                .add,
                .change("reply_code", "since", "ends_at"),
                .remove
            ),
            TableAccess(
                "mail_sender",
                .add,
                .change("address", "reply_to"),
                .remove,
                isOpen: true
            ),
        ]
    )
}
