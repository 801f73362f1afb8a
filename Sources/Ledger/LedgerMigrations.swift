package import Storage

/// The history of the ledger's tables.
package enum LedgerMigrations {
    package static let all = [createLedger]

    private static let createLedger = Migration(
        "ledger/2026-11-21-create-ledger",
        """
        CREATE TABLE ledger_item (
            tenant_id   ID      NOT NULL,
            id          ID      NOT NULL,
            opens_at    INSTANT NOT NULL,
            closes_at   INSTANT NOT NULL,
            entry_count COUNT   NOT NULL DEFAULT 0 CHECK (entry_count >= 0),
            PRIMARY KEY (tenant_id, id)
        );
        CREATE TABLE ledger_entry (
            tenant_id ID    NOT NULL,
            item_id   ID    NOT NULL,
            sequence  COUNT NOT NULL CHECK (sequence > 0),
            entry_key BYTES NOT NULL CHECK (length(entry_key) = 16),
            section   TEXT  NOT NULL,
            channel   TEXT  NOT NULL,
            day       COUNT NOT NULL,
            nonce     BYTES NOT NULL CHECK (length(nonce) = 8),
            payload   BYTES NOT NULL,
            PRIMARY KEY (tenant_id, item_id, sequence),
            FOREIGN KEY (tenant_id, item_id) REFERENCES ledger_item (tenant_id, id)
        );
        CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (tenant_id, item_id, entry_key);
        CREATE TABLE ledger_section (
            tenant_id   ID    NOT NULL,
            item_id     ID    NOT NULL,
            section     TEXT  NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item_id, section)
        );
        CREATE TABLE ledger_day (
            tenant_id   ID    NOT NULL,
            item_id     ID    NOT NULL,
            day         COUNT NOT NULL,
            section     TEXT  NOT NULL,
            channel     TEXT  NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item_id, day, section, channel)
        );
        CREATE TABLE ledger_hour (
            tenant_id   ID    NOT NULL,
            item_id     ID    NOT NULL,
            hour        COUNT NOT NULL,
            entry_count COUNT NOT NULL,
            PRIMARY KEY (tenant_id, item_id, hour)
        );
        """,
        access: [
            TableAccess("ledger_item", .add, .change("opens_at", "closes_at", "entry_count")),
            // What was accepted is never altered or taken away.
            TableAccess("ledger_entry", .add),
            TableAccess("ledger_section", .add, .change("entry_count")),
            TableAccess("ledger_day", .add, .change("entry_count")),
            TableAccess("ledger_hour", .add, .change("entry_count")),
        ]
    )
}
