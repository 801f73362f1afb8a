import Storage

/// The history of what is kept of people who want to be told by email how a petition fares.
///
/// It stands apart from signatures: no column of it is one of theirs, and nobody can tell from a row whether its
/// reader has signed.
enum PetitionFollowerMigrations {
    /// `mailbox` is a keyed hash of the address for this petition alone, so rows of one reader at two petitions
    /// have nothing in common; `network` is one of this hour, and goes when the address is confirmed.
    static let createFollower = Migration(
        "petitions/2026-12-06-create-follower",
        """
        CREATE TABLE petition_follower (
            tenant_id    ID      NOT NULL,
            space_id     COUNT   NOT NULL,
            petition_id  COUNT   NOT NULL,
            mailbox      BYTES   NOT NULL,
            email        BYTES   NOT NULL,
            language     TEXT    NOT NULL,
            origin       TEXT    NOT NULL,
            network      BYTES,
            asked_at     INSTANT NOT NULL,
            confirmed_at INSTANT,
            told         COUNT   NOT NULL,
            next_at      INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id, mailbox),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE INDEX petition_follower_told ON petition_follower (
            tenant_id, space_id, petition_id, told, next_at
        );
        CREATE INDEX petition_follower_asked ON petition_follower (tenant_id, space_id, asked_at)
            WHERE confirmed_at IS NULL;
        CREATE INDEX petition_follower_network ON petition_follower (
            tenant_id, space_id, network
        );
        CREATE TABLE petition_news (
            tenant_id    ID      NOT NULL,
            space_id     COUNT   NOT NULL,
            petition_id  COUNT   NOT NULL,
            event_number COUNT   NOT NULL,
            due_at       INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, petition_id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE INDEX petition_news_due ON petition_news (tenant_id, space_id, due_at);
        """,
        access: [
            TableAccess(
                "petition_follower",
                .add,
                .change(
                    "email",
                    "language",
                    "origin",
                    "network",
                    "asked_at",
                    "confirmed_at",
                    "told",
                    "next_at"
                ),
                .remove
            ),
            TableAccess("petition_news", .add, .change("event_number", "due_at"), .remove),
        ]
    )
}
