import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import Synchronization
import TestSupport
import Web

/// A live server on loopback with guarded connections and handlers of every temper.
struct GuardedServer: Sendable {
    /// What handlers have received and given.
    final class Receipts: Sendable {
        private let counts = Mutex<[Int]>([])
        private let large = Atomic(0)
        private let released = Atomic(false)

        /// Of bodies that a handler has received whole.
        var bodyBytes: [Int] { counts.withLock(\.self) }
        /// Large answers that a handler has begun.
        var largeAnswers: Int { large.load(ordering: .relaxed) }

        func add(_ bytes: Int) { counts.withLock { $0.append(bytes) } }
        var isReleased: Bool { released.load(ordering: .acquiring) }
        /// Lets `/held` answer.
        func release() { released.store(true, ordering: .releasing) }
        func addLargeAnswer() { large.add(1, ordering: .relaxed) }
    }

    static let largeBytes = 48 * 1024 * 1024

    let port: Int
    let receipts: Receipts
    private let services: ServiceGroup

    /// Runs `body` against a server, then stops the server and waits for it.
    static func run(
        _ limits: ConnectionLimits = ConnectionLimits(),
        stop: LoopbackServer.Stop = .gracefully,
        _ body: (GuardedServer) async throws -> Void
    ) async throws {
        let receipts = Receipts()
        try await LoopbackServer.run(
            router(receipts: receipts).buildResponder(),
            server: guardedHTTP1(limits: limits) { status, language in
                ByteBuffer(string: "<h1>\(status.code)</h1><p>\(language ?? "no language")</p>")
            },
            limits: limits,
            stop: stop
        ) { port, services in
            try await body(GuardedServer(port: port, receipts: receipts, services: services))
        }
    }

    /// Lets it stop as SIGTERM does, and does not wait for that.
    func beginToStop() async { await services.triggerGracefulShutdown() }

    private static func router(receipts: Receipts) -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { _, _ in "hello" }
        router.get("/slow") { _, _ in
            try await Task.sleep(for: .milliseconds(300))
            return "slow"
        }
        router.get("/held") { _, _ in
            while !receipts.isReleased { try await Task.sleep(for: .milliseconds(5)) }
            return "held"
        }
        router.get("/never") { _, _ in
            try await unlessCut { try await Task.sleep(for: .seconds(3600)) }
            return "never"
        }
        router.get("/large") { _, _ in
            receipts.addLargeAnswer()
            let bytes = ByteBuffer(repeating: 97, count: largeBytes)
            return Response(status: .ok, body: ResponseBody(byteBuffer: bytes))
        }
        router.get("/parts") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "one and "))
                    try await writer.write(ByteBuffer(string: "two"))
                    try await writer.finish(nil)
                }
            )
        }
        router.get("/stall") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "begun"))
                    try await Task.sleep(for: .seconds(3600))
                    try await writer.finish(nil)
                }
            )
        }
        router.post("/count") { request, _ in
            let body = try await unlessCut { try await request.body.collect(upTo: 1 << 30) }
            receipts.add(body.readableBytes)
            return "\(body.readableBytes)"
        }
        return router
    }

    /// Answers for a handler that is cancelled, as the program does.
    private static func unlessCut<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch is CancellationError {
            throw HTTPError(.serviceUnavailable)
        }
    }
}

extension String {
    /// A request as a client with manners would write it.
    static func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"
    }

    /// A head that promises a body of that many bytes.
    static func post(_ path: String = "/count", bodyBytes: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(bodyBytes)\r\n\r\n"
    }

    /// A head that promises a body in chunks.
    static func postInChunks(_ path: String = "/count") -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    }
}
