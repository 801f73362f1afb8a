import Kernel
import Synchronization

/// Beside the writer: items that are held up, and a look at the time.
extension Ledger {
    /// Writes what stands aside, one item after the other, until the server stops; then once more.
    func writeAside() async {
        for await _ in asideWake {
            while await tryAside(), !Task.isCancelled {
                try? await Task.sleep(for: settings.pause)
                if queue.withLock({ $0.isStopping }) { break }
            }
        }
        _ = await tryAside()
    }

    /// One round; true while something still stands aside.
    private func tryAside() async -> Bool {
        for item in queue.withLock({ $0.itemsAside }) {
            var goesOn = true
            while goesOn,
                let flight = queue.withLock({ $0.take(aside: item, limit: Limits.ledgerBatch) })
            {
                goesOn = await write(flight)
            }
        }
        return queue.withLock { !$0.itemsAside.isEmpty }
    }

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
