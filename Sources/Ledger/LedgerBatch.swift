import Kernel
package import Storage

/// Is told what items count now, all of them of one kind and in the transaction's space.
///
/// The rows of the items are locked: whoever writes the same rows elsewhere locks the items first.
package typealias LedgerFollower =
    @Sendable (_ counts: [String: Int], inout Transaction) throws -> Void

/// Entries of one tenant that are committed together.
///
/// It can be written again when nobody knows what became of it: an entry that is stored already is known
/// by its key and its random bits.
struct LedgerBatch: Sendable {
    /// What became of an entry.
    enum Fate: Sendable, Hashable {
        case outcome(LedgerOutcome)
        /// Its time was over before its turn came, and it was not written.
        case expired
        /// It may have been stored before, and taken back since: it was not written.
        case unknown
    }

    private let entries: [LedgerEntry]
    private let deadlines: [ContinuousClock.Instant]
    private let doubts: [Bool]

    private let followers: [Subject.Kind: LedgerFollower]

    init(_ flight: LedgerFlight, followers: [Subject.Kind: LedgerFollower]) {
        self.followers = followers
        entries = flight.tickets.map(\.entry)
        deadlines = flight.tickets.map(\.expiresAt)
        doubts = flight.tickets.map(\.isInDoubt)
    }

    /// Writes what is open and new; gives what became of each entry, in their order.
    ///
    /// Items are locked first, then the people whose entries are limited: whoever held them before has
    /// ended, and what it stored is seen.
    func write(in transaction: inout Transaction) throws -> [Fate] {
        let items = try LedgerStore.lock(Set(entries.map(\.item)), in: &transaction)
        let (known, kept) = try LedgerStore.stored(keys(in: items), in: &transaction)
        let used = try LedgerStore.lock(people, in: &transaction)
        var verdicts = LedgerVerdicts(items, known: known, kept: kept, used: used)
        let now = ContinuousClock.now
        let fates = entries.indices.map { index in
            verdicts.decide(
                entries[index],
                isLate: deadlines[index] <= now,
                isInDoubt: doubts[index]
            )
        }
        let (numbered, held) = try LedgerStore.marked(
            verdicts.numbered,
            beside: verdicts.alternates,
            in: &transaction
        )
        try LedgerStore.append(numbered, to: "ledger_entry", in: &transaction)
        try LedgerStore.append(verdicts.alternates, to: "ledger_alternate", in: &transaction)
        try LedgerStore.add(verdicts.tallies, holding: held, in: &transaction)
        try LedgerStore.setUsed(
            verdicts.used.filter { $0.value != used[$0.key] },
            in: &transaction
        )
        let idle = verdicts.used.filter { $0.value == 0 }.map(\.key)
        try LedgerStore.forget(idle, in: &transaction)
        try followers.tell(verdicts.counts(holding: held), in: &transaction)
        return fates
    }

    /// Whatever may have been kept beside is asked of all, so that no time tells whose key is counted.
    private func keys(in items: [Subject: LedgerItem]) -> [AlternateKey] {
        entries.compactMap { entry in
            items[entry.item].map { item in
                let key = LedgerKey(item: item.number, key: entry.key)
                return AlternateKey(key: key, nonce: entry.nonce)
            }
        }
    }

    private var people: Set<LedgerPerson> {
        Set(
            entries.compactMap { entry in
                entry.limit.map { LedgerPerson(space: entry.item.space, key: $0.person) }
            }
        )
    }
}

extension [Subject.Kind: LedgerFollower] {
    /// Tells each follower of its kind what the items of each space count.
    func tell(_ counts: [Subject: Int], in transaction: inout Transaction) throws {
        for (kind, follower) in self {
            let ofKind = counts.filter { $0.key.kind == kind }
            for space in Set(ofKind.map(\.key.space)).sorted() {
                var byID: [String: Int] = [:]
                for (item, count) in ofKind where item.space == space { byID[item.id] = count }
                try transaction.inside(space) { try follower(byID, &$0) }
            }
        }
    }
}
