/// What waits, what is in a transaction, and what is held up: who is where, and when it is over.
///
/// Pure: no clock, no database. An item that is held up stands aside with all its entries, so that the
/// others go on; it comes back when nothing of it waits any more.
struct LedgerQueue {
    private let capacity: Int
    private var waiting: [LedgerTicket] = []
    private var aside: [LedgerItemName: [LedgerTicket]] = [:]
    private var inFlight: [Int: [LedgerTicket]] = [:]
    private var flights = 0
    private(set) var isStopping = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The items that are held up, in no particular order.
    var itemsAside: [LedgerItemName] { Array(aside.keys) }

    private var count: Int { aside.values.reduce(waiting.count) { $0 + $1.count } }

    /// Takes an entry on, or says why not.
    mutating func add(_ ticket: LedgerTicket) -> LedgerError? {
        if isStopping { return .stopping }
        if count >= capacity { return .full }
        let item = LedgerItemName(ticket.entry)
        if aside[item] == nil { waiting.append(ticket) } else { aside[item]?.append(ticket) }
        return nil
    }

    /// The next batch: who waits longest, and all others of the same tenant.
    mutating func take(limit: Int) -> LedgerFlight? {
        guard let first = waiting.first else { return nil }
        var taken: [LedgerTicket] = []
        var left: [LedgerTicket] = []
        for ticket in waiting {
            let isTaken = taken.count < limit && ticket.entry.tenant == first.entry.tenant
            if isTaken { taken.append(ticket) } else { left.append(ticket) }
        }
        waiting = left
        return start(taken)
    }

    /// A batch of an item that is held up.
    mutating func take(aside item: LedgerItemName, limit: Int) -> LedgerFlight? {
        guard let tickets = aside[item], !tickets.isEmpty else { return nil }
        aside[item] = Array(tickets.dropFirst(limit))
        return start(Array(tickets.prefix(limit)))
    }

    private mutating func start(_ tickets: [LedgerTicket]) -> LedgerFlight? {
        guard let first = tickets.first else { return nil }
        flights += 1
        inFlight[flights] = tickets
        return LedgerFlight(number: flights, tenant: first.entry.tenant, tickets: tickets)
    }

    /// The transaction is over, and what has to be tried again stands aside, before what came later.
    mutating func end(_ flight: LedgerFlight, again tickets: [LedgerTicket] = []) {
        inFlight[flight.number] = nil
        let again = tickets.filter { !$0.isOver }
        for (item, tickets) in Dictionary(grouping: again, by: { LedgerItemName($0.entry) }) {
            let later = waiting.filter { LedgerItemName($0.entry) == item }
            waiting.removeAll { LedgerItemName($0.entry) == item }
            aside[item] = tickets + (aside[item] ?? []) + later
        }
        for item in flight.items where aside[item]?.isEmpty == true { aside[item] = nil }
    }

    /// Drops what may not be written any more.
    ///
    /// Gives who has to be told that it was dropped, and who that nobody knows.
    mutating func expire(
        at now: ContinuousClock.Instant
    ) -> (dropped: [LedgerTicket], unknown: [LedgerTicket]) {
        let isOver = { (ticket: LedgerTicket) in
            (ticket.isInDoubt ? ticket.answerBy : ticket.expiresAt) <= now
        }
        var over = waiting.filter(isOver)
        waiting.removeAll(where: isOver)
        for (item, tickets) in aside where tickets.contains(where: isOver) {
            over += tickets.filter(isOver)
            let left = tickets.filter { !isOver($0) }
            aside[item] = left.isEmpty && !isInFlight(item) ? nil : left
        }
        let late = inFlight.values.joined().filter { $0.answerBy <= now && !$0.isOver }
        for ticket in late { ticket.endInDoubt() }
        return (over.filter { !$0.isInDoubt }, over.filter(\.isInDoubt) + late)
    }

    private func isInFlight(_ item: LedgerItemName) -> Bool {
        inFlight.values.contains { $0.contains { LedgerItemName($0.entry) == item } }
    }

    /// Takes nothing more.
    mutating func stop() {
        isStopping = true
    }

    /// Gives up whatever still waits.
    mutating func clear() -> [LedgerTicket] {
        defer { (waiting, aside) = ([], [:]) }
        return waiting + aside.values.joined()
    }
}
