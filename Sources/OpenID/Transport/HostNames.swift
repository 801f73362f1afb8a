package import Kernel

/// Where the names of hosts lead.
package struct HostNames: Sendable {
    private let look: @Sendable (String) async -> [HostAddress]

    /// `look` gives every address of a name; none where it leads nowhere.
    package init(_ look: @escaping @Sendable (String) async -> [HostAddress]) {
        self.look = look
    }

    /// As the system of this machine knows them.
    package static let system: HostNames = {
        let lookups = NameLookups()
        return HostNames { await lookups.addresses(of: $0) }
    }()

    /// Where an address leads.
    enum Place: Sendable {
        case internet
        case nowhere
        case inside(InternalHost)
    }

    /// One address inside is enough: which of them is taken, nobody here decides.
    func place(of address: ProviderAddress) async -> Place {
        let host = address.host
        guard !address.isInternal else {
            return .inside(InternalHost(host: host, address: host))
        }
        let found = await look(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
        if let inside = found.first(where: \.isInternal) {
            return .inside(InternalHost(host: host, address: inside.text))
        }
        return found.isEmpty ? .nowhere : .internet
    }
}
