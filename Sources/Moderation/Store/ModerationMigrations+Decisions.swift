import Storage

/// The tables of what is decided, told and contested.
extension ModerationMigrations {
    static let createDecision = Migration(
        "moderation/2026-12-05-4-create-decision",
        """
        CREATE TABLE moderation_decision (
            tenant_id         ID      NOT NULL,
            number            COUNT   NOT NULL,
            case_number       COUNT   NOT NULL,
            space_id          COUNT   NOT NULL,
            kind              TEXT    NOT NULL,
            subject_id        TEXT    NOT NULL,
            action            TEXT    NOT NULL,
            ground            TEXT,
            category          TEXT,
            extent            TEXT    NOT NULL,
            holds_until       INSTANT,
            label             TEXT,
            source            TEXT    NOT NULL,
            is_detected       BOOLEAN NOT NULL,
            automation        TEXT    NOT NULL,
            policy            COUNT,
            template          COUNT,
            language          TEXT    NOT NULL,
            content_language  TEXT,
            -- ground, explanation and facts, sealed
            reasons           BYTES   NOT NULL,
            decided_at        INSTANT NOT NULL,
            decided_by        ID,
            content_at        INSTANT NOT NULL,
            author_id         ID,
            visibility_before TEXT    NOT NULL,
            undone_at         INSTANT,
            -- the appeal that changed it
            reversed_by       COUNT,
            PRIMARY KEY (tenant_id, number),
            FOREIGN KEY (tenant_id, author_id) REFERENCES member (tenant_id, id),
            FOREIGN KEY (tenant_id, decided_by) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX moderation_decision_subject
            ON moderation_decision (tenant_id, space_id, kind, subject_id, number);
        CREATE INDEX moderation_decision_case
            ON moderation_decision (tenant_id, case_number, number);
        CREATE INDEX moderation_decision_time
            ON moderation_decision (tenant_id, decided_at, number);
        CREATE INDEX moderation_decision_author
            ON moderation_decision (tenant_id, author_id, number) WHERE author_id IS NOT NULL;
        CREATE INDEX moderation_decision_by
            ON moderation_decision (tenant_id, decided_by) WHERE decided_by IS NOT NULL;
        CREATE TABLE moderation_letter (
            tenant_id   ID      NOT NULL,
            id          ID      NOT NULL,
            kind        TEXT    NOT NULL,
            audience    TEXT    NOT NULL,
            case_number COUNT   NOT NULL,
            decision    COUNT,
            appeal      COUNT,
            -- of one reporter, or the last of them who was told
            report      COUNT   NOT NULL,
            due_at      INSTANT NOT NULL,
            failures    COUNT   NOT NULL,
            PRIMARY KEY (tenant_id, id)
        );
        CREATE INDEX moderation_letter_due ON moderation_letter (tenant_id, due_at, id);
        CREATE INDEX moderation_letter_decision
            ON moderation_letter (tenant_id, decision) WHERE decision IS NOT NULL;
        CREATE TABLE moderation_suspension (
            tenant_id   ID      NOT NULL,
            decision    COUNT   NOT NULL,
            member_id   ID      NOT NULL,
            space_id    COUNT   NOT NULL,
            since       INSTANT NOT NULL,
            holds_until INSTANT,
            PRIMARY KEY (tenant_id, decision),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX moderation_suspension_member
            ON moderation_suspension (tenant_id, member_id);
        CREATE TABLE moderation_shape (
            tenant_id  ID      NOT NULL,
            mark       COUNT   NOT NULL,
            space_id   COUNT   NOT NULL,
            kind       TEXT    NOT NULL,
            subject_id TEXT    NOT NULL,
            hidden_at  INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, mark, space_id, kind, subject_id)
        );
        CREATE INDEX moderation_shape_subject
            ON moderation_shape (tenant_id, space_id, kind, subject_id);
        CREATE INDEX moderation_shape_age ON moderation_shape (tenant_id, hidden_at);
        """,
        access: [
            TableAccess(
                "moderation_decision",
                .add,
                .change("decided_by", "author_id", "undone_at", "reversed_by")
            ),
            TableAccess(
                "moderation_letter",
                .add,
                .change("due_at", "failures"),
                .remove
            ),
            TableAccess("moderation_suspension", .add, .remove),
            TableAccess("moderation_shape", .add, .remove),
        ]
    )

