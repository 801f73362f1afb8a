import Kernel
import Storage
import Web

/// Every SQL text that touches `tenant` and `tenant_host`.
enum TenantStore {
    /// Makes the institution of the transaction; false when there is one of that short name.
    static func insert(
        _ tenant: Tenant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        precondition(tenant.id == transaction.tenant)
        let languages = tenant.languages.map(\.text).joined(separator: " ")
        let inserted: String? = try transaction.value(
            """
            INSERT INTO tenant (id, name, languages, zone, is_listed, created_at)
            VALUES (
                \(transaction.tenant), \(tenant.name.standard), \(languages), \(tenant.zone.name),
                \(tenant.isListed), \(transaction.now)
            )
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """
        )
        return inserted != nil
    }

    static func insert(
        host: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let inserted: String? = try transaction.value(
            """
            INSERT INTO tenant_host (host, tenant_id) VALUES (\(host), \(transaction.tenant))
            ON CONFLICT (host) DO NOTHING
            RETURNING host
            """
        )
        return inserted != nil
    }

    static func rename(
        to name: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run("UPDATE tenant SET name = \(name) WHERE id = \(transaction.tenant)")
    }

    static func move(
        to zone: CivilZone,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            "UPDATE tenant SET zone = \(zone.name) WHERE id = \(transaction.tenant)"
        )
    }

    static func speak(
        _ languages: [LanguageTag],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tags = languages.map(\.text).joined(separator: " ")
        try transaction.run(
            "UPDATE tenant SET languages = \(tags) WHERE id = \(transaction.tenant)"
        )
    }

    /// The transaction's institution with everything that is set there; nil when there is none.
    static func own(in transaction: inout Transaction) throws(StorageError) -> Site? {
        let row: TenantRow? = try transaction.first(
            """
            SELECT id, name, languages, zone, is_listed FROM tenant
            WHERE id = \(transaction.tenant)
            """
        )
        guard let row else { return nil }
        let hosts: [String] = try transaction.column(
            """
            SELECT host FROM tenant_host WHERE tenant_id = \(transaction.tenant)
            ORDER BY host LIMIT \(Limits.tenants)
            """
        )
        let texts = try TenantTextStore.own(in: &transaction)
        var look = try LookStore.own(in: &transaction)
        look.logoTexts = texts.texts(.logo)
        return Site(
            tenant: row.tenant(saying: texts),
            hosts: hosts,
            spaces: try SpaceStore.own(in: &transaction),
            look: look
        )
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
            let said = texts[row.id, default: []]
            var look = looks[row.id] ?? .plain
            look.logoTexts = said.texts(.logo)
            return Site(
                tenant: row.tenant(saying: said),
                hosts: hostsOf[row.id, default: []].map(\.first),
                spaces: spaces[row.id, default: []],
                look: look
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
