import Kernel
import Storage

/// Entries of one tenant that are committed together.
struct LedgerBatch: Sendable {
    let entries: [LedgerEntry]

    /// Writes what is open and new; gives what became of each entry, in their order.
    ///
    /// Everything is decided before the first entry is written, under the lock of its item.
    func write(in transaction: inout Transaction) throws -> [LedgerOutcome] {
        var outcomes = [LedgerOutcome](repeating: .closed, count: entries.count)
        // Items are always locked in the same order, so that two servers cannot wait for each other.
        let items = Dictionary(grouping: entries.indices) { entries[$0].item }
        for (item, indices) in items.sorted(by: { $0.key < $1.key }) {
            guard let found = try LedgerStore.lock(item, in: &transaction) else { continue }
            let open = indices.filter { found.isOpen(at: entries[$0].arrivedAt) }
            guard !open.isEmpty else { continue }
            try write(open, of: item, after: found.count, into: &outcomes, in: &transaction)
        }
        return outcomes
    }

    private func write(
        _ open: [Int],
        of item: String,
        after count: Int,
        into outcomes: inout [LedgerOutcome],
        in transaction: inout Transaction
    ) throws {
        let keys = padded(open.map { entries[$0].key })
        var known = Set(try LedgerStore.known(keys, of: item, in: &transaction))
        var accepted: [LedgerEntry] = []
        for index in open {
            // The first of two equal keys in one batch is the one that counts.
            guard known.insert(entries[index].key).inserted else {
                outcomes[index] = .duplicate
                continue
            }
            accepted.append(entries[index])
            outcomes[index] = .accepted(sequence: count + accepted.count)
        }
        guard !accepted.isEmpty else { return }
        let written = try LedgerStore.append(accepted, to: item, after: count, in: &transaction)
        guard written == accepted.count else {
            throw StorageError(.constraint, "\(written) of \(accepted.count) entries were written")
        }
        try LedgerStore.setCount(of: item, to: count + written, in: &transaction)
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
