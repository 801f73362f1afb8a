import Synchronization

/// Wakes the scheduler of this process, from wherever there is suddenly something to do.
///
/// Nothing depends on it: a job that nobody wakes runs at its time. Made before the scheduler, so
/// that modules can ring before they have said which jobs they bring.
package final class JobBell: Sendable {
    private let woken = Mutex<Set<String>>([])
    let rings: AsyncStream<Void>
    private let rope: AsyncStream<Void>.Continuation

    package init() {
        (rings, rope) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Lets a job run at once; when it is running or has begun a moment ago, once more at the next look afterwards.
    package func wake(_ id: String) {
        // Whoever wishes what is wished already does not ring again: a crowd is one look.
        if woken.withLock({ $0.insert(id).inserted }) { rope.yield() }
    }

    /// The jobs that were woken and have not begun since.
    var waiting: Set<String> { woken.withLock(\.self) }

    /// Whether it was woken; from now on it is not.
    func take(_ id: String) -> Bool {
        woken.withLock { $0.remove(id) } != nil
    }

    /// Notes that a job is wanted, for when the scheduler looks next.
    func want(_ id: String) {
        _ = woken.withLock { $0.insert(id) }
    }

    /// Lets the scheduler look what is due.
    func ring() { rope.yield() }

    /// Ends ``rings``.
    func silence() { rope.finish() }
}
