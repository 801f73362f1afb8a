import Synchronization

/// Whether a run may go on; ends once, with a reason.
final class JobLease: Sendable {
    private let state = Mutex<JobInterruption?>(nil)
    private let endings: AsyncStream<Void>
    private let ending: AsyncStream<Void>.Continuation

    init() {
        (endings, ending) = AsyncStream.makeStream()
    }

    var interruption: JobInterruption? { state.withLock(\.self) }

    /// Asks the run to end after its present step.
    func ask(_ reason: JobInterruption) {
        state.withLock { $0 = $0 ?? reason }
    }

    /// Ends the run: it is cancelled wherever it waits.
    func end(_ reason: JobInterruption) {
        ask(reason)
        ending.finish()
    }

    /// Returns when the run was ended, or when the caller is cancelled.
    func waitForEnd() async {
        for await _ in endings {}
    }
}
