import NIOCore
import NIOPosix

/// A TCP client that sends any bytes, also those that no well-behaved client would.
///
/// One task uses it at a time.
package struct RawClient: Sendable {
    private let channel: any Channel
    private let events: AsyncStream<RawEvent>
    private let feed: AsyncStream<RawEvent>.Continuation

    /// Connects to loopback, and leaves when the server closes.
    ///
    /// These bytes are sent as soon as it is connected, however busy the tests are: a server waits some
    /// seconds for a request, and a task of a test may be waiting for its turn meanwhile.
    package static func connect(to port: Int, sending first: [UInt8] = []) async throws -> RawClient
    {
        try await connect(to: port, sending: first) { $0 }
    }

    /// Connects and stays connected, also when the server has said that it will send no more.
    package static func connectToStay(to port: Int) async throws -> RawClient {
        try await connect(to: port) { $0.channelOption(.allowRemoteHalfClosure, value: true) }
    }

    /// Connects and reads nothing until `startReading()`, while the kernel keeps little for it.
    package static func connectWithoutReading(to port: Int) async throws -> RawClient {
        try await connect(to: port) { bootstrap in
            bootstrap
                .channelOption(.autoRead, value: false)
                .channelOption(.socketOption(.so_rcvbuf), value: 4096)
        }
    }

    private static func connect(
        to port: Int,
        sending first: [UInt8] = [],
        configure: (ClientBootstrap) -> ClientBootstrap
    ) async throws -> RawClient {
        let (events, feed) = AsyncStream.makeStream(of: RawEvent.self)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        RawInbox(feed: feed, sending: first)
                    )
                }
            }
        let channel = try await configure(bootstrap)
            .connect(host: "127.0.0.1", port: port)
            .get()
        return RawClient(channel: channel, events: events, feed: feed)
    }

    package func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    package func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends the bytes one by one with a pause before each, until done or refused.
    package func drip(_ text: String, every pause: Duration) async {
        for byte in text.utf8 {
            do {
                try await Task.sleep(for: pause)
                try await send([byte])
            } catch {
                return
            }
        }
    }

    /// Reads until the server closes, what came is enough, or time is over.
    package func read(
        within limit: Duration,
        until isEnough: ([UInt8]) -> Bool = { _ in false }
    ) async -> RawReading {
        let alarm = RawEvent.alarm(ContinuousClock.now)
        let ring = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) { [feed] in
            _ = feed.yield(alarm)
        }
        defer { ring.cancel() }

        var bytes: [UInt8] = []
        for await event in events {
            switch event {
            case .bytes(let more):
                bytes += more
                if isEnough(bytes) { return RawReading(bytes: bytes, isClosed: false) }
            case .closed:
                feed.yield(.closed)
                return RawReading(bytes: bytes, isClosed: true)
            case .alarm:
                // An alarm of an earlier reading may have rung just as that one ended.
                if event == alarm { return RawReading(bytes: bytes, isClosed: false) }
            }
        }
        return RawReading(bytes: bytes, isClosed: true)
    }

    /// Begins to read a connection that was made not to.
    package func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Tells the server that nothing more will be sent, and goes on reading.
    package func finishSending() async throws {
        try await channel.close(mode: .output)
    }

    package func close() async {
        try? await channel.close()
    }
}
