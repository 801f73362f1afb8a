import TestSupport
import Testing
import Web

/// Goal: what is too large or malformed is refused in words and not read.
///
/// Method: a raw client against a live server; the server's handler tells what it received.
@Suite("A refused request")
struct ConnectionRefusalTests {
    @Test("a length over the limit is answered 413 and the rest is not swallowed")
    func tooLong() async throws {
        let total = 100 * 1024 * 1024
        let piece = [UInt8](repeating: 120, count: 1024 * 1024)

        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.post(bodyBytes: total))
            var sentBytes = 0
            while sentBytes < total {
                do { try await client.send(piece) } catch { break }
                sentBytes += piece.count
            }
            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 413 "))
            // The kernels of both ends hold some megabytes.
            #expect(sentBytes < 32 * 1024 * 1024)
            #expect(server.receipts.bodyBytes == [])
        }
    }

    @Test("chunks over the limit are answered 413, and no handler takes them for whole")
    func tooManyChunks() async throws {
        var limits = ConnectionLimits()
        limits.bodyBytes = 2000
        let chunk = "3e8\r\n" + String(repeating: "x", count: 1000) + "\r\n"

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.postInChunks())
            try await client.send(chunk + chunk)
            try await client.send(chunk)

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 413 "))
            #expect(server.receipts.bodyBytes == [])
        }
    }

    @Test("whoever sends too many chunks is told so, and is no fault in the log")
    func tooManyChunksLogged() async throws {
        let log = KeptLog()
        let chunk = "2710\r\n" + String(repeating: "x", count: 10_000) + "\r\n"
        try await ServedSite.run(log: log) { site in
            let client = try await RawClient.connect(to: site.servedPort)
            try await client.send(
                "POST /en/form HTTP/1.1\r\nHost: eci.localhost\r\nOrigin: http://eci.localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
            )
            for _ in 0..<7 { try await client.send(chunk) }

            let reading = await client.read(within: .seconds(60))

            #expect(reading.text.hasPrefix("HTTP/1.1 413 "))
            try await until { log.lines.contains { $0.hasPrefix("a request was cut off") } }
        }

        #expect(log.lines.allSatisfy { !$0.hasPrefix("a request failed") })
    }

    @Test("a body of exactly the limit is served", arguments: [true, false])
    func longest(isChunked: Bool) async throws {
        var limits = ConnectionLimits()
        limits.bodyBytes = 1000
        let body = String(repeating: "x", count: 1000)
        let request: String =
            isChunked
            ? .postInChunks() + "3e8\r\n" + body + "\r\n0\r\n\r\n"
            : .post(bodyBytes: 1000) + body

        try await GuardedServer.run(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(request)

            let reading = await client.read(within: .seconds(60)) { $0.ends(with: "1000".utf8) }

            #expect(reading.text.hasPrefix("HTTP/1.1 200 "))
            #expect(server.receipts.bodyBytes == [1000])
        }
    }

    @Test("a client that asks before it sends is told to go on")
    func expectation() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                    + "Expect: 100-continue\r\n\r\n"
            )
            let word = await client.read(within: .seconds(60)) { $0.ends(with: "\r\n\r\n".utf8) }
            try await client.send("12345")
            let answer = await client.read(within: .seconds(60)) { $0.last == UInt8(ascii: "5") }

            #expect(word.text.hasPrefix("HTTP/1.1 100 "))
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
            #expect(server.receipts.bodyBytes == [5])
        }
    }

    @Test("a client that asks to send too much is told no")
    func vainExpectation() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n"
                    + "Expect: 100-continue\r\n\r\n"
            )

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test(
        "what is not a request of today is answered 400",
        arguments: [
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: one\r\nHost: two\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: one\r\nno colon\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "nonsense\r\n\r\n",
        ]
    )
    func malformed(request: String) async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(request)

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 400 "))
            #expect(reading.text.hasSuffix("<h1>400</h1><p>no language</p>"))
        }
    }

    @Test("a refusal is a page in the client's language, and is sent without its page to HEAD")
    func page() async throws {
        let language = [("Accept-Language", "ga"), ("Content-Length", "999999")]

        try await GuardedServer.run { server in
            let exchange = HTTPExchange(port: server.port)
            let whole = try await exchange.send("POST", "/count", fields: language)
            let head = try await exchange.send("HEAD", "/count", fields: language)

            #expect(whole.text == "<h1>413</h1><p>ga</p>")
            #expect(whole.field("content-type") == "text/html; charset=utf-8")
            #expect(whole.field("connection") == "close")
            #expect(head.status == 413)
            #expect(head.field("content-length") == "\(whole.body.count)")
        }
    }

    @Test("a body cut by its sender is answered 400, and no handler takes it for whole")
    func cutBody() async throws {
        try await GuardedServer.run { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(.post(bodyBytes: 1000) + "only this")
            try await client.finishSending()

            let reading = await client.read(within: .seconds(60))

            #expect(reading.isClosed)
            #expect(reading.text.hasPrefix("HTTP/1.1 400 "))
            #expect(server.receipts.bodyBytes == [])
        }
    }
}

extension [UInt8] {
    /// Whether the last bytes are these.
    func ends(with bytes: some Collection<UInt8>) -> Bool {
        suffix(bytes.count).elementsEqual(bytes)
    }
}
