import Kernel
import Synchronization
import Web

/// Which sendings were paid for, and what was sent: so that one price serves one sending, and the same sent
/// again costs nothing.
///
/// Only keyed hashes are kept, in the memory of this process; the oldest make way.
final class PaidSendings: Sendable {
    private struct State {
        /// What was sent, by the sending; and those of the time before.
        var young: [Int: Int] = [:]
        var old: [Int: Int] = [:]
        /// The streams of those that came in one.
        var streams: [Int: StreamWatch.Stream] = [:]
        var oldStreams: [Int: StreamWatch.Stream] = [:]
        var begunAt: Instant
    }

    private let key: UInt64
    private let limit: Int
    private let state: Mutex<State>

    init(limit: Int = Limits.paidSendings, random: Random, now: Instant) {
        self.limit = limit
        key = random.bits()
        state = Mutex(State(begunAt: now))
    }

    /// What was sent before with these random bits.
    enum Found: Sendable, Hashable {
        case nothing
        case same
        case other
    }

    func find(_ sending: [UInt8], _ content: Int, at now: Instant) -> Found {
        let name = hash(sending)
        return state.withLock { state in
            renew(&state, at: now)
            guard let known = state.young[name] ?? state.old[name] else { return .nothing }
            return known == content ? .same : .other
        }
    }

    /// Notes a sending; false when the same bits were used for something else.
    func note(_ sending: [UInt8], _ content: Int, at now: Instant) -> Bool {
        let name = hash(sending)
        return state.withLock { state in
            renew(&state, at: now)
            if let known = state.young[name] ?? state.old[name] { return known == content }
            state.young[name] = content
            return true
        }
    }

    /// Notes in which stream a sending came.
    func keep(_ stream: StreamWatch.Stream, of sending: [UInt8]) {
        let name = hash(sending)
        state.withLock { $0.streams[name] = stream }
    }

    /// In which stream a sending came; nil for one that came in none.
    func stream(of sending: [UInt8]) -> StreamWatch.Stream? {
        let name = hash(sending)
        return state.withLock { $0.streams[name] ?? $0.oldStreams[name] }
    }

    /// What stands for the contents of a form.
    func content(of fields: [(name: String, value: String)]) -> Int {
        var hasher = Hasher()
        hasher.combine(key)
        for field in fields {
            hasher.combine(field.name)
            hasher.combine(field.value)
        }
        return hasher.finalize()
    }

    private func hash(_ bytes: [UInt8]) -> Int {
        var hasher = Hasher()
        hasher.combine(key)
        hasher.combine(bytes)
        return hasher.finalize()
    }

    /// Each half lives at least as long as a price can be used after it was named.
    private func renew(_ state: inout State, at now: Instant) {
        let life = Limits.priceMilliseconds + Limits.turnMilliseconds
        guard state.begunAt.distance(to: now) >= life || state.young.count >= limit / 2 else {
            return
        }
        (state.old, state.oldStreams) = (state.young, state.streams)
        (state.young, state.streams) = ([:], [:])
        state.begunAt = now
    }
}
