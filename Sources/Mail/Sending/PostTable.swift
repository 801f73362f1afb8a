import Kernel

/// Letters that were taken from the outbox and wait for a lane: a few of each institution that has a seat.
///
/// Institutions take turns, letter by letter, and give their seat up after a batch; so one with a hundred
/// thousand letters holds up nobody's sign-in link. To one recipient letters leave one after the other.
struct PostTable: Sendable {
    private struct Batch: Sendable {
        let tenant: Tenant.ID
        let head: Letterhead
        /// Until when its letters may leave: nobody else takes them before they have arrived.
        let end: Instant
        /// The oldest first.
        var rows: [MailRow]
    }

    /// One letter with what stands around it.
    struct Item: Sendable {
        let tenant: Tenant.ID
        let head: Letterhead
        let row: MailRow
    }

    private let seats: Int
    private var batches: [Batch] = []
    /// Recipients to whom something is on its way.
    private var recipients: Set<[UInt8]> = []
    /// The letters that are on their way: whatever their row says, nobody takes them again meanwhile.
    private var underway: Set<String> = []
    /// In which order institutions had a seat.
    private var visits: [Tenant.ID: Int] = [:]
    /// Whether a seat became free since the outbox was looked at.
    private(set) var isOpen = true

    /// Whether nothing waits for a lane.
    var isEmpty: Bool { batches.isEmpty }

    init(seats: Int = Limits.mailLanes) { self.seats = seats }

    /// Which of these have a seat next: whoever had none for the longest time.
    mutating func guests(among tenants: [Tenant.ID]) -> [Tenant.ID] {
        isOpen = false
        let seated = Set(batches.map(\.tenant))
        return tenants.filter { !seated.contains($0) }
            .sorted { (visits[$0] ?? 0, $0.text) < (visits[$1] ?? 0, $1.text) }
            .prefix(max(0, seats - batches.count))
            .map(\.self)
    }

    /// Seats an institution with the letters that were taken for it.
    mutating func seat(
        _ tenant: Tenant.ID,
        _ head: Letterhead,
        _ rows: [MailRow],
        until end: Instant
    ) {
        visits[tenant] = (visits.values.max() ?? 0) + 1
        let sorted = rows.filter { !underway.contains($0.id) }
            .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        guard !sorted.isEmpty else { return }
        batches.append(Batch(tenant: tenant, head: head, end: end, rows: sorted))
    }

    /// The next letter that can leave.
    mutating func next() -> Item? {
        for index in batches.indices {
            let rows = batches[index].rows
            guard let first = rows.firstIndex(where: { !recipients.contains($0.recipient) }) else {
                continue
            }
            var batch = batches.remove(at: index)
            let row = batch.rows.remove(at: first)
            recipients.insert(row.recipient)
            underway.insert(row.id)
            batches.append(batch)
            sweep()
            return Item(tenant: batch.tenant, head: batch.head, row: row)
        }
        return nil
    }

    /// A letter has its answer.
    ///
    /// Of an address that is gone, nothing else is tried: its letters have ended with this one.
    mutating func finish(_ row: MailRow, isGone: Bool) {
        recipients.remove(row.recipient)
        underway.remove(row.id)
        guard isGone else { return }
        for index in batches.indices {
            batches[index].rows.removeAll { $0.recipient == row.recipient }
        }
        sweep()
    }

    /// Takes away what was held for too long, or all: it goes back to the outbox.
    mutating func clear(at now: Instant? = nil) -> [(tenant: Tenant.ID, rows: [MailRow])] {
        let late = batches.filter { batch in now.map { $0 >= batch.end } ?? true }
        batches.removeAll { batch in late.contains { $0.tenant == batch.tenant } }
        if !late.isEmpty { isOpen = true }
        return late.map { ($0.tenant, $0.rows) }
    }

    private mutating func sweep() {
        let before = batches.count
        batches.removeAll(where: \.rows.isEmpty)
        if batches.count < before { isOpen = true }
    }
}
