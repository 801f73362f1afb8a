package import Kernel
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// The insert-only intake of signatures and supports: exact under any crowd.
///
/// Callers queue; one writer takes all that waits, commits it in one transaction, and only then
/// answers. So each commit carries as many entries as arrived during the last one, and
/// `count(*)`, the counter and the highest sequence number are equal at every instant.
package final class Ledger: Service {
    private struct Waiting {
        let entry: LedgerEntry
        let answer: CheckedContinuation<LedgerOutcome, any Error>
    }

    private struct State {
        var queue: [Waiting] = []
        var isStopping = false
    }

    private let database: Database
    private let clock: Clock
    private let logger: Logger
    private let capacity: Int
    private let state = Mutex(State())
    private let wake: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    package init(
        database: Database,
        clock: Clock,
        logger: Logger,
        capacity: Int = Limits.ledgerQueue
    ) {
        self.database = database
        self.clock = clock
        self.logger = logger
        self.capacity = capacity
        (wake, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Waits until the entry is durably counted or refused.
    ///
    /// Throws `LedgerError` when it was not taken, `StorageError` when the database failed: then
    /// nothing of it is stored.
    package func submit(_ entry: LedgerEntry) async throws -> LedgerOutcome {
        precondition(entry.key.count == 16 && entry.nonce.count == 8)
        precondition(entry.payload.count <= Limits.ledgerPayloadBytes)
        return try await withCheckedThrowingContinuation { answer in
            let refusal = state.withLock { state -> LedgerError? in
                if state.isStopping { return .stopping }
                if state.queue.count >= capacity { return .full }
                state.queue.append(Waiting(entry: entry, answer: answer))
                return nil
            }
            if let refusal {
                answer.resume(throwing: refusal)
            } else {
                bell.yield()
            }
        }
    }

    /// Writes until the server stops, then what still waits, and ends.
    package func run() async {
        await withGracefulShutdownHandler {
            for await _ in wake {
                while await writeWaiting() {}
            }
        } onGracefulShutdown: { [self] in
            stop()
        }
        // Also when the task was cancelled without a word: nobody may wait for ever.
        stop()
        while await writeWaiting() {}
    }

    /// Takes no more entries; those that wait are still written.
    package func stop() {
        state.withLock { $0.isStopping = true }
        bell.finish()
    }

    /// Commits one batch.
    ///
    /// False when nothing waited.
    private func writeWaiting() async -> Bool {
        let waiting = state.withLock { state in
            let batch = Array(state.queue.prefix(Limits.ledgerBatch))
            state.queue.removeFirst(batch.count)
            return batch
        }
        guard !waiting.isEmpty else { return false }
        let tenants = Dictionary(grouping: waiting) { $0.entry.tenant }
        for (tenant, group) in tenants {
            await write(group, of: tenant)
        }
        return true
    }

    private func write(_ group: [Waiting], of tenant: Tenant.ID) async {
        let batch = LedgerBatch(entries: group.map(\.entry))
        let scope = Scope(tenant: tenant, actor: .visitor, now: clock.now)
        do {
            let outcomes = try await database.write(in: scope, isolation: .lockedRows) {
                try batch.write(in: &$0)
            }
            for (waiting, outcome) in zip(group, outcomes) {
                waiting.answer.resume(returning: outcome)
            }
        } catch {
            logger.error(
                "a batch of the ledger was not written",
                metadata: ["tenant.id": "\(tenant)", "error": "\(error)"]
            )
            for waiting in group { waiting.answer.resume(throwing: error) }
        }
    }
}
