import Kernel
import Synchronization

/// Which host name belongs to which institution, in memory.
///
/// A service replaces the list within a second of each change, so that a tenant made by a command, or by another
/// server on the same database, appears without a restart.
package final class SiteDirectory: Sendable {
    /// What stands at a host name.
    package enum Answer: Sendable {
        case portal([Site])
        case site(Site)
        case unknown
    }

    /// What stands at a host, and how the host is written for others.
    struct Finding: Sendable {
        let answer: Answer
        /// Made of what is set, never of what a request wrote.
        let host: String
        /// Where it is read, for everybody: without a path.
        let origin: String
    }

    private struct State {
        /// Where this server is reached on this machine; nil when that is the usual port.
        var port: Int?
        var sites: [Site] = []
        var byHost: [String: Site] = [:]
        var revision: Int?
    }

    private let portalHosts: Set<String>
    private let state = Mutex(State())

    /// `localhost` and addresses of the loopback are always the portal's.
    package init(portalHosts: [String] = []) {
        self.portalHosts = Set(portalHosts.map { $0.lowercased() }).union([
            "localhost", "127.0.0.1", "[::1]",
        ])
    }

    /// `revision` is that of the list, where it has one.
    package func replace(with sites: [Site], at revision: Int? = nil) {
        var byHost: [String: Site] = [:]
        for site in sites {
            byHost[site.tenant.id.text + ".localhost"] = site
            for host in site.hosts { byHost[host] = site }
        }
        state.withLock { state in
            state.sites = sites
            state.byHost = byHost
            state.revision = revision
        }
    }

    /// Every institution, listed or not.
    package var sites: [Site] { state.withLock(\.sites) }

    /// Of the list that is in force; nil when nobody told.
    package var revision: Int? { state.withLock(\.revision) }

    /// Tells at which port names of this machine are reached: a request can name any.
    package func serve(at port: Int) {
        state.withLock { $0.port = port == 80 ? nil : port }
    }

    /// Which site a request is for.
    func find(_ authority: RequestAuthority) -> Finding {
        let current = state.withLock(\.self)
        let answer = answer(for: authority, in: current)
        let port = current.port
        let isHere = !Visit.isSecure(host: authority.host)
        let suffix = isHere ? port.map { ":\($0)" } ?? "" : ""
        let host = authority.host + suffix
        let origin =
            switch answer {
            case .site(let site): site.origin(port: port)
            case .portal, .unknown: Visit.absolute("", host: host)
            }
        return Finding(answer: answer, host: host, origin: origin)
    }

    /// The authority of a request, with or without a port.
    package func answer(for authority: String) -> Answer {
        RequestAuthority(authority).map { answer(for: $0) } ?? .unknown
    }

    func answer(for authority: RequestAuthority) -> Answer {
        answer(for: authority, in: state.withLock(\.self))
    }

    private func answer(for authority: RequestAuthority, in state: State) -> Answer {
        if let site = state.byHost[authority.host] { return .site(site) }
        return portalHosts.contains(authority.host) ? .portal(state.sites) : .unknown
    }
}
