import ArgumentParser
import Hummingbird
import HummingbirdCore
import Kernel
import Logging
import Modules
import NIOCore
import Operation
import Spaces
import Storage
import Web

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `parvis serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves every institution of this installation.",
        discussion: """
            Institutions are found by host name: <id>.localhost for trying out, and the names given
            with `parvis tenant create --host`. TLS and HTTP/2 belong to the proxy in front, see
            docs/OPERATING.md.
            """
    )

    @OptionGroup var flags: SettingFlags

    @Option(help: "The address to listen on. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on. (default: 8080)")
    var port: String?

    @Option(help: "How many connections to a PostgreSQL server. (default: 8)")
    var databaseConnections: String?

    @Option(
        help: "yes when the database's address is PgBouncer in transaction mode. (default: no)"
    )
    var databasePooler: String?

    @Option(help: "Host names of the installation's own pages, between commas.")
    var portalHosts: String?

    @Option(
        help: "Proxies that are believed when they say for whom they ask: addresses or networks."
    )
    var trustedProxies: String?

    @Option(
        help: "Where these proxies say it: x-forwarded-for or forwarded. (default: x-forwarded-for)"
    )
    var forwardedField: String?

    @Option(help: "How often one network may write in a minute. (default: 60)")
    var writesPerMinute: String?

    @Option(help: "How many writes one network may make at once. (default: 120)")
    var writesBurst: String?

    @Option(
        help:
            "How many signatures and the like one network may send before each costs work; a third comes back every hour. (default: 60)"
    )
    var freeWrites: String?

    @Option(help: "How many connections are served at once. (default: 4096)")
    var connections: String?

    @Option(help: "How many of them may come from one network; 0 sets no bound. (default: 256)")
    var connectionsPerNetwork: String?

    @Flag(
        help:
            "For trying out and work on the pages: fictitious citizens to sign in as, and /design."
    )
    var development = false

    func run() async throws {
        let settings = try await flags.settings([
            .host: host, .port: port, .portalHosts: portalHosts,
            .databaseConnections: databaseConnections, .databasePooler: databasePooler,
            .trustedProxies: trustedProxies, .forwardedField: forwardedField,
            .writesPerMinute: writesPerMinute,
            .writesBurst: writesBurst, .freeWrites: freeWrites, .connections: connections,
            .connectionsPerNetwork: connectionsPerNetwork,
            .development: development ? "yes" : nil,
        ])
        let danger = MachineDangers.development(
            isOn: try settings.isOn(.development),
            host: settings.text(.host)
        )
        if let danger { Console.complain("WARNING  \(danger)") }
        let installation = try await Installation.open(
            settings: settings,
            modules: ModuleList.all,
            isPatient: true
        )
        do {
            try await SiteServer(installation: installation).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            let port = settings.text(.port)
            throw ValidationError(
                "Port \(port) is in use by another program. Choose one: --port \((Int(port) ?? 8080) + 1)"
            )
        }
    }
}
