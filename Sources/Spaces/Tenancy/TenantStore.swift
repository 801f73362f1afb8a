import Kernel
import Storage
import Web

/// Every SQL text that touches `tenant` and `tenant_host`.
enum TenantStore {
    static func insert(
        _ tenant: Tenant,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> Bool {
        let languages = tenant.languages.map(\.text).joined(separator: " ")
        let inserted: String? = try transaction.value(
            """
            INSERT INTO tenant (id, name, languages, zone, is_listed, created_at)
            VALUES (
                \(tenant.id), \(tenant.name.standard), \(languages), \(tenant.zone.name),
                \(tenant.isListed), \(now)
            )
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """
        )
        return inserted != nil
    }

    static func insert(
        host: String,
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> Bool {
        let inserted: String? = try transaction.value(
            """
            INSERT INTO tenant_host (host, tenant_id) VALUES (\(host), \(tenant))
            ON CONFLICT (host) DO NOTHING
            RETURNING host
            """
        )
        return inserted != nil
    }

    static func rename(
        _ tenant: Tenant.ID,
        to name: String,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try transaction.run("UPDATE tenant SET name = \(name) WHERE id = \(tenant)")
    }

    static func move(
        _ tenant: Tenant.ID,
        to zone: CivilZone,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try transaction.run("UPDATE tenant SET zone = \(zone.name) WHERE id = \(tenant)")
    }

    /// Those of its pages, the first one first; nil when there is no such institution.
    static func languages(
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [LanguageTag]? {
        let found: String? = try transaction.value(
            "SELECT languages FROM tenant WHERE id = \(tenant)"
        )
        return found.map(tags)
    }

    /// Nil when there is no such institution.
    static func find(
        _ id: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> Tenant? {
        let row: TenantRow? = try transaction.first(
            "SELECT id, name, languages, zone, is_listed FROM tenant WHERE id = \(id)"
        )
        guard let row else { return nil }
        return row.tenant(saying: try TenantTextStore.all(of: id, in: &transaction))
    }

    /// The first host name of its own, by the alphabet.
    static func firstHost(
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> String? {
        try transaction.value(
            "SELECT host FROM tenant_host WHERE tenant_id = \(tenant) ORDER BY host LIMIT 1"
        )
    }

    /// Every institution.
    static func ids(in transaction: inout SharedTransaction) throws(StorageError) -> [Tenant.ID] {
        try transaction.column("SELECT id FROM tenant ORDER BY id LIMIT \(Limits.tenants)")
    }

    fileprivate static func tags(_ text: String) -> [LanguageTag] {
        text.split(separator: " ").compactMap { LanguageTag($0) }
    }

    /// Every institution with its host names and spaces, in the order of their names.
    static func sites(in transaction: inout SharedTransaction) throws(StorageError) -> [Site] {
        let tenants: [TenantRow] = try transaction.all(
            """
            SELECT id, name, languages, zone, is_listed FROM tenant
            ORDER BY name, id LIMIT \(Limits.tenants)
            """
        )
        let hosts: [TextsRow] = try transaction.all(
            """
            SELECT tenant_id, host, '' FROM tenant_host
            ORDER BY host LIMIT \(Limits.tenants * 4)
            """
        )
        let spaces = try SpaceStore.all(in: &transaction)
        let looks = try LookStore.all(in: &transaction)
        let texts = Dictionary(
            grouping: try TenantTextStore.all(in: &transaction),
            by: \.tenant
        )
        let hostsOf = Dictionary(grouping: hosts, by: \.tenant)
        return tenants.map { row in
            Site(
                tenant: row.tenant(saying: texts[row.id, default: []]),
                hosts: hostsOf[row.id, default: []].map(\.first),
                spaces: spaces[row.id, default: []],
                look: looks[row.id] ?? .plain
            )
        }
    }
}

private struct TenantRow: RowReadable {
    let id: Tenant.ID
    private let name: String
    private let languages: [LanguageTag]
    private let zone: CivilZone
    private let isListed: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        name = try row.next()
        languages = TenantStore.tags(try row.next())
        zone = CivilZone(name: try row.next()) ?? .brussels
        isListed = try row.next()
    }

    func tenant(saying texts: [TenantTextStore.Row]) -> Tenant {
        Tenant(
            id: id,
            name: LocalizedText(name, others: texts.texts(.name)),
            purposes: texts.texts(.purpose),
            languages: languages,
            zone: zone,
            isListed: isListed
        )
    }
}
