import NIOCore
import TestSupport
import Testing

@testable import Web

/// Goal: no client, and no crowd of them, can take all connections.
///
/// Method: the gate alone with made-up addresses; then a live server that is held open.
@Suite("The gate of connections")
struct ConnectionGateTests {
    @Test("200 silent connections do not keep a new one from being served")
    func crowd() async throws {
        try await GuardedServer.run { server in
            var crowd: [RawClient] = []
            for _ in 0..<200 { crowd.append(try await RawClient.connect(to: server.port)) }

            let answer = try await HTTPExchange(port: server.port).get("/")

            #expect(answer.text == "hello")
            for client in crowd { await client.close() }
        }
    }

    @Test("the connection after the last is told 503, and is served when one has left")
    func full() async throws {
        var limits = ConnectionLimits()
        limits.connections = 3

        try await GuardedServer.run(limits) { server in
            let exchange = HTTPExchange(port: server.port)
            var crowd: [RawClient] = []
            for _ in 0..<3 {
                let client = try await RawClient.connect(to: server.port)
                try await client.send(.get("/"))
                _ = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
                crowd.append(client)
            }

            let refused = try await exchange.get("/")
            await crowd[0].close()
            var served = try await exchange.get("/")
            // The server learns of the close, and of the refused client's, a moment later.
            for _ in 0..<100 where served.status != 200 {
                try await Task.sleep(for: .milliseconds(50))
                served = try await exchange.get("/")
            }

            #expect(refused.status == 503)
            #expect(refused.field("retry-after") == "10")
            #expect(served.text == "hello")
            for client in crowd { await client.close() }
        }
    }

    @Test("connections that are not even told are closed, and those inside go on")
    func dropped() async throws {
        var limits = ConnectionLimits()
        limits.connections = 1
        limits.refusedConnections = 0

        try await GuardedServer.run(limits) { server in
            let inside = try await RawClient.connect(to: server.port)
            try await inside.send(.get("/"))
            _ = await inside.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }

            for _ in 0..<50 {
                let reading = await (try RawClient.connect(to: server.port))
                    .read(within: .seconds(60))
                #expect(reading.isClosed)
                #expect(reading.bytes == [])
            }
            try await inside.send(.get("/"))
            let again = await inside.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }

            #expect(again.text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test("one network fills its share and leaves the others theirs")
    func networks() throws {
        var limits = ConnectionLimits()
        limits.connections = 5
        limits.connectionsPerNetwork = 2
        limits.refusedConnections = 1
        let gate = ConnectionGate(limits: limits)
        let greedy = PeerNetwork(try SocketAddress(ipAddress: "192.0.2.1", port: 1))
        let modest = PeerNetwork(try SocketAddress(ipAddress: "192.0.2.2", port: 1))

        #expect(gate.admit(greedy) == .admitted)
        #expect(gate.admit(greedy) == .admitted)
        #expect(gate.admit(greedy) == .refused)
        #expect(gate.admit(greedy) == .dropped)
        #expect(gate.admit(modest) == .admitted)
        gate.release(greedy)
        gate.release(greedy)
        #expect(gate.admit(greedy) == .admitted)
    }

    @Test("everyone together stops at the total, and sockets without a network only there")
    func total() {
        var limits = ConnectionLimits()
        limits.connections = 2
        limits.connectionsPerNetwork = 1
        limits.refusedConnections = 1
        let gate = ConnectionGate(limits: limits)

        #expect(gate.admit(nil) == .admitted)
        #expect(gate.admit(nil) == .admitted)
        #expect(gate.admit(nil) == .refused)
        #expect(gate.admit(nil) == .dropped)
    }

    @Test(
        "a network is an IPv4 address or the half of an IPv6 address that is given out",
        arguments: [
            ("192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ]
    )
    func network(one: String, other: String, isSame: Bool) throws {
        let one = PeerNetwork(try SocketAddress(ipAddress: one, port: 1))
        let other = PeerNetwork(try SocketAddress(ipAddress: other, port: 2))

        #expect((one == other) == isSame)
    }
}
