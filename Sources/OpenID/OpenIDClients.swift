package import Kernel
import Synchronization

/// The clients of every institution, each kept with what its provider publishes.
package final class OpenIDClients: Sendable {
    private let clock: Clock
    private let random: Random
    private let names: HostNames
    private let transport: ProviderTransport
    private let clients = Mutex<[ProviderSettings: OpenIDClient]>([:])

    package init(
        clock: Clock,
        random: Random,
        names: HostNames = .system,
        transport: ProviderTransport? = nil
    ) {
        self.clock = clock
        self.random = random
        self.names = names
        self.transport = transport ?? ProviderTransport(reach: .internet(names))
    }

    /// What of the networks behind the server an issuer leads to; nil for none, and for an issuer that is none.
    package func internalHost(of settings: ProviderSettings) async -> InternalHost? {
        guard let address = try? ProviderAddress(issuer: settings.issuer),
            case .inside(let found) = await names.place(of: address)
        else { return nil }
        return found
    }

    /// The client with these settings; settings that change make another one.
    package func client(
        for settings: ProviderSettings
    ) throws(OpenIDFailure) -> OpenIDClient {
        if let known = clients.withLock({ $0[settings] }) { return known }
        let client = try fresh(for: settings)
        clients.withLock { clients in
            // Old settings pile up slowly; what providers publish is soon asked for again.
            if clients.count >= Limits.providers { clients.removeAll() }
            clients[settings] = client
        }
        return client
    }

    /// A client that knows nothing of its provider yet, for whoever tries one out.
    package func fresh(for settings: ProviderSettings) throws(OpenIDFailure) -> OpenIDClient {
        try OpenIDClient(settings: settings, clock: clock, random: random, transport: transport)
    }
}
