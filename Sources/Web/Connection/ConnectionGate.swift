import Synchronization

/// Counts open connections, in all and for each network, and says who may come in.
///
/// Hummingbird's `availableConnectionsDelegate` only stops accepting: everyone then waits in the
/// backlog, unanswered, behind the one client that holds the connections.
/// The gate accepts and answers at once, so that others are served and the refused are told.
final class ConnectionGate: Sendable {
    enum Admission {
        /// It is served.
        case admitted
        /// It is counted and told to come back later.
        case refused
        /// It is neither counted nor told, so that refusing costs nothing under attack.
        case dropped
    }

    private struct Counts {
        var total = 0
        var ofNetwork: [PeerNetwork: Int] = [:]
    }

    private let limits: ConnectionLimits
    private let counts = Mutex(Counts())

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// Counts a connection in, unless it is dropped.
    func admit(_ network: PeerNetwork?) -> Admission {
        counts.withLock { counts in
            let ofNetwork = network.map { counts.ofNetwork[$0, default: 0] } ?? 0
            let mostOfNetwork = limits.connectionsPerNetwork ?? .max
            let over = max(counts.total - limits.connections, ofNetwork - mostOfNetwork)
            guard over < limits.refusedConnections else { return .dropped }

            counts.total += 1
            if let network { counts.ofNetwork[network] = ofNetwork + 1 }
            return over < 0 ? .admitted : .refused
        }
    }

    /// Counts out a connection that was admitted or refused.
    func release(_ network: PeerNetwork?) {
        counts.withLock { counts in
            counts.total -= 1
            guard let network, let ofNetwork = counts.ofNetwork[network] else { return }

            counts.ofNetwork[network] = ofNetwork > 1 ? ofNetwork - 1 : nil
        }
    }
}
