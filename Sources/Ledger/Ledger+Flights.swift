import Kernel
import Synchronization

/// Batch after batch: one is prepared and written while the one before is brought to disk.
extension Ledger {
    /// Writes until the ledger stops, then what still waits.
    func writeWaiting() async {
        await withTaskGroup(of: Void.self) { flights in
            var count = 0
            for await _ in wake { await write(in: &flights, count: &count) }
            // Also when the task was cancelled without a word: nobody may wait for ever.
            stop()
            await write(in: &flights, count: &count)
        }
    }

    /// Starts a batch whenever the engine lets it in, on PostgreSQL when the one before is durable.
    ///
    /// Two are on their way at most: so the next one grows with the load.
    private func write(in flights: inout TaskGroup<Void>, count: inout Int) async {
        while true {
            if count == Self.flightsAtOnce {
                await flights.next()
                count -= 1
            }
            guard let flight = queue.withLock({ $0.take(limit: Limits.ledgerBatch) }) else {
                return
            }
            let (isWritten, written) = AsyncStream<Void>.makeStream()
            flights.addTask { [self] in
                await write(flight) { written.finish() }
                written.finish()
            }
            count += 1
            for await _ in isWritten {}
        }
    }

    private static let flightsAtOnce = 2
}
