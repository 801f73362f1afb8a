import TestSupport
import Testing
import Web

/// Goal: an answer goes out whole, in order and in time, or its connection ends.
///
/// Method: a raw client against a live server in which only the limit under test is short.
@Suite("An answer")
struct ConnectionAnswerTests {
    @Test(
        "a handler that never answers is answered for: 504, for it may have done its work, and when to come back"
    )
    func never() async throws {
        var limits = ConnectionLimits()
        limits.answerMilliseconds = 300
        limits.shutdownMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/never"))

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 504 "))
            #expect(reading.text.lowercased().contains("retry-after: 10\r\n"))
        }
    }

    @Test("a handler that stops in the middle of its answer loses the connection")
    func stall() async throws {
        var limits = ConnectionLimits()
        // Also the time in which the handler must begin, on a machine that has much else to do.
        limits.answerMilliseconds = 4000
        limits.shutdownMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/stall"))

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.contains("begun"))
            #expect(HTTPAnswer(parsing: reading.bytes, isClosed: true) == nil)
        }
    }

    @Test("an answer in parts arrives whole")
    func parts() async throws {
        try await GuardedServer.run { server in
            let answer = try await HTTPExchange(port: server.port).get("/parts")

            #expect(answer.status == 200)
            #expect(answer.field("transfer-encoding") == "chunked")
            #expect(answer.text == "one and two")
        }
    }

    @Test("a client that does not read is closed")
    func unread() async throws {
        var limits = ConnectionLimits()
        limits.responseMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connectWithoutReading(to: server.port)
            try await client.send(.get("/large"))
            while server.receipts.largeAnswers == 0 {
                try await Task.sleep(for: .milliseconds(20))
            }
            _ = await client.read(within: .seconds(3))
            try await client.startReading()

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.bytes.count < GuardedServer.largeBytes)
        }
    }

    @Test("a client that reads gets a large answer whole, also after it has closed its side")
    func large() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/large"))
            try await client.finishSending()

            let reading = await client.read(within: .seconds(120))

            #expect(reading.isClosed)
            #expect(reading.bytes.count > GuardedServer.largeBytes)
        }
    }

    @Test("requests sent together are answered in their order on one connection")
    func pipelined() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/slow") + .post(bodyBytes: 3) + "abc" + .get("/"))

            let reading = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }

            let answers = reading.text.split(separator: "HTTP/1.1 200 OK")
            #expect(!reading.isClosed)
            #expect(answers.map { $0.split(separator: "\r\n\r\n").last } == ["slow", "3", "hello"])
        }
    }

    @Test("a refusal waits for the answers before it")
    func pipelinedRefusal() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/slow") + "GET / HTTP/1.1\r\n\r\n" + .get("/"))

            let reading = await client.read(within: .seconds(60))

            let answers = reading.text.split(separator: "HTTP/1.1 ")
            #expect(reading.isClosed)
            #expect(answers.map { $0.prefix(3) } == ["200", "400"])
        }
    }

    @Test("a client that asked for the end but stays is left")
    func stays() async throws {
        var limits = ConnectionLimits()
        limits.lingerMilliseconds = 300

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connectToStay(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let reading = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }

            // Only a socket that is closed on both sides refuses what is sent to it.
            await client.drip(String(repeating: "x", count: 180), every: .milliseconds(50))
            let rest = await client.read(within: .seconds(60))

            #expect(reading.text.hasPrefix("HTTP/1.1 200 "))
            #expect(rest.isClosed)
        }
    }
}
