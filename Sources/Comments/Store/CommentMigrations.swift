package import Storage

/// The history of the tables of comments.
package enum CommentMigrations {
    package static let all = [createComment, createPace]

    private static let createComment = Migration(
        "comments/2026-12-05-create-comment",
        """
        CREATE TABLE comment_thread (
            tenant_id     ID      NOT NULL,
            space_id      COUNT   NOT NULL,
            subject_kind  TEXT    NOT NULL,
            subject_id    TEXT    NOT NULL,
            last_place    COUNT   NOT NULL CHECK (last_place >= 0),
            total         COUNT   NOT NULL CHECK (total >= 0),
            for_count     COUNT   NOT NULL CHECK (for_count >= 0),
            against_count COUNT   NOT NULL CHECK (against_count >= 0),
            neutral_count COUNT   NOT NULL CHECK (neutral_count >= 0),
            is_closed     BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, space_id, subject_kind, subject_id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE comment (
            tenant_id     ID      NOT NULL,
            space_id      COUNT   NOT NULL,
            id            ID      NOT NULL,
            subject_kind  TEXT    NOT NULL,
            subject_id    TEXT    NOT NULL,
            place         COUNT   NOT NULL,
            -- of what it answers, or empty
            parent_id     ID      NOT NULL,
            stance        TEXT,
            text          TEXT    NOT NULL CHECK (length(text) <= 65536),
            language      TEXT,
            author_id     ID,
            visibility    TEXT    NOT NULL,
            is_listed     BOOLEAN NOT NULL,
            -- answers that are published
            replies       COUNT   NOT NULL CHECK (replies >= 0),
            -- earlier texts that are kept
            versions      COUNT   NOT NULL CHECK (versions >= 0),
            written_at    INSTANT NOT NULL,
            edited_at     INSTANT,
            published_at  INSTANT,
            PRIMARY KEY (tenant_id, space_id, id),
            FOREIGN KEY (tenant_id, space_id, subject_kind, subject_id)
                REFERENCES comment_thread (tenant_id, space_id, subject_kind, subject_id),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX comment_listed
            ON comment (tenant_id, space_id, subject_kind, subject_id, parent_id, place)
            WHERE is_listed;
        CREATE INDEX comment_answered
            ON comment (tenant_id, space_id, subject_kind, subject_id, parent_id, replies, place)
            WHERE is_listed AND parent_id = '';
        CREATE INDEX comment_author
            ON comment (tenant_id, space_id, author_id, subject_kind, subject_id, place);
        CREATE TABLE comment_version (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            comment_id ID      NOT NULL,
            number     COUNT   NOT NULL,
            text       TEXT    NOT NULL CHECK (length(text) <= 65536),
            written_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, comment_id, number),
            FOREIGN KEY (tenant_id, space_id, comment_id)
                REFERENCES comment (tenant_id, space_id, id)
        );
        """,
        access: [
            TableAccess(
                "comment_thread",
                .add,
                .change(
                    "last_place",
                    "total",
                    "for_count",
                    "against_count",
                    "neutral_count",
                    "is_closed"
                )
            ),
            TableAccess(
                "comment",
                .add,
                .change(
                    "text",
                    "author_id",
                    "visibility",
                    "is_listed",
                    "replies",
                    "versions",
                    "edited_at",
                    "published_at"
                )
            ),
            TableAccess("comment_version", .add, .remove),
        ]
    )

    private static let createPace = Migration(
        "comments/2026-12-12-create-pace",
        """
        CREATE TABLE comment_pace (
            tenant_id  ID      NOT NULL,
            space_id   COUNT   NOT NULL,
            member_id  ID      NOT NULL,
            -- when the hour began that is counted, and the day
            hour_from  INSTANT NOT NULL,
            hour_count COUNT   NOT NULL CHECK (hour_count > 0),
            day_from   INSTANT NOT NULL,
            day_count  COUNT   NOT NULL CHECK (day_count > 0),
            PRIMARY KEY (tenant_id, space_id, member_id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX comment_pace_member ON comment_pace (tenant_id, member_id);
        """,
        access: [
            TableAccess(
                "comment_pace",
                .add,
                .change("hour_from", "hour_count", "day_from", "day_count"),
                .remove
            )
        ]
    )
}
