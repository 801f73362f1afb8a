package import Storage

/// The history of the tables of accounts.
///
/// Addresses, names and whatever else tells who somebody is are sealed (`PersonalBox`); tokens and
/// addresses are found by keyed hashes (`LookupKey`).
package enum AccountMigrations {
    package static let all =
        [createMember, createSession, createRole, createProvider]
        + [FactMigrations.createFact]

    private static let createMember = Migration(
        "accounts/2026-11-22-create-member",
        """
        CREATE TABLE member (
            tenant_id   ID      NOT NULL REFERENCES tenant (id),
            id          ID      NOT NULL,
            email_key   BYTES   NOT NULL,
            email       BYTES   NOT NULL,
            name        BYTES   NOT NULL,
            language    TEXT    NOT NULL,
            password    TEXT,
            code_secret BYTES,
            code_step   COUNT   NOT NULL DEFAULT 0,
            epoch       COUNT   NOT NULL DEFAULT 0,
            created_at  INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, email_key)
        );
        CREATE TABLE member_recovery_code (
            tenant_id ID    NOT NULL,
            member_id ID    NOT NULL,
            code_hash BYTES NOT NULL,
            PRIMARY KEY (tenant_id, member_id, code_hash),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE TABLE member_consent (
            tenant_id ID      NOT NULL,
            member_id ID      NOT NULL,
            document  TEXT    NOT NULL,
            version   TEXT    NOT NULL,
            given_at  INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, member_id, document, version),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        """,
        access: [
            TableAccess(
                "member",
                .add,
                .change(
                    "name",
                    "language",
                    "email",
                    "email_key",
                    "password",
                    "code_secret",
                    "code_step",
                    "epoch"
                ),
                .remove
            ),
            TableAccess("member_recovery_code", .add, .remove),
            TableAccess("member_consent", .add, .remove),
        ]
    )

    private static let createSession = Migration(
        "accounts/2026-11-22-create-session",
        """
        CREATE TABLE member_session (
            tenant_id         ID      NOT NULL REFERENCES tenant (id),
            token_hash        BYTES   NOT NULL,
            member_id         ID,
            anonymous_key     BYTES,
            is_adult          BOOLEAN,
            facts             TEXT,
            has_second_factor BOOLEAN NOT NULL,
            device            BYTES   NOT NULL,
            provider          TEXT,
            created_at        INSTANT NOT NULL,
            expires_at        INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, token_hash),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
            CHECK ((member_id IS NULL) <> (anonymous_key IS NULL))
        );
        CREATE INDEX member_session_member ON member_session (tenant_id, member_id);
        CREATE INDEX member_session_anonymous ON member_session (tenant_id, provider)
            WHERE member_id IS NULL;
        CREATE INDEX member_session_expiry ON member_session (tenant_id, expires_at);
        CREATE TABLE member_token (
            tenant_id  ID      NOT NULL REFERENCES tenant (id),
            token_hash BYTES   NOT NULL,
            purpose    TEXT    NOT NULL,
            member_id  ID,
            epoch      COUNT,
            contents   BYTES   NOT NULL,
            attempts   COUNT   NOT NULL DEFAULT 0,
            expires_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, token_hash),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX member_token_member ON member_token (tenant_id, member_id);
        CREATE INDEX member_token_expiry ON member_token (tenant_id, expires_at);
        CREATE INDEX member_token_open
            ON member_token (tenant_id, purpose, expires_at DESC, token_hash);
        CREATE TABLE sign_in_failure (
            tenant_id ID      NOT NULL REFERENCES tenant (id),
            bucket    BYTES   NOT NULL,
            failures  COUNT   NOT NULL,
            last_at   INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, bucket)
        );
        CREATE INDEX sign_in_failure_age ON sign_in_failure (tenant_id, last_at);
        CREATE TABLE sign_in_place (
            tenant_id ID      NOT NULL REFERENCES tenant (id),
            bucket    BYTES   NOT NULL,
            last_at   INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, bucket)
        );
        CREATE INDEX sign_in_place_age ON sign_in_place (tenant_id, last_at);
        """,
        access: [
            TableAccess("member_session", .add, .remove),
            TableAccess("member_token", .add, .change("attempts"), .remove),
            TableAccess("sign_in_failure", .add, .change("failures", "last_at"), .remove),
            TableAccess("sign_in_place", .add, .change("last_at"), .remove),
        ]
    )

    private static let createRole = Migration(
        "accounts/2026-11-22-create-role",
        """
        CREATE TABLE member_role (
            tenant_id ID   NOT NULL,
            member_id ID   NOT NULL,
            role      TEXT NOT NULL,
            -- 0 for the institution itself
            space_id  COUNT NOT NULL,
            PRIMARY KEY (tenant_id, member_id, role, space_id),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE TABLE role_change (
            tenant_id  ID      NOT NULL REFERENCES tenant (id),
            id         ID      NOT NULL,
            member_id  ID      NOT NULL,
            role       TEXT    NOT NULL,
            space_id   COUNT   NOT NULL,
            is_given   BOOLEAN NOT NULL,
            changed_by ID,
            changed_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, id)
        );
        """,
        access: [
            TableAccess("member_role", .add, .remove),
            // History: what was written stays.
            TableAccess("role_change", .add),
        ]
    )

    private static let createProvider = Migration(
        "accounts/2026-11-22-create-provider",
        """
        CREATE TABLE identity_provider (
            tenant_id ID    NOT NULL REFERENCES tenant (id),
            id        TEXT  NOT NULL,
            name      TEXT  NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            purpose   TEXT  NOT NULL,
            settings  BYTES NOT NULL,
            position  COUNT NOT NULL,
            PRIMARY KEY (tenant_id, id)
        );
        CREATE TABLE member_identity (
            tenant_id   ID      NOT NULL,
            provider    TEXT    NOT NULL,
            subject_key BYTES   NOT NULL,
            member_id   ID      NOT NULL,
            linked_at   INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, provider, subject_key),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX member_identity_member ON member_identity (tenant_id, member_id);
        CREATE TABLE farewell (
            tenant_id  ID      NOT NULL REFERENCES tenant (id),
            key_hash   BYTES   NOT NULL,
            provider   TEXT    NOT NULL,
            token      BYTES   NOT NULL,
            expires_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, key_hash)
        );
        CREATE INDEX farewell_expiry ON farewell (tenant_id, expires_at);
        CREATE TABLE used_departure (
            tenant_id  ID      NOT NULL REFERENCES tenant (id),
            state_hash BYTES   NOT NULL,
            expires_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, state_hash)
        );
        CREATE INDEX used_departure_expiry ON used_departure (tenant_id, expires_at);
        """,
        access: [
            TableAccess(
                "identity_provider",
                .add,
                .change("name", "purpose", "settings", "position"),
                .remove
            ),
            TableAccess("member_identity", .add, .remove),
            TableAccess("farewell", .add, .remove),
            TableAccess("used_departure", .add, .remove),
        ]
    )
}
