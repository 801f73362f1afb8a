import Kernel
import Mail
import Pictures
import Storage
import Web

/// Every SQL text that touches `look_accent`, `look_link` and `look_picture`.
enum LookStore {
    /// How every institution looks, without the pictures' bytes.
    static func all(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Tenant.ID: SiteLook] {
        let accents: [TextsRow] = try transaction.all(
            "SELECT tenant_id, day, night FROM look_accent LIMIT \(Limits.tenants)"
        )
        let links: [TextsRow] = try transaction.all(
            "SELECT tenant_id, kind, address FROM look_link LIMIT \(Limits.tenants * 10)"
        )
        let pictures: [PictureRow] = try transaction.all(
            """
            SELECT tenant_id, kind, version, format, width, height FROM look_picture
            LIMIT \(Limits.tenants * 10)
            """
        )
        var looks = assemble(accents, links, pictures)
        for (tenant, pages) in try LegalStore.all(in: &transaction) {
            looks[tenant, default: .plain].ownPages = pages
        }
        return looks
    }

    /// How the transaction's institution looks, without the pictures' bytes.
    static func own(in transaction: inout Transaction) throws(StorageError) -> SiteLook {
        let accents: [TextsRow] = try transaction.all(
            """
            SELECT tenant_id, day, night FROM look_accent
            WHERE tenant_id = \(transaction.tenant)
            """
        )
        let links: [TextsRow] = try transaction.all(
            """
            SELECT tenant_id, kind, address FROM look_link
            WHERE tenant_id = \(transaction.tenant) LIMIT 10
            """
        )
        let pictures: [PictureRow] = try transaction.all(
            """
            SELECT tenant_id, kind, version, format, width, height FROM look_picture
            WHERE tenant_id = \(transaction.tenant) LIMIT 10
            """
        )
        var look = assemble(accents, links, pictures)[transaction.tenant] ?? .plain
        look.ownPages = try LegalStore.own(in: &transaction)
        return look
    }

    private static func assemble(
        _ accents: [TextsRow],
        _ links: [TextsRow],
        _ pictures: [PictureRow]
    ) -> [Tenant.ID: SiteLook] {
        var looks: [Tenant.ID: SiteLook] = [:]
        for row in accents {
            let accent = SiteLook.Accent(day: row.first, night: row.second)
            looks[row.tenant, default: .plain].accent = accent
        }
        for row in links {
            guard let link = SiteLook.Link(rawValue: row.first) else { continue }
            looks[row.tenant, default: .plain].links[link] = row.second
        }
        for row in pictures {
            guard let kind = row.kind else { continue }
            looks[row.tenant, default: .plain].pictures[kind] = row.picture
        }
        return looks
    }

    static func accent(
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> SiteLook.Accent? {
        let row: TextsRow? = try transaction.first(
            "SELECT tenant_id, day, night FROM look_accent WHERE tenant_id = \(tenant)"
        )
        return row.map { SiteLook.Accent(day: $0.first, night: $0.second) }
    }

    /// The bytes of one of the institution's own pictures.
    static func bytes(
        of version: String,
        format: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.value(
            """
            SELECT bytes FROM look_picture
            WHERE tenant_id = \(transaction.tenant) AND version = \(version) AND format = \(format)
            """
        )
    }

    static func set(
        _ accent: SiteLook.Accent,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO look_accent (tenant_id, day, night)
            VALUES (\(transaction.tenant), \(accent.day), \(accent.night))
            ON CONFLICT (tenant_id) DO UPDATE SET day = excluded.day, night = excluded.night
            """
        )
    }

    static func set(
        _ link: SiteLook.Link,
        to address: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO look_link (tenant_id, kind, address)
            VALUES (\(transaction.tenant), \(link.rawValue), \(address))
            ON CONFLICT (tenant_id, kind) DO UPDATE SET address = excluded.address
            """
        )
    }

    static func set(
        _ kind: SiteLook.Picture.Kind,
        to picture: Picture,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let version = ContentName(of: picture.bytes).text
        try transaction.run(
            """
            INSERT INTO look_picture (tenant_id, kind, version, format, width, height, bytes)
            VALUES (
                \(transaction.tenant), \(kind.rawValue), \(version), \(picture.format.rawValue),
                \(picture.width), \(picture.height), \(picture.bytes)
            )
            ON CONFLICT (tenant_id, kind) DO UPDATE SET
                version = excluded.version, format = excluded.format, width = excluded.width,
                height = excluded.height, bytes = excluded.bytes
            """
        )
    }

    static func remove(
        _ part: TenantChange.Part,
        in transaction: inout Transaction
    ) throws(StorageError) {
        switch part {
        case .color:
            try transaction.run("DELETE FROM look_accent WHERE tenant_id = \(transaction.tenant)")
        case .picture(let kind):
            try transaction.run(
                """
                DELETE FROM look_picture
                WHERE tenant_id = \(transaction.tenant) AND kind = \(kind.rawValue)
                """
            )
        case .link(let link):
            try transaction.run(
                "DELETE FROM look_link WHERE tenant_id = \(transaction.tenant) AND kind = \(link.rawValue)"
            )
        case .mail: try SenderStore.remove(in: &transaction)
        }
    }
}

private struct PictureRow: RowReadable {
    let tenant: Tenant.ID
    let kind: SiteLook.Picture.Kind?
    let picture: SiteLook.Picture

    init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        kind = SiteLook.Picture.Kind(rawValue: try row.next())
        picture = SiteLook.Picture(
            version: try row.next(),
            format: try row.next(),
            width: try row.next(),
            height: try row.next()
        )
    }
}
