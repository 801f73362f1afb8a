package import Storage

/// The history of the tables that say who is hosted.
package enum TenancyMigrations {
    package static let all =
        [
            createTenant, createSpaceParts, createLook, createText, createRevision, createEvent,
        ] + InstitutionMigrations.all + [addGone, createGone]

    private static let createTenant = Migration(
        "spaces/2026-11-21-create-tenant",
        """
        CREATE TABLE tenant (
            id         ID      NOT NULL PRIMARY KEY,
            name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            languages  TEXT    NOT NULL,
            zone       TEXT    NOT NULL,
            is_listed  BOOLEAN NOT NULL,
            created_at INSTANT NOT NULL
        );
        CREATE TABLE tenant_host (
            host      TEXT NOT NULL PRIMARY KEY,
            tenant_id ID   NOT NULL REFERENCES tenant (id)
        );
        CREATE INDEX tenant_host_tenant ON tenant_host (tenant_id, host);
        CREATE TABLE space (
            tenant_id ID    NOT NULL REFERENCES tenant (id),
            id        COUNT NOT NULL CHECK (id > 0),
            slug      TEXT  NOT NULL,
            module    TEXT  NOT NULL,
            state     TEXT  NOT NULL,
            position  COUNT NOT NULL,
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, slug)
        );
        """,
        access: [
            TableAccess("tenant", .add, .change("name", "zone")),
            TableAccess("tenant_host", .add, isOpen: true),
            TableAccess("space", .add, .change("slug", "state"), isOpen: true),
        ]
    )

    private static let createSpaceParts = Migration(
        "spaces/2026-11-29-create-space-parts",
        """
        CREATE TABLE space_text (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            kind      TEXT  NOT NULL,
            language  TEXT  NOT NULL,
            text      TEXT  NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
            PRIMARY KEY (tenant_id, space_id, kind, language),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE space_phase (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            number    COUNT NOT NULL,
            name      TEXT  NOT NULL,
            features  TEXT  NOT NULL,
            opens_at  INSTANT,
            closes_at INSTANT,
            PRIMARY KEY (tenant_id, space_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        CREATE TABLE space_setting (
            tenant_id ID    NOT NULL,
            space_id  COUNT NOT NULL,
            name      TEXT  NOT NULL,
            value     TEXT  NOT NULL CHECK (length(value) BETWEEN 1 AND 300),
            PRIMARY KEY (tenant_id, space_id, name),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [
            TableAccess("space_text", .add, .change("text"), .remove, isOpen: true),
            TableAccess("space_phase", .add, .remove, isOpen: true),
            TableAccess("space_setting", .add, .change("value"), .remove, isOpen: true),
        ]
    )

    private static let createText = Migration(
        "spaces/2026-11-29-create-text",
        """
        CREATE TABLE tenant_text (
            tenant_id ID   NOT NULL REFERENCES tenant (id),
            kind      TEXT NOT NULL,
            language  TEXT NOT NULL,
            text      TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
            PRIMARY KEY (tenant_id, kind, language)
        );
        """,
        access: [
            TableAccess("tenant_text", .add, .change("text"), .remove, isOpen: true)
        ]
    )

    private static let createRevision = Migration(
        "spaces/2026-11-29-create-revision",
        """
        CREATE TABLE tenancy_revision (
            id     COUNT NOT NULL PRIMARY KEY CHECK (id = 1),
            number COUNT NOT NULL
        );
        """,
        access: [TableAccess("tenancy_revision", .add, .change("number"))]
    )

    /// Whoever takes something from readers says so here, and moves nothing that is read of institutions.
    private static let addGone = Migration(
        "spaces/2026-12-05-add-gone",
        """
        ALTER TABLE tenancy_revision ADD COLUMN gone COUNT NOT NULL DEFAULT 0;
        """,
        access: [TableAccess("tenancy_revision", .change("gone"))]
    )

    /// Of whose readers something was taken: servers forget what is of that institution, and of no other.
    ///
    /// Beside `tenancy_revision` on the coordinator, and looked for by numbers: nothing of a tenant stands in it.
    private static let createGone = Migration(
        "spaces/2026-12-12-create-gone",
        """
        CREATE TABLE tenancy_gone (
            tenant ID    NOT NULL PRIMARY KEY,
            -- of tenancy_revision, when something was taken last
            number COUNT NOT NULL
        );
        CREATE INDEX tenancy_gone_number ON tenancy_gone (number, tenant);
        """,
        access: [TableAccess("tenancy_gone", .add, .change("number"))]
    )

    private static let createEvent = Migration(
        "spaces/2026-11-30-create-event",
        """
        CREATE TABLE space_event (
            tenant_id ID      NOT NULL,
            space_id  COUNT   NOT NULL,
            number    COUNT   NOT NULL,
            at        INSTANT NOT NULL,
            phase     TEXT    NOT NULL,
            closed_at INSTANT NOT NULL,
            closes_at INSTANT NOT NULL,
            reason    TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
            PRIMARY KEY (tenant_id, space_id, number),
            FOREIGN KEY (tenant_id, space_id) REFERENCES space (tenant_id, id)
        );
        """,
        access: [TableAccess("space_event", .add, isOpen: true)]
    )

    private static let createLook = Migration(
        "spaces/2026-11-22-create-look",
        """
        CREATE TABLE look_accent (
            tenant_id ID   NOT NULL PRIMARY KEY REFERENCES tenant (id),
            day       TEXT NOT NULL CHECK (length(day) = 6),
            night     TEXT NOT NULL CHECK (length(night) = 6)
        );
        CREATE TABLE look_link (
            tenant_id ID   NOT NULL REFERENCES tenant (id),
            kind      TEXT NOT NULL,
            address   TEXT NOT NULL,
            PRIMARY KEY (tenant_id, kind)
        );
        CREATE TABLE look_picture (
            tenant_id ID    NOT NULL REFERENCES tenant (id),
            kind      TEXT  NOT NULL,
            version   TEXT  NOT NULL,
            format    TEXT  NOT NULL,
            width     COUNT NOT NULL,
            height    COUNT NOT NULL,
            bytes     BYTES NOT NULL,
            PRIMARY KEY (tenant_id, kind)
        );
        """,
        access: [
            TableAccess("look_accent", .add, .change("day", "night"), .remove, isOpen: true),
            TableAccess("look_link", .add, .change("address"), .remove, isOpen: true),
            TableAccess(
                "look_picture",
                .add,
                .change("version", "format", "width", "height", "bytes"),
                .remove,
                isOpen: true
            ),
        ]
    )
}
