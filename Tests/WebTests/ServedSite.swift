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
        /// The page says no, and why.
        case refuses(PageError)
        case moves
        /// What it was told of the reader.
        case tellsReader
    }

    struct Fault: Error {}

    let clock = TestClock()
    private let mood = Mutex(Mood.shared("one"))
    private let act = Mutex<@Sendable () async throws -> Void>({})
    private let built = Mutex(0)
    private let port = Mutex(0)
    private let asked = Mutex(0)

    /// How often somebody looked into the sessions.
    var sessionReads: Int { asked.withLock(\.self) }
    var servedPort: Int { port.withLock(\.self) }

    var builds: Int { built.withLock(\.self) }

    func turn(_ new: Mood) { mood.withLock { $0 = new } }

    /// What a form sent to `/en/act` does.
    func act(_ new: @escaping @Sendable () async throws -> Void) { act.withLock { $0 = new } }

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

    static func run(
        log: KeptLog? = nil,
        _ body: (ServedSite) async throws -> Void
    ) async throws {
        let site = ServedSite()
        let responder = try site.responder()
        try await LoopbackServer.run(
            responder,
            server: guardedHTTP1(
                limits: ConnectionLimits(),
                bodyBytes: responder.bodyBytes
            ) { _, _ in ByteBuffer() },
            logger: log?.logger ?? logger
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
        let space = Space(id: Space.ID(1), slug: "ideas", module: "notes")
        directory.replace(with: [
            Site(tenant: tenant, hosts: ["eci.example", "www.eci.example"], spaces: [space])
        ])
        directory.serve(at: 8190)
        let table = RouteTable()
        table.site.anyone.shared(
            "/page",
            query: PageQuery(contents: ["q"], choices: ["country"], isByReader: true)
        ) { [self] _, visitor in try answer(visitor) }
        table.module("notes").group { $0.ranges.first?.region == "BE" ? "BE" : "" }
        table.module("notes").anyone.shared("/", query: PageQuery(isByReader: true)) {
            [self] _, visitor in try answer(visitor)
        }
        table.site.anyone.post("/act") { [self] _, _ in
            try await act.withLock(\.self)()
            return .redirect(to: "/en/page")
        }
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
            sessions: SessionSource { [self] token, _, now in
                asked.withLock { $0 += 1 }
                return Self.session(of: token, at: now)
            },
            clock: clock.clock
        )
    }

    /// One token is somebody's.
    private static func session(of token: String, at now: Instant) -> Session? {
        guard token == "known" else { return nil }
        return Session(
            key: [1],
            holder: .anonymous(AnonymousPerson(key: [2], isAdult: nil)),
            grants: [],
            hasSecondFactor: false,
            startedAt: now
        )
    }

    private func answer(_ visitor: VisitorContext) throws -> Reply {
        built.withLock { $0 += 1 }
        switch mood.withLock(\.self) {
        case .shared(let text): return Reply.page(HTML(escaping: text)).shared()
        case .privately(let text): return Reply.page(HTML(escaping: text))
        case .storageFails: throw StorageError(.busy, "a secret detail")
        case .fails: throw Fault()
        case .refuses(let error): throw error
        case .moves: return .redirect(to: "/en/elsewhere")
        case .tellsReader:
            let visit = visitor.visit
            let told = [
                visit.reader, visit.localAddress, visit.absolute("/x"), visit.canonical("/y"),
                visit.query["q"], visit.query["junk"],
            ]
            return Reply.page(HTML(escaping: told.joined(separator: " "))).shared()
        }
    }
}
