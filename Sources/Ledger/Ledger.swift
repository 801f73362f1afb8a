package import Kernel
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// The intake of signatures and supports: exact under any crowd.
///
/// Callers queue; tenants are served in turn: all that waits of one is committed in one transaction, and
/// only then answered. So each commit carries as many entries as arrived during the last one. At every
/// instant `count(*)` and the counter are equal, and with what was taken back they are the highest number.
///
/// What fails is tried again item by item, beside the others (`Ledger+Aside.swift`). Whoever asked is
/// told the truth within `LedgerSettings.answer`: counted, not stored, or that nobody knows.
package final class Ledger: Service {
    let database: Database
    let clock: Clock
    private let logger: Logger
    let settings: LedgerSettings
    let queue: Mutex<LedgerQueue>
    let wake: AsyncStream<Void>
    let bell: AsyncStream<Void>.Continuation
    let asideWake: AsyncStream<Void>
    let asideBell: AsyncStream<Void>.Continuation
    private let following = Mutex<[Subject.Kind: LedgerFollower]>([:])

    package init(
        database: Database,
        clock: Clock,
        logger: Logger,
        settings: LedgerSettings = LedgerSettings()
    ) {
        self.database = database
        self.clock = clock
        self.logger = logger
        self.settings = settings
        queue = Mutex(LedgerQueue(capacity: settings.capacity))
        (wake, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (asideWake, asideBell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Has the counts of items of a kind told whenever they move, in the transaction that moves them.
    ///
    /// For whoever keeps lists in the order of counts. What it throws undoes the batch.
    package func follow(_ kind: Subject.Kind, with follower: @escaping LedgerFollower) {
        following.withLock { $0[kind] = follower }
    }

    var followers: [Subject.Kind: LedgerFollower] { following.withLock { $0 } }

    /// Waits until the entry is durably counted or refused, or its time is over.
    ///
    /// Throws `LedgerError` when it was not taken, or nobody knows whether it was; `StorageError` when
    /// the database failed: then nothing of it is stored.
    package func submit(_ entry: LedgerEntry) async throws -> LedgerOutcome {
        precondition(entry.key.count == 16 && entry.nonce.count == 8)
        precondition(entry.payload.count <= Limits.ledgerPayloadBytes)
        do {
            let outcome = try await wait(for: entry)
            if case .accepted = outcome { WriteRecord.noteElsewhere() }
            return outcome
        } catch {
            if error as? LedgerError == .outcomeUnknown { WriteRecord.noteElsewhere() }
            throw error
        }
    }

    private func wait(for entry: LedgerEntry) async throws -> LedgerOutcome {
        try await withCheckedThrowingContinuation { asker in
            let ticket = LedgerTicket(entry, settings: settings, asker: asker)
            if let refusal = queue.withLock({ $0.add(ticket) }) {
                ticket.answer(.failure(refusal))
            } else {
                bell.yield()
            }
        }
    }

    /// Writes until the server stops, then what still waits, and ends.
    package func run() async {
        await withGracefulShutdownHandler {
            async let _: Void = watch()
            async let aside: Void = writeAside()
            await writeWaiting()
            asideBell.finish()
            await aside
            for ticket in queue.withLock({ $0.clear() }) { ticket.giveUp(.stopping) }
        } onGracefulShutdown: { [self] in
            stop()
        }
    }

    /// Takes no more entries; those that wait are still written.
    package func stop() {
        queue.withLock { $0.stop() }
        bell.finish()
    }

    /// Commits a batch and tells each what became of it; true when it was committed.
    @discardableResult
    func write(
        _ flight: LedgerFlight,
        written: @escaping @Sendable () -> Void = {}
    ) async -> Bool {
        let batch = LedgerBatch(flight, followers: followers)
        let scope = Scope(tenant: flight.tenant, actor: .visitor, now: clock.now)
        do {
            let isolation = Isolation.lockedRowsWithin(settings.lockWait)
            let fates = try await database.write(
                in: scope,
                isolation: isolation,
                written: written
            ) {
                try batch.write(in: &$0)
            }
            queue.withLock { $0.end(flight) }
            for (ticket, fate) in zip(flight.tickets, fates) {
                switch fate {
                case .outcome(let outcome): ticket.answer(.success(outcome))
                // It was looked up under the lock: it is not stored, whatever was in doubt before.
                case .expired: ticket.answer(.failure(LedgerError.expired))
                case .unknown: ticket.answer(.failure(LedgerError.outcomeUnknown))
                }
            }
            return true
        } catch {
            settle(flight, after: error)
            return false
        }
    }

    /// Tells who can be told, and sets aside who has to be written again.
    private func settle(_ flight: LedgerFlight, after error: any Error) {
        let trouble = LedgerTrouble(error, items: flight.items.count)
        log(trouble, error, flight)
        if trouble == .unknown { for ticket in flight.tickets { ticket.doubt() } }
        // An error now says nothing about a transaction before it.
        let again = trouble == .failed ? flight.tickets.filter(\.isInDoubt) : flight.tickets
        queue.withLock { $0.end(flight, again: again) }
        if !again.isEmpty { asideBell.yield() }
        guard trouble == .failed else { return }
        for ticket in flight.tickets where !ticket.isInDoubt { ticket.answer(.failure(error)) }
    }

    private func log(_ trouble: LedgerTrouble, _ error: any Error, _ flight: LedgerFlight) {
        let metadata: Logger.Metadata = [
            "tenant.id": "\(flight.tenant)", "error": "\(ErrorText.of(error))",
        ]
        switch trouble {
        case .failed: logger.error("a batch of the ledger was not written", metadata: metadata)
        case .passing: logger.debug("a batch of the ledger is tried again", metadata: metadata)
        case .unknown: logger.warning("a batch of the ledger is in doubt", metadata: metadata)
        }
    }
}
