import Hummingbird
import HummingbirdCore
import Kernel
import Localization
import Logging
import Markup
import Storage
import Synchronization
import TestSupport
import Web

/// A live site with one page that counts how often it is built, and does what a test tells it.
final class ServedSite: Sendable {
    /// How the page is answered.
    enum Mood: Sendable {
        case shared(String)
        case privately(String)
        case storageFails
        case fails
    }

    struct Fault: Error {}

    let clock = TestClock()
    private let mood = Mutex(Mood.shared("one"))
    private let built = Mutex(0)
    private let port = Mutex(0)

    var builds: Int { built.withLock(\.self) }

    func turn(_ new: Mood) { mood.withLock { $0 = new } }

    /// Asks for the page of the institution.
    func send(
        _ method: String = "GET",
        _ path: String = "/en/page",
        host: String = "eci.localhost",
        fields: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        try await HTTPExchange(port: port.withLock(\.self)).send(
            method,
            path,
            fields: fields + [("Host", host)],
            body: method == "POST" ? [] : nil
        )
    }

    static func run(_ body: (ServedSite) async throws -> Void) async throws {
        let site = ServedSite()
        try await LoopbackServer.run(
            try site.responder(),
            server: guardedHTTP1(limits: ConnectionLimits()) { _, _ in ByteBuffer() },
            logger: logger
        ) { port, _ in
            site.port.withLock { $0 = port }
            try await body(site)
        }
    }

    private static var logger: Logger {
        Logger(label: "test", factory: { _ in QuietLog() })
    }

    private func responder() throws -> SiteResponder {
        let english = try Catalogue(
            language: .english,
            texts: ["number.groupFrom": "1000", "error.fault.title": "A fault"]
        )
        let directory = SiteDirectory()
        let tenant = Tenant(id: .eci, name: "x", languages: [.english], isListed: true)
        directory.replace(with: [Site(tenant: tenant, hosts: [], spaces: [])])
        let table = RouteTable()
        table.site.anyone.get("/page") { [self] _, _ in try answer() }
        table.site.anyone.post("/form") { _, _ in .redirect(to: "/en/page") }
        return SiteResponder(
            files: StaticFiles(files: [:]),
            directory: directory,
            pages: PageBuilder(
                translations: try Translations(catalogues: [english]),
                assets: Assets(version: "v")
            ),
            protection: WriteProtection(
                addresses: ClientAddress(trustedProxies: []),
                limiter: AddressLimiter(
                    rate: .init(burst: 2, perMinute: 60),
                    random: .seeded(),
                    now: clock.now
                )
            ),
            routes: table,
            clock: clock.clock
        )
    }

    private func answer() throws -> Reply {
        built.withLock { $0 += 1 }
        switch mood.withLock(\.self) {
        case .shared(let text): return Reply.page(HTML(escaping: text)).shared()
        case .privately(let text): return Reply.page(HTML(escaping: text))
        case .storageFails: throw StorageError(.busy, "a secret detail")
        case .fails: throw Fault()
        }
    }
}
