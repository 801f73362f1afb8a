import Kernel

/// What waits, what is in a transaction, and what is held up: who is where, and when it is over.
///
/// Pure: no clock, no database. Tenants are served in turn, so that a crowd at one holds up no other. An
/// item that is held up stands aside with all its entries, so that the others go on; it comes back when
/// nothing of it waits any more.
struct LedgerQueue {
    private let capacity: Int
    private var waiting: [Tenant.ID: [LedgerTicket]] = [:]
    /// The tenants of which something waits, whose turn it is first.
    private var turns: [Tenant.ID] = []
    private var aside: [LedgerItemName: [LedgerTicket]] = [:]
    private var inFlight: [Int: [LedgerTicket]] = [:]
    /// The flights of the common way, by tenant: all of them, and those that are being written.
    private var flying: [Tenant.ID: Int] = [:]
    private var writing: [Tenant.ID: Int] = [:]
    private var flights = 0
    private(set) var isStopping = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The items that are held up, in no particular order.
    var itemsAside: [LedgerItemName] { Array(aside.keys) }

    /// What waits, aside or not.
    var count: Int {
        waiting.values.reduce(0) { $0 + $1.count } + aside.values.reduce(0) { $0 + $1.count }
    }

    /// Takes an entry on, or says why not.
    mutating func add(_ ticket: LedgerTicket) -> LedgerError? {
        if isStopping { return .stopping }
        if isFull(for: ticket.entry.tenant) { return .full }
        let item = LedgerItemName(ticket.entry)
        guard aside[item] == nil else {
            aside[item]?.append(ticket)
            return nil
        }
        if waiting[item.tenant] == nil { turns.append(item.tenant) }
        waiting[item.tenant, default: []].append(ticket)
        return nil
    }

    /// The last quarter is for tenants of which little waits: a crowd at one never shuts out another.
    private func isFull(for tenant: Tenant.ID) -> Bool {
        let held = aside.reduce(0) { $0 + ($1.key.tenant == tenant ? $1.value.count : 0) }
        let (count, own) = (self.count, waiting[tenant, default: []].count + held)
        return count >= capacity || count >= capacity - capacity / 4 && own > capacity / 16
    }

    /// The next batch: of the tenant whose turn it is, who waits longest.
    ///
    /// Of one tenant one is written at a time, and two are on their way at most: so the next one grows
    /// with the load.
    mutating func take(limit: Int) -> LedgerFlight? {
        guard flying.values.reduce(0, +) < Self.flightsAtOnce else { return nil }
        let place = turns.firstIndex { tenant in
            writing[tenant] == nil && flying[tenant, default: 0] < Self.flightsOfOne
        }
        guard let place else { return nil }
        let tenant = turns.remove(at: place)
        let tickets = waiting.removeValue(forKey: tenant) ?? []
        if tickets.count > limit {
            waiting[tenant] = Array(tickets.dropFirst(limit))
            turns.append(tenant)
        }
        flying[tenant, default: 0] += 1
        let flight = start(Array(tickets.prefix(limit)), isCommon: true)
        writing[tenant] = flight?.number
        return flight
    }

    /// The engine lets the next one of the same tenant in.
    mutating func written(_ flight: LedgerFlight) {
        if writing[flight.tenant] == flight.number { writing[flight.tenant] = nil }
    }

    /// A batch of an item that is held up.
    mutating func take(aside item: LedgerItemName, limit: Int) -> LedgerFlight? {
        guard let tickets = aside[item], !tickets.isEmpty else { return nil }
        aside[item] = Array(tickets.dropFirst(limit))
        return start(Array(tickets.prefix(limit)), isCommon: false)
    }

    private mutating func start(_ tickets: [LedgerTicket], isCommon: Bool) -> LedgerFlight? {
        guard let first = tickets.first else { return nil }
        flights += 1
        inFlight[flights] = tickets
        return LedgerFlight(
            number: flights,
            tenant: first.entry.tenant,
            tickets: tickets,
            isCommon: isCommon
        )
    }

