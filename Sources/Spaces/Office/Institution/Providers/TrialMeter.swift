import Kernel
import Synchronization

/// How often the staff of an institution lets the server ask a provider: it is no tool to search networks with.
///
/// Counted by the hour, in the memory of this process.
final class TrialMeter: Sendable {
    private struct State {
        var hour: Int64
        var counts: [Tenant.ID: Int] = [:]
    }

    private let state = Mutex(State(hour: 0))

    /// Counts one more; false when there were too many in this hour.
    func takesOne(of tenant: Tenant.ID, at now: Instant) -> Bool {
        let hour = now.milliseconds / Instant.millisecondsPerHour
        return state.withLock { state in
            if state.hour != hour { state = State(hour: hour) }
            let count = state.counts[tenant, default: 0]
            guard count < Limits.providerTrialsPerHour else { return false }
            state.counts[tenant] = count + 1
            return true
        }
    }
}
