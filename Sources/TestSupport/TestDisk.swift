package import StorageSQLite
import Synchronization

/// A disk that a test holds up, counts and breaks, and what happened in which order.
package final class TestDisk: Sendable {
    package enum Event: Equatable {
        case began
        case ended
        case said(String)
    }

    private struct State {
        var events: [Event] = []
        var reports: [String] = []
        var isBroken = false
        var gate: (arrived: Signal, open: Signal)?
    }

    private let state = Mutex(State())

    package init() {}

    package var events: [Event] { state.withLock { $0.events } }

    /// How often it held what was written.
    package var count: Int { events.count { $0 == .ended } }

    /// What the driver told the operator.
    package var reports: [String] { state.withLock { $0.reports } }

    package func settings() -> SQLiteSettings {
        var settings = SQLiteSettings()
        settings.synchronise = { [self] in synchronise($0) }
        settings.report = { [self] text in state.withLock { $0.reports.append(text) } }
        return settings
    }

    package func note(_ text: String) { state.withLock { $0.events.append(.said(text)) } }

    package func forget() { state.withLock { $0.events = [] } }

    package func breakDown() { state.withLock { $0.isBroken = true } }

    package func mend() { state.withLock { $0.isBroken = false } }

    /// Stops the next synchronisation, once it has begun, until the second signal is given.
    package func hold() -> (arrived: Signal, open: Signal) {
        let gate = (arrived: Signal(), open: Signal())
        state.withLock { $0.gate = gate }
        return gate
    }

    private func synchronise(_ file: CInt) -> CInt {
        let gate = state.withLock { state in
            state.events.append(.began)
            defer { state.gate = nil }
            return state.gate
        }
        gate?.arrived.give()
        do { try gate?.open.await() } catch { return -1 }
        if state.withLock({ $0.isBroken }) { return -1 }
        let code = SQLiteSettings().synchronise(file)
        state.withLock { $0.events.append(.ended) }
        return code
    }
}
