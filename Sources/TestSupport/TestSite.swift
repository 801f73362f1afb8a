import Accounts
package import DevelopmentProvider
import Hummingbird
import Kernel
import Logging
package import Mail
import Spaces
import Synchronization
package import Web

/// The pages of a test house on a live port of the loopback: real sockets, real limits.
package struct TestSite: Sendable {
    package let house: TestHouse
    package let port: Int
    /// The fictitious one; it answers when ``Options/isDevelopment`` is set.
    package var provider: DevelopmentProvider { house.provider }
    private let second: ServerSecond

    /// Lets a second pass for the server: it reads what has changed of institutions, and forgets what was taken
    /// from readers, also by another server.
    package func look() async throws { try await second.pass() }

    /// What a test may set.
    package struct Options: Sendable {
        package var limits = ConnectionLimits()
        package var writes = AddressLimiter.Rate(burst: 1_000_000, perMinute: 1_000_000)
        package var trustedProxies: [Network] = []
        /// As `parvis serve --development`.
        package var isDevelopment = false
        /// What the server writes; nowhere when it is nil.
        package var log: KeptLog?
        /// Where letters go in development; nil shows none.
        package var mailFolder: MailFolder?

        package init() {}
    }

    /// Serves while `body` runs, then stops and waits.
    package static func run(
        house: TestHouse,
        options: Options = Options(),
        _ body: (TestSite) async throws -> Void
    ) async throws {
        let directory = SiteDirectory()
        directory.replace(with: try await house.tenants.all())
        let table = house.routes()
        if options.isDevelopment {
            try DesignPages(pages: house.pages, seed: house.resources.seed).mount(
                on: table.site.anyone
            )
            house.provider.mount(on: table.files)
        }
        if let folder = options.mailFolder {
            MailPages(pages: house.pages, folder: folder).mount(on: table.site.anyone)
        }
        let responder = responder(house, table, directory, options)
        let second = try await ServerSecond(house, directory) { tenants in
            house.house.forget(of: tenants)
            responder.forgetPages(of: tenants)
        }
        try await LoopbackServer.run(
            responder,
            server: guardedHTTP1(
                limits: options.limits,
                bodyBytes: responder.bodyBytes,
                refusalBody: RefusalPages(pages: house.pages).body
            ),
            limits: options.limits,
            logger: options.log?.logger ?? house.logger
        ) { port, _ in
            directory.serve(at: port)
            let site = TestSite(house: house, port: port, second: second)
            try await body(site)
        }
    }

    private static func responder(
        _ house: TestHouse,
        _ table: RouteTable,
        _ directory: SiteDirectory,
        _ options: Options
    ) -> SiteResponder {
        SiteResponder(
            files: house.files,
            directory: directory,
            pages: house.pages,
            protection: WriteProtection(
                addresses: ClientAddress(trustedProxies: options.trustedProxies),
                limiter: AddressLimiter(
                    rate: options.writes,
                    random: house.random,
                    now: house.clock.now
                )
            ),
            routes: table,
            sessions: house.accounts.sessions,
            clock: house.clock.clock
        )
    }

    /// Asks for a page of an institution.
    package func get(
        _ path: String,
        tenant: String = "eci",
        fields: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        try await HTTPExchange(port: port).get(
            path,
            fields: fields + [("Host", "\(tenant).localhost:\(port)")]
        )
    }

    /// Sends a form.
    package func post(
        _ path: String,
        _ form: [(String, String)],
        tenant: String = "eci",
        fields: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        let body = form.map { FormText.encode($0.0) + "=" + FormText.encode($0.1) }
            .joined(separator: "&")
        return try await send(
            path,
            Array(body.utf8),
            type: "application/x-www-form-urlencoded",
            tenant: tenant,
            fields: fields
        )
    }

    /// Sends any body.
    package func send(
        _ path: String,
        _ body: [UInt8],
        type: String,
        tenant: String = "eci",
        fields: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        try await HTTPExchange(port: port).send(
            "POST",
            path,
            fields: fields + [("Host", "\(tenant).localhost:\(port)"), ("Content-Type", type)],
            body: body
        )
    }
}

/// What a server does each second, done when a test says so.
private final class ServerSecond: Sendable {
    private let loader: SiteLoader
    private let seen: Mutex<TenancyRevision>

    init(
        _ house: TestHouse,
        _ directory: SiteDirectory,
        changed: @escaping @Sendable (Set<Tenant.ID>?) -> Void
    ) async throws {
        loader = SiteLoader(
            tenants: house.tenants,
            directory: directory,
            logger: house.logger,
            changed: changed
        )
        seen = Mutex(try await house.tenants.look())
    }

    func pass() async throws {
        let now = try await loader.look(since: seen.withLock { $0 })
        seen.withLock { $0 = now }
    }
}

/// What a browser does to the fields of a form before it sends them.
package enum FormText {
    package static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
