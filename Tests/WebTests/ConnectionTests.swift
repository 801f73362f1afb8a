import TestSupport
import Testing
import Web

/// Goal: a client that is late is told or closed, and one that is merely slow is served.
///
/// Method: a raw client against a live server in which only the limit under test is short; the
/// others are longer than the test waits, so no other limit can have closed the connection.
@Suite("A late client")
struct ConnectionTests {
    @Test("a body that drips is answered 408 and closed")
    func drippingBody() async throws {
        var limits = ConnectionLimits()
        limits.requestMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.post(bodyBytes: 1000))
            async let drip: Void = client.drip(
                String(repeating: "x", count: 1000),
                every: .milliseconds(50)
            )

            let reading = await client.read(within: .seconds(60))
            await drip

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 408 "))
            #expect(server.receipts.bodyBytes == [])
        }
    }

    @Test("a body that stalls is answered 408 and closed, and no handler takes it for whole")
    func stalledBody() async throws {
        var limits = ConnectionLimits()
        limits.requestMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.post(bodyBytes: 1000) + "only this")

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 408 "))
            #expect(reading.text.lowercased().contains("connection: close"))
            #expect(server.receipts.bodyBytes == [])
        }
    }

    @Test("a body slower than the deadline but faster than the slowest pace is served")
    func slowBody() async throws {
        var limits = ConnectionLimits()
        limits.requestMilliseconds = 2000
        // Each byte buys a second, so that the client may even be held up.
        limits.slowestBytesPerSecond = 1

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.post(bodyBytes: 200) + String(repeating: "x", count: 20))
            for _ in 0..<9 {
                await client.drip(" ", every: .milliseconds(300))
                try await client.send(String(repeating: "x", count: 19))
            }

            let reading = await client.read(within: .seconds(60)) { $0.ends(with: "200".utf8) }

            #expect(reading.text.hasPrefix("HTTP/1.1 200 "))
            #expect(server.receipts.bodyBytes == [200])
        }
    }

    @Test("a head that drips is answered 408 and closed")
    func drippingHead() async throws {
        var limits = ConnectionLimits()
        limits.headMilliseconds = 4000

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
            async let drip: Void = client.drip(
                String(repeating: "x", count: 1000),
                every: .milliseconds(50)
            )

            let reading = await client.read(within: .seconds(60))
            await drip

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test("a second head that drips is closed too")
    func drippingSecondHead() async throws {
        var limits = ConnectionLimits()
        limits.headMilliseconds = 4000

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/"))
            _ = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            try await client.send("GET / HTTP/1.1\r\nX-Long: ")
            async let drip: Void = client.drip(
                String(repeating: "x", count: 1000),
                every: .milliseconds(50)
            )

            let reading = await client.read(within: .seconds(60))
            await drip

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test("a connection that never says a word is closed without one")
    func silent() async throws {
        var limits = ConnectionLimits()
        limits.headMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.bytes == [])
        }
    }

    @Test("an idle connection that has been served is closed without a word")
    func idle() async throws {
        var limits = ConnectionLimits()
        limits.idleMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/"))

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 200 "))
            #expect(reading.text.hasSuffix("hello"))
        }
    }
}
