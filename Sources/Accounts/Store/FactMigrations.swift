import Storage

/// The history of the table of proven facts.
enum FactMigrations {
    static let createFact = Migration(
        "accounts/2026-11-29-create-fact",
        """
        CREATE TABLE member_fact (
            tenant_id ID      NOT NULL,
            member_id ID      NOT NULL,
            fact      TEXT    NOT NULL,
            provider  TEXT    NOT NULL,
            proven_at INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, member_id, fact, provider),
            FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
        );
        CREATE INDEX member_fact_provider ON member_fact (tenant_id, provider);
        """,
        access: [TableAccess("member_fact", .add, .change("proven_at"), .remove)]
    )
}
