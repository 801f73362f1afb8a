import Accounts
import DevelopmentProvider
import Hummingbird
import HummingbirdCore
import Jobs
import Kernel
import Ledger
import Logging
import Mail
import NIOCore
import ServiceLifecycle
import Spaces
import Storage
import Web

/// The running server: intake, list of sites, and the pages, stopped in the opposite order.
package struct SiteServer: Sendable {
    let installation: Installation

    package init(installation: Installation) { self.installation = installation }

    /// Serves until the process is asked to stop; then requests finish, and what waits is written.
    package func run() async throws {
        let settings = installation.settings
        let directory = SiteDirectory(portalHosts: settings.list(.portalHosts))
        let house = installation.house
        let responder = try responder(directory)
        let loader = SiteLoader(
            tenants: installation.tenants,
            directory: directory,
            logger: installation.logger,
            changed: { tenants in
                house.forget(of: tenants)
                responder.forgetPages(of: tenants)
            }
        )
        try await loader.load()
        directory.serve(at: try settings.number(.port, in: 0...65_535))
        let limits = try connectionLimits()
        let application = Application(
            responder: responder,
            server: guardedHTTP1(
                limits: limits,
                bodyBytes: responder.bodyBytes,
                refusalBody: RefusalPages(pages: installation.pages).body
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(
                    settings.text(.host),
                    port: try settings.number(.port, in: 0...65_535)
                ),
                backlog: 4096
            ),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { directory.serve(at: port) }
                announce(channel, sites: directory.sites)
            },
            logger: installation.logger
        )
        try await boundedServiceGroup(
            services: [installation.ledger, loader, try installation.scheduler(), application],
            limits: limits,
            logger: installation.logger
        ).run()
        try await installation.database.close()
    }

    private func responder(_ directory: SiteDirectory) throws -> SiteResponder {
        let settings = installation.settings
        let rate = AddressLimiter.Rate(
            burst: try settings.number(.writesBurst, in: 1...1_000_000_000),
            perMinute: try settings.number(.writesPerMinute, in: 1...1_000_000_000)
        )
        let limiter = AddressLimiter(
            rate: rate,
            random: installation.random,
            now: installation.clock.now
        )
        let routes = installation.house.routes()
        if try settings.isOn(.development) {
            try DesignPages(pages: installation.pages, seed: installation.resources.seed)
                .mount(on: routes.site.anyone)
            installation.house.developmentProvider?.mount(on: routes.files)
            if case .folder(let path) = try MailRoute(settings: settings) {
                let folder = MailFolder(path: path, clock: installation.clock)
                MailPages(pages: installation.pages, folder: folder).mount(on: routes.site.anyone)
            }
        }
        return SiteResponder(
            files: installation.files,
            directory: directory,
            pages: installation.pages,
            protection: WriteProtection(
                addresses: try settings.clientAddress(),
                limiter: limiter
            ),
            routes: routes,
            sessions: installation.accounts.sessions,
            clock: installation.clock
        )
    }

    private func connectionLimits() throws -> ConnectionLimits {
        let settings = installation.settings
        var limits = ConnectionLimits()
        limits.bodyBytes = Limits.bodyBytes
        limits.connections = try settings.number(.connections, in: 1...1_000_000)
        let perNetwork = try settings.number(.connectionsPerNetwork, in: 0...1_000_000)
        limits.connectionsPerNetwork = perNetwork == 0 ? nil : perNetwork
        return limits
    }

    /// Says where to look, for whoever started it.
    private func announce(_ channel: any Channel, sites: [Site]) {
        let port = channel.localAddress?.port ?? 80
        ServedPort(settings: installation.settings).write(port)
        Console.say("Parvis serves on http://localhost:\(port)/")
        for site in sites.prefix(20) {
            Console.say("  \(site.tenant.name.standard): \(site.localOrigin(port: port))/")
        }
        if sites.isEmpty {
            Console.say("  No institution yet: `parvis seed demo` makes one to look at.")
        }
    }
}
