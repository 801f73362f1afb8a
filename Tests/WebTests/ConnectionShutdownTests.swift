import TestSupport
import Testing
import Web

/// Goal: the server stops in bounded time, whatever its clients do.
///
/// Method: `GuardedServer.run` returns only when the server has stopped as SIGTERM stops it; the
/// limits that could close the connection by themselves are longer than the bound.
@Suite("A stop")
struct ConnectionShutdownTests {
    /// Limits that nothing meets before the stop, on whatever machine.
    private static var patient: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.headMilliseconds = 3_600_000
        limits.requestMilliseconds = 3_600_000
        limits.answerMilliseconds = 3_600_000
        limits.idleMilliseconds = 3_600_000
        return limits
    }

    @Test("a stalled upload does not hold the server", .timeLimit(.minutes(5)))
    func stalledUpload() async throws {
        var limits = ConnectionLimits()
        limits.shutdownMilliseconds = 300
        limits.requestMilliseconds = 3_600_000
        var client: RawClient?
        let begun = ContinuousClock.now

        try await GuardedServer.run(limits) { server in
            let upload = try await RawClient.connect(to: server.port)
            try await upload.send(
                "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
                    + "Expect: 100-continue\r\n\r\n"
            )
            // The word to go on shows that the request has begun.
            _ = await upload.read(within: .seconds(60)) { $0.ends(with: "\r\n\r\n".utf8) }
            try await upload.send("half")
            client = upload
        }
        let reading = await client?.read(within: .seconds(60))

        #expect(ContinuousClock.now - begun < .seconds(240))
        #expect(reading?.isClosed == true)
        #expect(reading?.text.hasPrefix("HTTP/1.1 503 ") == true)
    }

    /// On a busy machine the bound may be over before connections learn of the stop.
    ///
    /// Then they meet its end first, and in any order: handlers that give up, inputs that close.
    @Test("uploads cut by the end of a stop are told to come back", .timeLimit(.minutes(5)))
    func cutUploads() async throws {
        var clients: [RawClient] = []

        try await GuardedServer.run(Self.patient, stop: .atOnce) { server in
            for _ in 0..<40 {
                let upload = try await RawClient.connect(to: server.port)
                try await upload.send(.post(bodyBytes: 3) + "abc" + .post(bodyBytes: 50) + "half")
                let first = await upload.read(within: .seconds(60)) {
                    $0.ends(with: "\r\n\r\n3".utf8)
                }
                #expect(first.text.hasPrefix("HTTP/1.1 200 "))
                clients.append(upload)
            }
        }

        for client in clients {
            let reading = await client.read(within: .seconds(60))
            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 503 "), "\(reading.text)")
        }
    }

    @Test("a handler cut by the end of a stop is answered for", .timeLimit(.minutes(5)))
    func cutHandlers() async throws {
        var clients: [RawClient] = []

        try await GuardedServer.run(Self.patient, stop: .atOnce) { server in
            for _ in 0..<40 {
                let waiting = try await RawClient.connect(to: server.port)
                try await waiting.send(.get("/") + .get("/never"))
                _ = await waiting.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
                clients.append(waiting)
            }
        }

        for client in clients {
            let reading = await client.read(within: .seconds(60))
            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 504 "), "\(reading.text)")
        }
    }

    @Test("idle connections do not hold the server", .timeLimit(.minutes(5)))
    func idle() async throws {
        let begun = ContinuousClock.now
        var limits = ConnectionLimits()
        limits.headMilliseconds = 600_000
        limits.idleMilliseconds = 600_000
        limits.shutdownMilliseconds = 600_000

        try await GuardedServer.run(limits) { server in
            for _ in 0..<20 {
                let client = try await RawClient.connect(to: server.port)
                try await client.send(.get("/"))
                _ = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            }
        }

        #expect(ContinuousClock.now - begun < .seconds(240))
    }

    @Test("a request in progress is finished first", .timeLimit(.minutes(5)))
    func inProgress() async throws {
        var client: RawClient?

        try await GuardedServer.run { server in
            let slow = try await RawClient.connect(to: server.port)
            try await slow.send(.get("/") + .get("/slow"))
            _ = await slow.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            client = slow
        }
        let reading = await client?.read(within: .seconds(60))

        #expect(reading?.isClosed == true)
        #expect(reading?.text.hasSuffix("slow") == true)
    }

    @Test(
        "who keeps a connection is answered until told that it was the last",
        .timeLimit(.minutes(5))
    )
    func keptAlive() async throws {
        var limits = Self.patient
        limits.stopMilliseconds = 60_000
        limits.shutdownMilliseconds = 240_000
        var answers: [String] = []
        var end: RawReading?

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.get("/"))
            let first = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            #expect(!first.text.lowercased().contains("connection: close"))
            await server.beginToStop()
            for _ in 0..<10_000 {
                try await client.send(.get("/"))
                let reading = await client.read(within: .seconds(60)) {
                    $0.ends(with: "hello".utf8)
                }
                answers.append(reading.text)
                guard !reading.text.lowercased().contains("connection: close"), !reading.isClosed
                else { break }
            }
            end = await client.read(within: .seconds(60))
            await client.close()
        }

        #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") && $0.hasSuffix("hello") })
        #expect(answers.last?.lowercased().contains("\r\nconnection: close\r\n") == true)
        #expect(end?.bytes.isEmpty == true && end?.isClosed == true)
    }

    @Test(
        "of requests that are owed when the server stops, the last answer alone says that it is the last",
        .timeLimit(.minutes(5))
    )
    func owed() async throws {
        var client: RawClient?

        try await GuardedServer.run(Self.patient) { server in
            let waiting = try await RawClient.connect(to: server.port)
            try await waiting.send(.get("/") + .get("/held") + .get("/held"))
            _ = await waiting.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            await server.beginToStop()
            // Once nobody else is let in, this connection knows of the stop too.
            while let other = try? await RawClient.connect(to: server.port) { await other.close() }
            server.receipts.release()
            client = waiting
        }
        let text = await client?.read(within: .seconds(60)).text.lowercased() ?? ""

        #expect(text.ranges(of: "http/1.1 200").count == 2)
        #expect(text.ranges(of: "connection: close").count == 1)
        #expect(text.hasSuffix("held"))
    }

    /// Who is accepted in the moment of the stop has no task that serves it, and never gets one.
    @Test(
        "a crowd at the door when the server stops is sent away, and ends nothing",
        .timeLimit(.minutes(5)),
        arguments: [LoopbackServer.Stop.gracefully, .atOnce]
    )
    func crowdAtTheDoor(_ stop: LoopbackServer.Stop) async throws {
        var limits = Self.patient
        limits.stopMilliseconds = 10
        for _ in 0..<15 {
            let doors = AsyncStream.makeStream(of: Int.self)
            let crowd = Task {
                var came: [RawClient] = []
                for await port in doors.stream {
                    // Somebody new at every moment, until nobody is let in any more.
                    while let client = try? await RawClient.connect(to: port) {
                        came.append(client)
                    }
                }
                return came
            }
            try await GuardedServer.run(limits, stop: stop) { server in
                doors.continuation.yield(server.port)
                doors.continuation.finish()
                let first = try await RawClient.connect(to: server.port)
                try await first.send(.get("/"))
                _ = await first.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            }
            for client in await crowd.value {
                #expect(await client.read(within: .seconds(60)).isClosed)
            }
        }
    }
}
