package import Hummingbird
package import HummingbirdCore
package import Logging
import NIOCore
package import ServiceLifecycle
package import Web

/// A live server of a test, on a free port of the loopback.
package enum LoopbackServer {
    /// How it is stopped.
    package enum Stop: Sendable {
        /// As SIGTERM does it: what is in progress may finish, for a while.
        case gracefully
        /// As at the end of that while, or when another part of the program fails.
        case atOnce
    }

    /// Serves while `body` runs, which gets the port; then stops and waits.
    package static func run<Responder: HTTPResponder>(
        _ responder: Responder,
        server: HTTPServerBuilder? = nil,
        limits: ConnectionLimits = ConnectionLimits(),
        stop: Stop = .gracefully,
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ body: (Int, ServiceGroup) async throws -> Void
    ) async throws
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        let (ports, feed) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: responder,
            server: server ?? guardedHTTP1(limits: limits) { _, _ in ByteBuffer() },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { feed.yield($0.localAddress?.port ?? 0) },
            logger: logger
        )
        let services = boundedServiceGroup(
            services: [application],
            limits: limits,
            gracefulShutdownSignals: [],
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            for await port in ports {
                try await body(port, services)
                break
            }
            switch stop {
            case .gracefully: await services.triggerGracefulShutdown()
            case .atOnce: group.cancelAll()
            }
            try await group.waitForAll()
        }
    }
}
