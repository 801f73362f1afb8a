package import Storage

/// The history of the ledger's tables.
package enum LedgerMigrations {
    package static let all = [
        createLedger, createWithdrawals, keepAlternates, createAnomalies, findAnomalies,
    ]

    private static let createLedger = Migration(
        "ledger/2026-11-21-create-ledger",
        """
        CREATE TABLE ledger_numbering (
            tenant_id   ID    NOT NULL PRIMARY KEY,
            last_number COUNT NOT NULL
        );
        CREATE TABLE ledger_item (
            tenant_id   ID      NOT NULL,
            number      COUNT   NOT NULL CHECK (number > 0),
            space_id    COUNT   NOT NULL CHECK (space_id > 0),
            kind        TEXT    NOT NULL,
            id          ID      NOT NULL,
            opens_at    INSTANT NOT NULL,
            closes_at   INSTANT NOT NULL,
            entry_count COUNT   NOT NULL DEFAULT 0 CHECK (entry_count >= 0),
            PRIMARY KEY (tenant_id, number),
            UNIQUE (tenant_id, space_id, kind, id)
        );
        CREATE TABLE ledger_entry (
            tenant_id ID    NOT NULL,
            item      COUNT NOT NULL,
            sequence  COUNT NOT NULL CHECK (sequence > 0),
            entry_key BYTES NOT NULL CHECK (length(entry_key) = 16),
            section   TEXT  NOT NULL,
            channel   TEXT  NOT NULL,
            day       COUNT NOT NULL,
            nonce     BYTES NOT NULL CHECK (length(nonce) = 8),
            payload   BYTES NOT NULL,
            PRIMARY KEY (tenant_id, item, sequence),
            FOREIGN KEY (tenant_id, item) REFERENCES ledger_item (tenant_id, number)
        );
        CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (tenant_id, item, entry_key);
        CREATE TABLE ledger_section (
            tenant_id   ID    NOT NULL,
            item        COUNT NOT NULL,
            section     TEXT  NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item, section)
        );
        CREATE TABLE ledger_day (
            tenant_id   ID    NOT NULL,
            item        COUNT NOT NULL,
            day         COUNT NOT NULL,
            section     TEXT  NOT NULL,
            channel     TEXT  NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item, day, section, channel)
        );
        CREATE TABLE ledger_hour (
            tenant_id   ID    NOT NULL,
            item        COUNT NOT NULL,
            hour        COUNT NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item, hour)
        );
        """,
        access: [
            TableAccess("ledger_numbering", .add, .change("last_number")),
            TableAccess("ledger_item", .add, .change("opens_at", "closes_at", "entry_count")),
            // What was accepted is never altered.
            TableAccess("ledger_entry", .add),
            TableAccess("ledger_section", .add, .change("entry_count")),
            TableAccess("ledger_day", .add, .change("entry_count")),
            TableAccess("ledger_hour", .add, .change("entry_count")),
        ]
    )

    private static let createWithdrawals = Migration(
        "ledger/2026-11-30-create-withdrawals",
        """
        ALTER TABLE ledger_item ADD COLUMN withdrawn_count COUNT NOT NULL DEFAULT 0
            CHECK (withdrawn_count >= 0);
        ALTER TABLE ledger_item ADD COLUMN adjustment COUNT NOT NULL DEFAULT 0;
        ALTER TABLE ledger_item ADD COLUMN busy_day COUNT NOT NULL DEFAULT 0;
        ALTER TABLE ledger_item ADD COLUMN busy_count COUNT NOT NULL DEFAULT 0;
        CREATE TABLE ledger_withdrawn (
            tenant_id   ID    NOT NULL,
            item        COUNT NOT NULL,
            day         COUNT NOT NULL,
            section     TEXT  NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item, day, section)
        );
        CREATE TABLE ledger_correction (
            tenant_id ID    NOT NULL,
            item      COUNT NOT NULL,
            number    COUNT NOT NULL,
            day       COUNT NOT NULL,
            section   TEXT  NOT NULL,
            change    COUNT NOT NULL,
            source    TEXT  NOT NULL,
            reason    TEXT  NOT NULL,
            PRIMARY KEY (tenant_id, item, number)
        );
        CREATE TABLE ledger_person (
            tenant_id   ID    NOT NULL,
            space_id    COUNT NOT NULL,
            person_key  BYTES NOT NULL CHECK (length(person_key) = 16),
            entry_count COUNT NOT NULL CHECK (entry_count >= 0),
            PRIMARY KEY (tenant_id, space_id, person_key)
        );
        """,
        access: [
            TableAccess(
                "ledger_item",
                .change("withdrawn_count", "adjustment", "busy_day", "busy_count")
            ),
            // Only of a person who takes theirs back; never another value.
            TableAccess("ledger_entry", .remove),
            TableAccess("ledger_withdrawn", .add, .change("entry_count")),
            TableAccess("ledger_correction", .add),
            TableAccess("ledger_person", .add, .change("entry_count"), .remove),
        ]
    )

    /// What comes under a key that is counted, and until when a section shows an earlier count.
    private static let keepAlternates = Migration(
        "ledger/2026-12-01-keep-alternates",
        """
        ALTER TABLE ledger_item ADD COLUMN alternate_count COUNT NOT NULL DEFAULT 0
            CHECK (alternate_count >= 0);
        ALTER TABLE ledger_section ADD COLUMN shown_count COUNT NOT NULL DEFAULT 0;
        ALTER TABLE ledger_section ADD COLUMN shown_until INSTANT NOT NULL DEFAULT 0;
        CREATE TABLE ledger_alternate (
            tenant_id ID    NOT NULL,
            item      COUNT NOT NULL,
            sequence  COUNT NOT NULL CHECK (sequence > 0),
            entry_key BYTES NOT NULL CHECK (length(entry_key) = 16),
            section   TEXT  NOT NULL,
            channel   TEXT  NOT NULL,
            day       COUNT NOT NULL,
            nonce     BYTES NOT NULL CHECK (length(nonce) = 8),
            payload   BYTES NOT NULL,
            PRIMARY KEY (tenant_id, item, sequence),
            FOREIGN KEY (tenant_id, item) REFERENCES ledger_item (tenant_id, number)
        );
        CREATE UNIQUE INDEX ledger_alternate_once
            ON ledger_alternate (tenant_id, item, entry_key, nonce);
        """,
        access: [
            TableAccess("ledger_item", .change("alternate_count")),
            TableAccess("ledger_section", .change("shown_count", "shown_until")),
            TableAccess("ledger_alternate", .add),
        ]
    )

    /// What came in streams, and what a section counts publicly beside its entries: what was corrected, less
    /// what is kept out.
    private static let createAnomalies = Migration(
        "ledger/2026-12-02-create-anomalies",
        """
        ALTER TABLE ledger_entry ADD COLUMN anomaly COUNT;
        ALTER TABLE ledger_alternate ADD COLUMN anomaly COUNT;
        ALTER TABLE ledger_section ADD COLUMN adjustment COUNT NOT NULL DEFAULT 0;
        INSERT INTO ledger_section (tenant_id, item, section, entry_count, adjustment)
        SELECT tenant_id, item, section, 0, CAST(sum(change) AS BIGINT) FROM ledger_correction
        WHERE TRUE
        GROUP BY tenant_id, item, section
        ON CONFLICT (tenant_id, item, section) DO UPDATE SET adjustment = excluded.adjustment;
        CREATE TABLE ledger_anomaly (
            tenant_id ID      NOT NULL,
            item      COUNT   NOT NULL,
            number    COUNT   NOT NULL CHECK (number > 0),
            stream    BYTES   NOT NULL CHECK (length(stream) = 16),
            kind      TEXT    NOT NULL,
            day       COUNT   NOT NULL,
            is_held   BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, item, number),
            UNIQUE (tenant_id, item, stream),
            FOREIGN KEY (tenant_id, item) REFERENCES ledger_item (tenant_id, number)
        );
        CREATE TABLE ledger_anomaly_section (
            tenant_id   ID    NOT NULL,
            item        COUNT NOT NULL,
            number      COUNT NOT NULL,
            section     TEXT  NOT NULL,
            entry_count COUNT NOT NULL CHECK (entry_count >= 0),
            PRIMARY KEY (tenant_id, item, number, section),
            FOREIGN KEY (tenant_id, item, number)
                REFERENCES ledger_anomaly (tenant_id, item, number)
        );
        CREATE TABLE ledger_anomaly_decision (
            tenant_id   ID      NOT NULL,
            item        COUNT   NOT NULL,
            number      COUNT   NOT NULL,
            anomaly     COUNT   NOT NULL,
            day         COUNT   NOT NULL,
            is_held     BOOLEAN NOT NULL,
            entry_count COUNT   NOT NULL,
            decided_by  ID,
            reason      TEXT    NOT NULL,
            PRIMARY KEY (tenant_id, item, number),
            FOREIGN KEY (tenant_id, item, anomaly)
                REFERENCES ledger_anomaly (tenant_id, item, number)
        );
        """,
        access: [
            TableAccess("ledger_section", .change("adjustment")),
            TableAccess("ledger_anomaly", .add, .change("is_held")),
            TableAccess("ledger_anomaly_section", .add, .change("entry_count")),
            // Who decided is forgotten with their account; what was decided is not.
            TableAccess("ledger_anomaly_decision", .add, .change("decided_by")),
        ]
    )

    /// What somebody found afterwards is put into an anomaly beside its entries: these are never altered.
    private static let findAnomalies = Migration(
        "ledger/2026-12-06-find-anomalies",
        """
        CREATE TABLE ledger_found (
            tenant_id ID    NOT NULL,
            item      COUNT NOT NULL,
            sequence  COUNT NOT NULL CHECK (sequence > 0),
            anomaly   COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item, sequence),
            FOREIGN KEY (tenant_id, item, anomaly)
                REFERENCES ledger_anomaly (tenant_id, item, number)
        );
        """,
        // With the entry of a person who takes theirs back.
        access: [TableAccess("ledger_found", .add, .remove)]
    )
}