    static let createAppeal = Migration(
        "moderation/2026-12-05-5-create-appeal",
        """
        CREATE TABLE moderation_way (
            tenant_id  ID      NOT NULL,
            token_hash BYTES   NOT NULL,
            decision   COUNT   NOT NULL,
            -- of the reporter who got the link, 0 for the author
            report     COUNT   NOT NULL,
            ends_at    INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, token_hash)
        );
        CREATE INDEX moderation_way_end ON moderation_way (tenant_id, ends_at);
        CREATE TABLE moderation_appeal (
            tenant_id   ID      NOT NULL,
            number      COUNT   NOT NULL,
            decision    COUNT   NOT NULL,
            case_number COUNT   NOT NULL,
            space_id    COUNT   NOT NULL,
            kind        TEXT    NOT NULL,
            subject_id  TEXT    NOT NULL,
            -- whose: of the reporter with that number in the case, 0 for the author
            report      COUNT   NOT NULL,
            member_id   ID,
            email       BYTES,
            language    TEXT    NOT NULL,
            words       BYTES,
            made_at     INSTANT NOT NULL,
            decided_at  INSTANT,
            is_granted  BOOLEAN,
            message     BYTES,
            decided_by  ID,
            PRIMARY KEY (tenant_id, number),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
            FOREIGN KEY (tenant_id, decided_by) REFERENCES member (tenant_id, id)
        );
        CREATE UNIQUE INDEX moderation_appeal_once
            ON moderation_appeal (tenant_id, decision, report);
        CREATE INDEX moderation_appeal_waiting
            ON moderation_appeal (tenant_id, made_at, number) WHERE decided_at IS NULL;
        CREATE INDEX moderation_appeal_address
            ON moderation_appeal (tenant_id, decided_at)
            WHERE decided_at IS NOT NULL AND email IS NOT NULL;
        CREATE INDEX moderation_appeal_member
            ON moderation_appeal (tenant_id, member_id) WHERE member_id IS NOT NULL;
        CREATE INDEX moderation_appeal_by
            ON moderation_appeal (tenant_id, decided_by) WHERE decided_by IS NOT NULL;
        """,
        access: [
            TableAccess("moderation_way", .add, .remove),
            TableAccess(
                "moderation_appeal",
                .add,
                .change(
                    "member_id",
                    "email",
                    "words",
                    "decided_at",
                    "is_granted",
                    "message",
                    "decided_by"
                )
            ),
        ]
    )

    static let createSetup = Migration(
        "moderation/2026-12-05-6-create-setup",
        """
        CREATE TABLE moderation_template (
            tenant_id ID    NOT NULL REFERENCES tenant (id),
            number    COUNT NOT NULL,
            name      TEXT  NOT NULL,
            ground    TEXT  NOT NULL,
            category  TEXT  NOT NULL,
            revision  COUNT NOT NULL,
            PRIMARY KEY (tenant_id, number)
        );
        CREATE TABLE moderation_template_text (
            tenant_id   ID    NOT NULL,
            number      COUNT NOT NULL,
            language    TEXT  NOT NULL,
            reference   TEXT  NOT NULL,
            explanation TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, number, language)
        );
        CREATE TABLE moderation_rule (
            tenant_id      ID      NOT NULL REFERENCES tenant (id),
            number         COUNT   NOT NULL,
            space_id       COUNT   NOT NULL,
            name           TEXT    NOT NULL,
            kind           TEXT    NOT NULL,
            effect         TEXT    NOT NULL,
            phrases        TEXT    NOT NULL,
            -- the same folded, as texts are compared with it
            words          TEXT    NOT NULL,
            from_count     COUNT   NOT NULL,
            within_minutes COUNT   NOT NULL,
            label          TEXT    NOT NULL,
            is_on          BOOLEAN NOT NULL,
            revision       COUNT   NOT NULL,
            PRIMARY KEY (tenant_id, number)
        );
        """,
        access: [
            TableAccess(
                "moderation_template",
                .add,
                .change("name", "ground", "category", "revision"),
                .remove
            ),
            TableAccess("moderation_template_text", .add, .remove),
            TableAccess(
                "moderation_rule",
                .add,
                .change(
                    "space_id",
                    "name",
                    "kind",
                    "effect",
                    "phrases",
                    "words",
                    "from_count",
                    "within_minutes",
                    "label",
                    "is_on",
                    "revision"
                ),
                .remove
            ),
        ]
    )

    /// What moderators call a template in other languages than the institution's first.
    static let createTemplateName = Migration(
        "moderation/2026-12-12-create-template-name",
        """
        CREATE TABLE moderation_template_name (
            tenant_id ID    NOT NULL,
            number    COUNT NOT NULL,
            language  TEXT  NOT NULL,
            name      TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, number, language)
        );
        """,
        access: [TableAccess("moderation_template_name", .add, .remove)]
    )

    static let createFigures = Migration(
        "moderation/2026-12-05-7-create-figures",
        """
        CREATE TABLE moderation_month (
            tenant_id ID    NOT NULL REFERENCES tenant (id),
            month     COUNT NOT NULL,
            space_id  COUNT NOT NULL,
            measure   TEXT  NOT NULL,
            item      TEXT  NOT NULL,
            amount    COUNT NOT NULL,
            PRIMARY KEY (tenant_id, month, space_id, measure, item)
        );
        """,
        access: [TableAccess("moderation_month", .add, .change("amount"))]
    )
}
