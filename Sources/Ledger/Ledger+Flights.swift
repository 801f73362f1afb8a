import Kernel
import Synchronization

/// Batch after batch: one is prepared and written while the one before is brought to disk, and of
/// several tenants several at once where the engine lets them in.
extension Ledger {
    /// Writes until the ledger stops, then what still waits.
    func writeWaiting() async {
        await withDiscardingTaskGroup { flights in
            for await _ in wake {
                while let flight = next() {
                    flights.addTask { [self] in
                        await write(flight) { [self] in noteWritten(flight) }
                        noteWritten(flight)
                    }
                }
            }
        }
        // Also when the task was cancelled without a word: nobody may wait for ever.
        stop()
        while let first = next() {
            await withTaskGroup(of: Void.self) { round in
                var flight: LedgerFlight? = first
                while let now = flight {
                    round.addTask { [self] in
                        await write(now)
                        noteWritten(now)
                    }
                    flight = next()
                }
            }
        }
    }

    private func next() -> LedgerFlight? {
        queue.withLock { $0.take(limit: Limits.ledgerBatch) }
    }

    /// The next one of the tenant may begin.
    private func noteWritten(_ flight: LedgerFlight) {
        queue.withLock { $0.written(flight) }
        bell.yield()
    }
}
