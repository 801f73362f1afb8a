import Kernel
import Synchronization

/// A look at the time, for everybody who waits.
extension Ledger {
    /// Tells those whose time is over, as long as the ledger runs.
    ///
    /// What waits is dropped unwritten, and that is said; what is in a transaction may be stored.
    func watch() async {
        while !Task.isCancelled {
            let over = queue.withLock { $0.expire(at: .now) }
            for ticket in over.dropped { ticket.answer(.failure(LedgerError.expired)) }
            for ticket in over.unknown { ticket.answer(.failure(LedgerError.outcomeUnknown)) }
            try? await Task.sleep(for: settings.pause)
        }
    }
}
