import Kernel

/// What becomes of each entry of a batch: decided under the locks, in their order, before the first is
/// written.
///
/// Pure: what was read goes in, what is to be written comes out.
struct LedgerVerdicts {
    private let items: [Subject: LedgerItem]
    private var known: [LedgerKey: StoredKey]
    /// What is kept beside a known key, and as which numbers.
    private var kept: [AlternateKey: Int]
    /// How much people of limited entries have used.
    private(set) var used: [LedgerPerson: Int]
    private(set) var accepted: [Subject: [LedgerEntry]] = [:]
    private(set) var numbered: [NumberedEntry] = []
    /// What is kept beside one that is counted.
    private(set) var alternates: [NumberedEntry] = []

    init(
        _ items: [Subject: LedgerItem],
        known: [LedgerKey: StoredKey],
        kept: [AlternateKey: Int] = [:],
        used: [LedgerPerson: Int]
    ) {
        self.kept = kept
        self.items = items
        self.known = known
        self.used = used
    }

    /// What each item gains, in the order of their numbers.
    ///
    /// Where something is kept uncounted there is a tally too: the same rows are written as for something
    /// that counts, so that it takes as long.
    var tallies: [LedgerTally] {
        let beside = Dictionary(grouping: alternates.map(\.entry), by: \.item)
        return Set(accepted.keys).union(beside.keys).compactMap { subject in
            items[subject].map {
                LedgerTally(
                    accepted[subject, default: []],
                    beside: beside[subject, default: []],
                    of: $0
                )
            }
        }
        .sorted { $0.item.number < $1.item.number }
    }

    /// What each item that gains something counts publicly from now on, without what is kept out of it.
    func counts(holding held: [HeldPart: Int]) -> [Subject: Int] {
        let parts = Dictionary(held.map { ($0.key.item, $0.value) }, uniquingKeysWith: +)
        return (Array(accepted.keys) + alternates.map(\.entry.item)).reduce(into: [:]) {
            counts,
            subject in
            guard let item = items[subject] else { return }
            counts[subject] =
                item.publicCount + accepted[subject, default: []].count
                - parts[item.number, default: 0]
        }
    }

    /// Decides on the next entry.
    ///
    /// - Parameters:
    ///   - isLate: Its time was over before its turn came.
    ///   - isInDoubt: It may have been stored by a transaction of which nobody heard.
    mutating func decide(
        _ entry: LedgerEntry,
        isLate: Bool,
        isInDoubt: Bool
    ) -> LedgerBatch.Fate {
        guard let item = items[entry.item] else { return .outcome(.closed) }
        let key = LedgerKey(item: item.number, key: entry.key)
        let isOpen = item.isOpen(at: entry.arrivedAt)
        if let stored = known[key] {
            // The first of two equal keys in one batch is the one that counts.
            if stored.nonce == entry.nonce {
                return .outcome(.accepted(sequence: stored.sequence))
            }
            guard entry.keepsAlternates else { return .outcome(isOpen ? .duplicate : .closed) }
            return keep(entry, beside: key, of: item, isOpen: isOpen, isLate: isLate)
        }
        guard isOpen else { return .outcome(.closed) }
        if isLate { return .expired }
        // Perhaps it was stored, and its person has taken it back.
        if isInDoubt, item.withdrawn > 0 { return .unknown }
        if let limit = entry.limit {
            let person = LedgerPerson(space: entry.item.space, key: limit.person)
            guard used[person, default: 0] < limit.most else { return .outcome(.limited) }
            used[person, default: 0] += 1
        }
        let sequence = item.lastSequence + accepted[entry.item, default: []].count + 1
        accepted[entry.item, default: []].append(entry)
        numbered.append(NumberedEntry(entry: entry, item: item.number, sequence: sequence))
        known[key] = StoredKey(sequence: sequence, nonce: entry.nonce)
        return .outcome(.accepted(sequence: sequence))
    }

    /// The same answers as for something that counts.
    private mutating func keep(
        _ entry: LedgerEntry,
        beside key: LedgerKey,
        of item: LedgerItem,
        isOpen: Bool,
        isLate: Bool
    ) -> LedgerBatch.Fate {
        let name = AlternateKey(key: key, nonce: entry.nonce)
        if let sequence = kept[name] { return .outcome(.accepted(sequence: sequence)) }
        guard isOpen else { return .outcome(.closed) }
        if isLate { return .expired }
        let before = alternates.count { $0.item == item.number }
        let sequence = item.lastAlternate + before + 1
        alternates.append(NumberedEntry(entry: entry, item: item.number, sequence: sequence))
        kept[name] = sequence
        return .outcome(.accepted(sequence: sequence))
    }
}
