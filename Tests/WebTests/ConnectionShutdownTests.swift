import TestSupport
import Testing
import Web

/// Goal: the server stops in bounded time, whatever its clients do.
///
/// Method: `GuardedServer.run` returns only when the server has stopped as SIGTERM stops it; the
/// limits that could close the connection by themselves are longer than the bound.
@Suite("A stop")
struct ConnectionShutdownTests {
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

        #expect(ContinuousClock.now - begun < .seconds(60))
        #expect(reading?.isClosed == true)
        // On a machine that is busy enough the bound is over before the answer is written.
        let answer = reading?.text ?? ""
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 503 "), "\(answer)")
    }

    @Test("idle connections do not hold the server", .timeLimit(.minutes(5)))
    func idle() async throws {
        let begun = ContinuousClock.now
        var limits = ConnectionLimits()
        limits.idleMilliseconds = 600_000
        limits.shutdownMilliseconds = 600_000

        try await GuardedServer.run(limits) { server in
            for _ in 0..<20 {
                let client = try await RawClient.connect(to: server.port)
                try await client.send(.get("/"))
                _ = await client.read(within: .seconds(60)) { $0.ends(with: "hello".utf8) }
            }
        }

        #expect(ContinuousClock.now - begun < .seconds(120))
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
}
