import Storage

/// The history of what staff and organisers change of initiatives.
enum DossierMigrations {
    /// Texts in every language, what else the register knows, and every change that everybody may read, with
    /// what was there before; what only the office may know of organisers is sealed.
    static let keepDossiers = Migration(
        "initiatives/2026-12-02-keep-dossiers",
        """
        ALTER TABLE initiative ADD COLUMN titles JSON NOT NULL DEFAULT '{}';
        ALTER TABLE initiative ADD COLUMN texts JSON NOT NULL DEFAULT '{}';
        ALTER TABLE initiative ADD COLUMN dossier JSON NOT NULL DEFAULT '{}';
        ALTER TABLE initiative ADD COLUMN changes COUNT NOT NULL DEFAULT 0;
        ALTER TABLE initiative ADD COLUMN revision COUNT NOT NULL DEFAULT 0;
        CREATE TABLE initiative_change (
            tenant_id     ID      NOT NULL,
            space_id      COUNT   NOT NULL,
            initiative_id ID      NOT NULL,
            number        COUNT   NOT NULL,
            kind          TEXT    NOT NULL,
            about         TEXT    NOT NULL,
            reason        TEXT    NOT NULL,
            earlier       JSON,
            at            INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, initiative_id, number),
            FOREIGN KEY (tenant_id, space_id, initiative_id)
                REFERENCES initiative (tenant_id, space_id, id)
        );
        CREATE TABLE initiative_contact (
            tenant_id     ID    NOT NULL,
            space_id      COUNT NOT NULL,
            initiative_id ID    NOT NULL,
            sealed        BYTES NOT NULL,
            PRIMARY KEY (tenant_id, space_id, initiative_id),
            FOREIGN KEY (tenant_id, space_id, initiative_id)
                REFERENCES initiative (tenant_id, space_id, id)
        );
        """,
        access: [
            TableAccess(
                "initiative",
                .change(
                    "title",
                    "objectives",
                    "is_shortened",
                    "annex",
                    "presentation",
                    "titles",
                    "texts",
                    "dossier",
                    "changes",
                    "revision"
                )
            ),
            TableAccess("initiative_change", .add),
            TableAccess("initiative_contact", .add, .change("sealed")),
        ]
    )
}
