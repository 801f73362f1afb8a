import Hummingbird
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Goal: a reply that is made while it is sent waits for its reader, and never seems whole when it is not.
///
/// Method: a live server, a reader who does not read, and a source that fails.
@Suite("Streaming replies")
struct StreamingReplyTests {
    struct Fault: Error {}

    /// Parts of a size, counted as they are made.
    private final class Source: AsyncSequence, Sendable {
        private let made = Mutex(0)
        let count: Int
        let failsAt: Int?

        init(count: Int, failsAt: Int? = nil) {
            self.count = count
            self.failsAt = failsAt
        }

        var parts: Int { made.withLock(\.self) }

        struct Iterator: AsyncIteratorProtocol {
            let source: Source

            mutating func next() async throws -> ByteBuffer? {
                let number = source.made.withLock { made in
                    made += 1
                    return made
                }
                if number == source.failsAt { throw Fault() }
                guard number <= source.count else { return nil }
                return ByteBuffer(repeating: 0x61, count: partBytes)
            }
        }

        func makeAsyncIterator() -> Iterator { Iterator(source: self) }
    }

    private static let partBytes = 64 * 1024

    private func serve(
        _ source: Source,
        length: Int?,
        _ body: (Int) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("/") { request, context in
            Reply.streaming(source, length: length, headers: [.contentType: "text/plain"])
                .response(from: request, context: context)
        }
        try await LoopbackServer.run(router.buildResponder()) { port, _ in try await body(port) }
    }

    @Test("a reader gets all parts, with and without a length", arguments: [true, false])
    func whole(hasLength: Bool) async throws {
        let source = Source(count: 20)
        let length = hasLength ? 20 * Self.partBytes : nil
        try await serve(source, length: length) { port in
            let answer = try await HTTPExchange(port: port).get("/")

            #expect(answer.status == 200)
            #expect(answer.body.count == 20 * Self.partBytes)
            #expect((answer.field("Content-Length") != nil) == hasLength)
        }
    }

    @Test("while nobody reads, hardly more is made than the network takes by itself")
    func pressure() async throws {
        let source = Source(count: 4000)
        try await serve(source, length: nil) { port in
            let client = try await RawClient.connectWithoutReading(to: port)
            try await client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            try await until { source.parts > 0 }
            var before = -1
            while source.parts != before {
                before = source.parts
                try await Task.sleep(for: .milliseconds(300))
            }

            // Of 250 MB: what the kernel keeps for a socket is a few megabytes.
            #expect(source.parts < 400)
            await client.close()
        }
    }

    @Test("a source that fails in the middle leaves an answer that is plainly not whole")
    func broken() async throws {
        for length in [20 * Self.partBytes, nil] {
            let source = Source(count: 20, failsAt: 10)
            try await serve(source, length: length) { port in
                let client = try await RawClient.connect(to: port)
                try await client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let reading = await client.read(within: .seconds(60))
                await client.close()

                #expect(reading.isClosed)
                #expect(HTTPAnswer(parsing: reading.bytes, isClosed: true) == nil)
            }
        }
    }
}
