package import Kernel
package import Storage

/// Is told what an item counts now; it writes in the space of the item.
///
/// The row of the item is locked: whoever writes the same rows elsewhere locks the item first.
package typealias LedgerFollower =
    @Sendable (_ item: Subject, _ count: Int, inout Transaction) throws -> Void

/// Entries of one tenant that are committed together.
///
/// It can be written again when nobody knows what became of it: an entry that is stored already is known
/// by its key and its random bits.
struct LedgerBatch: Sendable {
    /// What became of an entry.
    enum Fate: Sendable {
        case outcome(LedgerOutcome)
        /// Its time was over before its turn came, and it was not written.
        case expired
    }

    private let entries: [LedgerEntry]
    private let deadlines: [ContinuousClock.Instant]

    private let followers: [Subject.Kind: LedgerFollower]

    init(_ flight: LedgerFlight, followers: [Subject.Kind: LedgerFollower]) {
        self.followers = followers
        entries = flight.tickets.map(\.entry)
        deadlines = flight.tickets.map(\.expiresAt)
    }

    /// Writes what is open and new; gives what became of each entry, in their order.
    ///
    /// Everything is decided before the first entry is written, under the lock of its item: whoever held
    /// it before has ended, and what it stored is seen.
    func write(in transaction: inout Transaction) throws -> [Fate] {
        var fates = [Fate](repeating: .outcome(.closed), count: entries.count)
        // Items are always locked in the same order, so that two servers cannot wait for each other.
        let items = Dictionary(grouping: entries.indices) { entries[$0].item }
        for (item, indices) in items.sorted(by: { $0.key < $1.key }) {
            guard let found = try LedgerStore.lock(item, in: &transaction) else { continue }
            let accepted = try decide(indices, of: found, into: &fates, in: &transaction)
            guard !accepted.isEmpty else { continue }
            try append(accepted, to: found, in: &transaction)
            guard let follower = followers[item.kind] else { continue }
            try transaction.inside(item.space) { inside in
                try follower(item, found.count + accepted.count, &inside)
            }
        }
        return fates
    }

    /// Gives the entries to be written, in the order of their numbers.
    private func decide(
        _ indices: [Int],
        of found: LedgerItem,
        into fates: inout [Fate],
        in transaction: inout Transaction
    ) throws -> [LedgerEntry] {
        var known = try stored(indices.map { entries[$0].key }, of: found, in: &transaction)
        let now = ContinuousClock.now
        var accepted: [LedgerEntry] = []
        for index in indices {
            let entry = entries[index]
            let isOpen = found.isOpen(at: entry.arrivedAt)
            if let stored = known[entry.key] {
                // The first of two equal keys in one batch is the one that counts.
                if stored.nonce == entry.nonce {
                    fates[index] = .outcome(.accepted(sequence: stored.sequence))
                } else if isOpen {
                    fates[index] = .outcome(.duplicate)
                }
            } else if isOpen, deadlines[index] <= now {
                fates[index] = .expired
            } else if isOpen {
                accepted.append(entry)
                let sequence = found.count + accepted.count
                fates[index] = .outcome(.accepted(sequence: sequence))
                known[entry.key] = StoredKey(entry, sequence: sequence)
            }
        }
        return accepted
    }

    private func stored(
        _ keys: [[UInt8]],
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws -> [[UInt8]: StoredKey] {
        let known = try LedgerStore.known(padded(keys), of: item, in: &transaction)
        guard !known.isEmpty else { return [:] }
        let rows = try LedgerStore.stored(padded(known), of: item, in: &transaction)
        return Dictionary(rows.map { ($0.key, $0) }) { first, _ in first }
    }

    private func append(
        _ accepted: [LedgerEntry],
        to item: LedgerItem,
        in transaction: inout Transaction
    ) throws {
        let written = try LedgerStore.append(accepted, to: item, in: &transaction)
        guard written == accepted.count else {
            throw StorageError(.constraint, "\(written) of \(accepted.count) entries were written")
        }
        try LedgerStore.setCount(of: item, to: item.count + written, in: &transaction)
        try LedgerStore.add(LedgerTally(accepted), to: item, in: &transaction)
    }

    /// Repeats the last key up to the next power of two: few lengths, so few statements to prepare.
    private func padded(_ keys: [[UInt8]]) -> [[UInt8]] {
        guard let last = keys.last else { return keys }
        var length = 1
        while length < keys.count { length *= 2 }
        return keys + Array(repeating: last, count: length - keys.count)
    }
}

/// An entry as far as it tells whether another one is the same.
struct StoredKey: Sendable, RowReadable {
    let key: [UInt8]
    let sequence: Int
    let nonce: [UInt8]

    init(_ entry: LedgerEntry, sequence: Int) {
        key = entry.key
        self.sequence = sequence
        nonce = entry.nonce
    }

    init(reading row: inout RowReader) throws(StorageError) {
        key = try row.next()
        sequence = try row.next()
        nonce = try row.next()
    }
}