    /// The transaction is over, and what has to be tried again stands aside, before what came later.
    mutating func end(_ flight: LedgerFlight, again tickets: [LedgerTicket] = []) {
        inFlight[flight.number] = nil
        if flight.isCommon {
            let left = flying[flight.tenant, default: 1] - 1
            flying[flight.tenant] = left == 0 ? nil : left
        }
        let again = Dictionary(
            grouping: tickets.filter { !$0.isOver },
            by: { LedgerItemName($0.entry) }
        )
        if !again.isEmpty {
            var (later, left): ([LedgerItemName: [LedgerTicket]], [LedgerTicket]) = ([:], [])
            for ticket in waiting[flight.tenant, default: []] {
                let item = LedgerItemName(ticket.entry)
                if again[item] == nil {
                    left.append(ticket)
                } else {
                    later[item, default: []].append(ticket)
                }
            }
            keep(left, of: flight.tenant)
            for (item, tickets) in again {
                aside[item] = tickets + (aside[item] ?? []) + later[item, default: []]
            }
        }
        for item in flight.items where aside[item]?.isEmpty == true { aside[item] = nil }
    }

    /// What is left of a tenant that waits.
    private mutating func keep(_ tickets: [LedgerTicket], of tenant: Tenant.ID) {
        waiting[tenant] = tickets.isEmpty ? nil : tickets
        if tickets.isEmpty { turns.removeAll { $0 == tenant } }
    }

    /// Drops what may not be written any more.
    ///
    /// Gives who has to be told that it was dropped, and who that nobody knows.
    mutating func expire(
        at now: ContinuousClock.Instant
    ) -> (dropped: [LedgerTicket], unknown: [LedgerTicket]) {
        let over = remove { ($0.isInDoubt ? $0.answerBy : $0.expiresAt) <= now }
        let late = inFlight.values.joined().filter { $0.answerBy <= now && !$0.isOver }
        for ticket in late { ticket.endInDoubt() }
        return (over.filter { !$0.isInDoubt }, over.filter(\.isInDoubt) + late)
    }

    /// Drops what waits of the key that somebody withdraws, and writes none of it again that is in a
    /// transaction; gives who has to be told.
    mutating func drop(_ withdrawal: LedgerWithdrawal) -> [LedgerTicket] {
        let fits = { (ticket: LedgerTicket) in
            ticket.entry.tenant == withdrawal.tenant && ticket.entry.item == withdrawal.item
                && ticket.entry.key == withdrawal.key
        }
        let written = inFlight.values.joined().filter { fits($0) && !$0.isOver }
        for ticket in written {
            ticket.doubt()
            ticket.endInDoubt()
        }
        return remove(where: fits) + written
    }

    /// Takes away whatever waits and fits, aside or not.
    private mutating func remove(where fits: (LedgerTicket) -> Bool) -> [LedgerTicket] {
        var removed: [LedgerTicket] = []
        for (tenant, tickets) in waiting where tickets.contains(where: fits) {
            removed += tickets.filter(fits)
            keep(tickets.filter { !fits($0) }, of: tenant)
        }
        let flown =
            aside.isEmpty ? [] : Set(inFlight.values.joined().map { LedgerItemName($0.entry) })
        for (item, tickets) in aside where tickets.contains(where: fits) {
            removed += tickets.filter(fits)
            let left = tickets.filter { !fits($0) }
            aside[item] = left.isEmpty && !flown.contains(item) ? nil : left
        }
        return removed
    }

    /// Takes nothing more.
    mutating func stop() {
        isStopping = true
    }

    /// Gives up whatever still waits.
    mutating func clear() -> [LedgerTicket] {
        defer { (waiting, turns, aside) = ([:], [], [:]) }
        return waiting.values.flatMap(\.self) + aside.values.joined()
    }

    /// Half of the connections that PostgreSQL gives at least: pages need the others.
    private static let flightsAtOnce = 4
    private static let flightsOfOne = 2
}
