import Kernel
import Synchronization

/// Beside the writer: items that are held up.
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
}
