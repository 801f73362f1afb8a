package import Storage

/// The history of the tables of moderation.
///
/// What people wrote (explanations, facts, appeals, an address to be told at) is sealed; a token or number that
/// somebody holds is known by a keyed hash.
package enum ModerationMigrations {
    package static let all = [
        createSubject, createCase, createReport, createDecision, createAppeal, createSetup,
        createFigures, createTemplateName,
    ]

    private static let createSubject = Migration(
        "moderation/2026-12-05-1-create-subject",
        """
        CREATE TABLE moderation_subject (
            tenant_id    ID      NOT NULL,
            space_id     COUNT   NOT NULL,
            kind         TEXT    NOT NULL,
            id           TEXT    NOT NULL,
            visibility   TEXT    NOT NULL,
            author_id    ID,
            language     TEXT,
            -- one a line
            labels       TEXT    NOT NULL,
            admitted_at  INSTANT NOT NULL,
            published_at INSTANT,
            -- when a person last decided about it, as its author has left it
            reviewed_at  INSTANT,
            -- the decision of which its visibility comes
            decision     COUNT,
            hidden_until INSTANT,
            PRIMARY KEY (tenant_id, space_id, kind, id),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX moderation_subject_author
            ON moderation_subject (tenant_id, author_id, admitted_at)
            WHERE author_id IS NOT NULL;
        CREATE INDEX moderation_subject_until
            ON moderation_subject (tenant_id, hidden_until)
            WHERE hidden_until IS NOT NULL;
        CREATE TABLE moderation_author (
            tenant_id ID      NOT NULL,
            member_id ID      NOT NULL,
            space_id  COUNT   NOT NULL,
            asked     COUNT   NOT NULL,
            last_at   INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, member_id, space_id),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        """,
        access: [
            TableAccess(
                "moderation_subject",
                .add,
                .change(
                    "visibility",
                    "author_id",
                    "language",
                    "labels",
                    "published_at",
                    "reviewed_at",
                    "decision",
                    "hidden_until"
                )
            ),
            TableAccess("moderation_author", .add, .change("asked", "last_at"), .remove),
        ]
    )

    private static let createCase = Migration(
        "moderation/2026-12-05-2-create-case",
        """
        CREATE TABLE moderation_case (
            tenant_id     ID      NOT NULL,
            number        COUNT   NOT NULL,
            space_id      COUNT   NOT NULL,
            kind          TEXT    NOT NULL,
            subject_id    TEXT    NOT NULL,
            cause         TEXT    NOT NULL,
            is_open       BOOLEAN NOT NULL,
            opened_at     INSTANT NOT NULL,
            promised_at   INSTANT NOT NULL,
            closed_at     INSTANT,
            -- the decision that closed it
            decision      COUNT,
            report_count  COUNT   NOT NULL,
            -- of these, how many come from different people for all that is known
            voice_count   COUNT   NOT NULL,
            author_id     ID,
            claimed_by    ID,
            claimed_until INSTANT,
            revision      COUNT   NOT NULL,
            -- whether the words of its reports are gone
            is_forgotten  BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id),
            FOREIGN KEY (tenant_id, claimed_by) REFERENCES member (tenant_id, id)
        );
        CREATE UNIQUE INDEX moderation_case_one
            ON moderation_case (tenant_id, space_id, kind, subject_id) WHERE is_open;
        CREATE INDEX moderation_case_subject
            ON moderation_case (tenant_id, space_id, kind, subject_id, number);
        CREATE INDEX moderation_case_oldest
            ON moderation_case (tenant_id, opened_at, number) WHERE is_open;
        CREATE INDEX moderation_case_reported
            ON moderation_case (tenant_id, report_count, number) WHERE is_open;
        CREATE INDEX moderation_case_promise
            ON moderation_case (tenant_id, promised_at, number) WHERE is_open;
        CREATE INDEX moderation_case_space_oldest
            ON moderation_case (tenant_id, space_id, opened_at, number) WHERE is_open;
        CREATE INDEX moderation_case_space_reported
            ON moderation_case (tenant_id, space_id, report_count, number) WHERE is_open;
        CREATE INDEX moderation_case_space_promise
            ON moderation_case (tenant_id, space_id, promised_at, number) WHERE is_open;
        CREATE INDEX moderation_case_author
            ON moderation_case (tenant_id, author_id, number) WHERE author_id IS NOT NULL;
        CREATE INDEX moderation_case_claim
            ON moderation_case (tenant_id, claimed_by) WHERE claimed_by IS NOT NULL;
        CREATE INDEX moderation_case_closed
            ON moderation_case (tenant_id, closed_at, number)
            WHERE closed_at IS NOT NULL AND NOT is_forgotten;
        CREATE TABLE moderation_flag (
            tenant_id   ID      NOT NULL,
            case_number COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            name        TEXT    NOT NULL,
            kind        TEXT    NOT NULL,
            at          INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, case_number, number)
        );
        CREATE TABLE moderation_numbering (
            tenant_id ID    NOT NULL,
            series    TEXT  NOT NULL,
            last      COUNT NOT NULL,
            PRIMARY KEY (tenant_id, series)
        );
        """,
        access: [
            TableAccess(
                "moderation_case",
                .add,
                .change(
                    "is_open",
                    "closed_at",
                    "decision",
                    "report_count",
                    "voice_count",
                    "author_id",
                    "claimed_by",
                    "claimed_until",
                    "revision",
                    "is_forgotten"
                )
            ),
            TableAccess("moderation_flag", .add),
            TableAccess("moderation_numbering", .add, .change("last")),
        ]
    )

    private static let createReport = Migration(
        "moderation/2026-12-05-3-create-report",
        """
        CREATE TABLE moderation_report (
            tenant_id    ID      NOT NULL,
            case_number  COUNT   NOT NULL,
            number       COUNT   NOT NULL,
            follow_hash  BYTES   NOT NULL,
            -- who sent it, known again at this subject alone
            reporter_key BYTES   NOT NULL,
            -- the same at every subject, and in that hour alone
            sender_key   BYTES,
            member_id    ID,
            category     TEXT    NOT NULL,
            explanation  BYTES,
            email        BYTES,
            language     TEXT    NOT NULL,
            reported_at  INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, case_number, number),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE UNIQUE INDEX moderation_report_follow ON moderation_report (tenant_id, follow_hash);
        CREATE INDEX moderation_report_reporter
            ON moderation_report (tenant_id, case_number, reporter_key);
        CREATE INDEX moderation_report_member
            ON moderation_report (tenant_id, member_id, reported_at) WHERE member_id IS NOT NULL;
        CREATE INDEX moderation_report_sender
            ON moderation_report (tenant_id, sender_key, reported_at)
            WHERE sender_key IS NOT NULL;
        """,
        access: [
            TableAccess(
                "moderation_report",
                .add,
                .change("reporter_key", "sender_key", "member_id", "explanation", "email")
            )
        ]
    )
}
