import Kernel
import Synchronization

/// From where signatures came, until they are written down together: one statement a second for a crowd.
///
/// What a process has not written when it ends is lost; it is only for whoever looks for a stream of
/// signatures within the next day.
final class SignatureTraces: Sendable {
    /// One signature: its key, and keyed hashes of its network and, where it came by email, its domain.
    struct Trace: Sendable, Hashable {
        let petition: Petition.ID
        let key: [UInt8]
        let network: [UInt8]
        let domain: [UInt8]
        let at: Instant
    }

    private typealias Place = SigningDesk.Place

    private struct State {
        var waiting: [Place: [Trace]] = [:]
        var writtenAt: [Place: Instant] = [:]
    }

    private let state = Mutex(State())

    /// Notes one; gives all that wait in its space, for the caller to write, where the last were written a second
    /// ago or many wait.
    func note(_ trace: Trace, in scope: Scope) -> [Trace] {
        let place = Place(tenant: scope.tenant, space: scope.space)
        return state.withLock { state in
            state.waiting[place, default: []].append(trace)
            let isDue =
                state.writtenAt[place].map {
                    $0.distance(to: scope.now) >= Limits.cacheFreshMilliseconds
                } ?? true
            let isFull = state.waiting[place, default: []].count >= Limits.ledgerBatch
            return isDue || isFull ? Self.take(place, from: &state, at: scope.now) : []
        }
    }

    /// Gives all that wait in a space, for whoever is about to look at them.
    func take(in scope: Scope) -> [Trace] {
        let place = Place(tenant: scope.tenant, space: scope.space)
        return state.withLock { Self.take(place, from: &$0, at: scope.now) }
    }

    private static func take(_ place: Place, from state: inout State, at now: Instant) -> [Trace] {
        // Bounded: of spaces that nobody signs in any more the oldest instants go.
        if state.writtenAt.count >= Limits.signableItems { state.writtenAt = [:] }
        state.writtenAt[place] = now
        return state.waiting.removeValue(forKey: place) ?? []
    }
}
