import Synchronization

/// An entry on its way, and who waits to hear of it.
final class LedgerTicket: Sendable {
    private struct State {
        var asker: CheckedContinuation<LedgerOutcome, any Error>?
        var isInDoubt = false
        var isOver = false
    }

    let entry: LedgerEntry
    /// From here on it is not written any more.
    let expiresAt: ContinuousClock.Instant
    /// By then its asker has heard something.
    let answerBy: ContinuousClock.Instant
    private let state: Mutex<State>

    init(
        _ entry: LedgerEntry,
        settings: LedgerSettings,
        asker: CheckedContinuation<LedgerOutcome, any Error>
    ) {
        self.entry = entry
        expiresAt = entry.receivedAt + settings.wait
        answerBy = entry.receivedAt + settings.answer
        state = Mutex(State(asker: asker))
    }

    /// A transaction with it was sent to be committed, and nobody knows what became of it.
    var isInDoubt: Bool { state.withLock { $0.isInDoubt } }

    func doubt() {
        state.withLock { $0.isInDoubt = true }
    }

    /// Its asker hears, or has heard, that nobody knows: it is not written again.
    var isOver: Bool { state.withLock { $0.isOver } }

    func endInDoubt() {
        state.withLock { $0.isOver = true }
    }

    /// Tells the asker, once: what comes later is told to nobody.
    func answer(_ result: Result<LedgerOutcome, any Error>) {
        let asker = state.withLock { state in
            defer { state.asker = nil }
            return state.asker
        }
        asker?.resume(with: result)
    }

    /// Tells that it will not be written: true of an entry that is in no transaction.
    func giveUp(_ reason: LedgerError) {
        answer(.failure(isInDoubt ? .outcomeUnknown : reason))
    }
}
