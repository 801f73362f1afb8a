private import Dispatch
internal import Storage
import Synchronization

/// Knows how much of the journal is on disk, and brings the rest there.
///
/// SQLite writes a commit into its journal and lets the next writer in; nobody hears of it until the
/// journal was synchronised after that. One synchronisation serves all commits that ended before it
/// began, and the next batch is written meanwhile.
///
/// Each writing transaction takes a number before its COMMIT. There is one writer at a time, so
/// whatever has ended has a lower number than whatever has not.
final class DurableJournal: Sendable {
    typealias Number = UInt64

    fileprivate struct Waiting {
        let number: Number
        let answer: CheckedContinuation<Bool, Never>
    }

    fileprivate struct State {
        /// The last transaction that was about to commit.
        var announced: Number = 0
        /// The last one that has ended.
        var ended: Number = 0
        /// The last one that is on disk.
        var durable: Number = 0
        var waiting: [Waiting] = []
        var isSynchronising = false
        var synchronisations = 0
        var failure: String?
    }

    let file: CInt
    private let synchronise: @Sendable (CInt) -> CInt
    private let onFailure: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "parvis.sqlite-journal", qos: .userInitiated)
    private let state = Mutex(State())

    /// On the journal of a database that stays open as long as this does.
    init(
        path: String,
        synchronise: @escaping @Sendable (CInt) -> CInt,
        onFailure: @escaping @Sendable (String) -> Void
    ) throws(StorageError) {
        file = try SQLiteDisk.open(path)
        self.synchronise = synchronise
        self.onFailure = onFailure
    }

    deinit {
        SQLiteDisk.close(file)
    }

    /// Throws once the disk has failed: what is read from then on may never have been stored.
    func check() throws(StorageError) {
        if let reason = state.withLock({ $0.failure }) { throw Self.refusal(reason) }
    }

    var hasFailed: Bool { state.withLock { $0.failure != nil } }

    /// The last transaction whose rows somebody may have read by now.
    var announced: Number { state.withLock { $0.announced } }

    /// How often the disk has said that it holds what was written.
    var synchronisations: Int { state.withLock { $0.synchronisations } }

    /// In bytes, of which a part may be of an earlier round.
    var size: Int { SQLiteDisk.size(file) }

    /// Writes all of it once more and brings it to disk: what the system had forgotten to write, too.
    ///
    /// Only while nobody else writes to it.
    func renew() throws(StorageError) {
        try SQLiteDisk.rewrite(file)
        guard synchronise(file) == 0 else {
            throw StorageError(
                .unavailable,
                "the journal could not be synchronised: \(SQLiteDisk.reason)"
            )
        }
    }

    /// Takes a number for a transaction that is about to commit.
    func announce() throws(StorageError) -> Number {
        let (number, failure) = state.withLock { state -> (Number, String?) in
            guard state.failure == nil else { return (0, state.failure) }
            state.announced += 1
            return (state.announced, nil)
        }
        if let failure { throw Self.refusal(failure) }
        return number
    }

    /// Asks for the disk: the transaction has ended, whether it wrote anything or not.
    ///
    /// One that found nothing to do may have decided so from what is not on disk yet, written by this
    /// process or by another.
    func end(_ number: Number) {
        let mustStart = state.withLock { state in
            state.ended = max(state.ended, number)
            guard !state.isSynchronising, state.failure == nil else { return false }
            state.isSynchronising = true
            return true
        }
        if mustStart { queue.async { self.work() } }
    }

    /// Returns when the transaction, and all before it, are on disk; false when nobody can know.
    func reach(_ number: Number) async -> Bool {
        if let known = state.withLock({ $0.verdict(on: number) }) { return known }
        return await withCheckedContinuation { answer in
            let known = state.withLock { state -> Bool? in
                let known = state.verdict(on: number)
                if known == nil { state.waiting.append(Waiting(number: number, answer: answer)) }
                return known
            }
            if let known { answer.resume(returning: known) }
        }
    }

    /// Stops everything: after a failure the system forgets which pages it could not write, and the
    /// next synchronisation succeeds without them.
    ///
    /// So no later one proves anything, until a new process has read the journal anew and copied it
    /// into the file.
    func fail(_ reason: String) {
        let waiting = state.withLock { state -> [Waiting]? in
            guard state.failure == nil else { return nil }
            state.failure = reason
            defer { state.waiting = [] }
            return state.waiting
        }
        guard let waiting else { return }
        // Whoever opens the database next makes sure of it, also while this process is still there.
        SQLiteDisk.unmark(file)
        onFailure(reason)
        for one in waiting { one.answer.resume(returning: false) }
    }

    /// Synchronises until all that has ended is on disk.
    private func work() {
        while let target = state.withLock({ $0.nextTarget() }) {
            guard synchronise(file) == 0 else {
                return fail("the journal could not be synchronised: \(SQLiteDisk.reason)")
            }
            for one in state.withLock({ $0.reached(target) }) { one.answer.resume(returning: true) }
        }
    }

    static func refusal(_ reason: String) -> StorageError {
        StorageError(.unavailable, "\(reason); nothing more is written until the program restarts")
    }

    static let unknown = StorageError(
        .unknownOutcome,
        "the disk failed after the transaction had ended"
    )
}

extension DurableJournal.State {
    /// Nil while it is on its way.
    fileprivate func verdict(on number: DurableJournal.Number) -> Bool? {
        if number <= durable { return true }
        return failure == nil ? nil : false
    }

    /// What the next synchronisation brings to disk; nil when there is nothing to do.
    fileprivate mutating func nextTarget() -> DurableJournal.Number? {
        guard failure == nil, ended > durable else {
            isSynchronising = false
            return nil
        }
        return ended
    }

    /// Gives whoever waited for it.
    fileprivate mutating func reached(_ target: DurableJournal.Number) -> [DurableJournal.Waiting] {
        guard failure == nil else { return [] }
        durable = target
        synchronisations += 1
        let ready = waiting.filter { $0.number <= target }
        waiting.removeAll { $0.number <= target }
        return ready
    }
}
