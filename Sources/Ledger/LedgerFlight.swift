import Kernel

/// Entries of one tenant that are in a transaction together.
struct LedgerFlight: Sendable {
    let number: Int
    let tenant: Tenant.ID
    let tickets: [LedgerTicket]
    /// Not of an item that stands aside.
    let isCommon: Bool

    /// What they are about; a flight of several items can be taken apart.
    var items: Set<LedgerItemName> { Set(tickets.map { LedgerItemName($0.entry) }) }
}

/// An item of a tenant.
struct LedgerItemName: Sendable, Hashable {
    let tenant: Tenant.ID
    let item: Subject

    init(_ entry: LedgerEntry) {
        tenant = entry.tenant
        item = entry.item
    }
}
