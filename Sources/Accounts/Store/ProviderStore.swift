import FoundationEssentials
import Kernel
import OpenID
import Storage
import Vault

/// Every SQL text that touches `identity_provider`.
enum ProviderStore {
    /// In the order in which they are offered.
    static func all(
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [IdentityProvider] {
        let rows: [ProviderRow] = try transaction.all(
            """
            SELECT id, name, purpose, settings, position FROM identity_provider
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY position, id LIMIT \(Limits.providersPerTenant)
            """
        )
        return try rows.compactMap { try $0.provider(box: box) }
    }

    /// Sets a provider, and replaces one of the same id.
    static func set(
        _ provider: IdentityProvider,
        box: PersonalBox,
        in transaction: inout Transaction
    ) throws {
        let json = Array(try JSONEncoder().encode(provider.settings))
        let sealed = try box.seal(json, for: .providerSettings(provider.id))
        try transaction.run(
            """
            INSERT INTO identity_provider (tenant_id, id, name, purpose, settings, position)
            VALUES (\(transaction.tenant), \(provider.id), \(provider.name),
                \(provider.purpose.rawValue), \(sealed),
                \(provider.position))
            ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name,
                purpose = excluded.purpose, settings = excluded.settings,
                position = excluded.position
            """
        )
    }

    /// False when there is none of that id.
    static func remove(_ id: String, in transaction: inout Transaction) throws(StorageError) -> Bool
    {
        let removed: String? = try transaction.value(
            """
            DELETE FROM identity_provider WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            RETURNING id
            """
        )
        return removed != nil
    }
}

extension PersonalBox.Place {
    fileprivate static func providerSettings(_ id: String) -> Self {
        Self(column: "identity_provider.settings", row: id)
    }
}

private struct ProviderRow: RowReadable {
    let id: String
    let name: String
    let purpose: String
    let settings: [UInt8]
    let position: Int

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        name = try row.next()
        purpose = try row.next()
        settings = try row.next()
        position = try row.next()
    }

    /// Nil for a purpose that this program does not know.
    func provider(box: PersonalBox) throws -> IdentityProvider? {
        guard let purpose = IdentityProvider.Purpose(rawValue: purpose) else { return nil }
        let json = try box.open(settings, for: .providerSettings(id))
        return IdentityProvider(
            id: id,
            name: name,
            purpose: purpose,
            settings: try JSONDecoder().decode(ProviderSettings.self, from: Data(json)),
            position: position
        )
    }
}
