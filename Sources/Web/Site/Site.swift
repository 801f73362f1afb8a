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

    package func space(_ slug: some StringProtocol) -> Space? {
        spaces.first { $0.slug == slug }
    }
}
