package import Kernel

/// An institution as visitors reach it: its name, its host names and its spaces.
package struct Site: Sendable, Hashable {
    package let tenant: Tenant
    /// Host names of its own; `<id>.localhost` always works too.
    package let hosts: [String]
    /// In the order of the menu.
    package let spaces: [Space]
    package let look: SiteLook

    package init(tenant: Tenant, hosts: [String], spaces: [Space], look: SiteLook = .plain) {
        self.tenant = tenant
        self.hosts = hosts
        self.spaces = spaces
        self.look = look
    }

    /// Where it is read, without a path: at the first host of its own, or on this machine at a port.
    package func origin(port: Int?) -> String {
        hosts.first.map { Visit.absolute("", host: $0) } ?? localOrigin(port: port)
    }

    /// The same, for whoever asked at a host of ``Visit/host``: there if it is one of its own.
    ///
    /// A request can name any host and port; where letters lead is not for the request to say.
    package func origin(asked host: String) -> String {
        guard let first = hosts.first else { return Visit.absolute("", host: host) }
        return Visit.absolute("", host: hosts.contains(host) ? host : first)
    }

    /// Where it is read on this machine, whatever hosts it has.
    package func localOrigin(port: Int?) -> String {
        Visit.absolute("", host: "\(tenant.id).localhost\(port.map { ":\($0)" } ?? "")")
    }

    /// What people find at that address.
    package func space(_ slug: some StringProtocol) -> Space? {
        spaces.first { $0.slug == slug && $0.isPublic }
    }

    /// Those that people find, in the order of the menu.
    package var publicSpaces: [Space] { spaces.filter(\.isPublic) }
}
