import Kernel
import Synchronization

/// Which host name belongs to which institution, in memory.
///
/// A service replaces the list every second, so that a tenant made by a command, or by another
/// server on the same database, appears without a restart.
package final class SiteDirectory: Sendable {
    /// What stands at a host name.
    package enum Answer: Sendable {
        case portal([Site])
        case site(Site)
        case unknown
    }

    private struct State {
        var sites: [Site] = []
        var byHost: [String: Site] = [:]
    }

    private let portalHosts: Set<String>
    private let state = Mutex(State())

    /// `localhost` and addresses of the loopback are always the portal's.
    package init(portalHosts: [String] = []) {
        self.portalHosts = Set(portalHosts.map { $0.lowercased() }).union([
            "localhost", "127.0.0.1", "[::1]",
        ])
    }

    package func replace(with sites: [Site]) {
        var byHost: [String: Site] = [:]
        for site in sites {
            byHost[site.tenant.id.text + ".localhost"] = site
            for host in site.hosts { byHost[host] = site }
        }
        let state = State(sites: sites, byHost: byHost)
        self.state.withLock { $0 = state }
    }

    /// The authority of a request, with or without a port.
    package func answer(for authority: String) -> Answer {
        let host = Self.host(of: authority)
        return state.withLock { state in
            if let site = state.byHost[host] { return .site(site) }
            if portalHosts.contains(host) { return .portal(state.sites) }
            return .unknown
        }
    }

    private static func host(of authority: String) -> String {
        let name: Substring
        if authority.utf8.first == UInt8(ascii: "["),
            let end = authority.firstIndex(of: "]")
        {
            name = authority[...end]
        } else {
            name = Substring(authority.utf8.prefix { $0 != UInt8(ascii: ":") })
        }
        let isLower = name.utf8.allSatisfy { !(0x41...0x5A).contains($0) && $0 < 0x80 }
        let lower = isLower ? String(name) : name.lowercased()
        return lower.utf8.last == UInt8(ascii: ".") ? String(lower.dropLast()) : lower
    }
}
