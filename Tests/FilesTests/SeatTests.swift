import Kernel
import TestSupport
import Testing
import Web

@testable import Files

/// Goal: nobody keeps others from sending files by beginning many and ending none.
///
/// Method: connections of one account that stand still in the middle of a file.
@Suite("Files that come in at once")
struct SeatTests {
    private static let whole = MultipartText.encode(
        [("title", "A title")],
        [.init("file", name: "a.png", bytes: SampleFiles.png(width: 300, height: 300))]
    )

    /// Begins to send, and stops before the end.
    private func begin(_ browser: TestBrowser, at port: Int) async throws -> RawClient {
        let cookies = browser.cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        let client = try await RawClient.connectToStay(to: port)
        try await client.send(
            """
            POST /en/shelf/things HTTP/1.1\r
            Host: eci.localhost:\(port)\r
            Content-Type: \(MultipartText.contentType)\r
            Content-Length: \(Self.whole.count)\r
            Sec-Fetch-Site: same-origin\r
            Cookie: \(cookies)\r\n\r\n
            """
        )
        try await client.send(Array(Self.whole.prefix(2000)))
        return client
    }

    @Test("where all places are taken, whoever has them, nobody is told that they are theirs")
    func full() async throws {
        let seats = Seats(2)

        try await seats.run {
            try await seats.run {
                _ = await #expect(throws: PageError.unavailable(seconds: 10)) {
                    try await seats.run {}
                }
            }
            try await seats.run {}
        }
    }

    @Test("one account has a few places, and is told so; the places of others stay free")
    func perHolder() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            var eve = try await house.member("eve@example.org")
            var clients: [RawClient] = []
            for _ in 0..<Limits.receivedFiles {
                clients.append(try await begin(ada, at: house.site.port))
            }
            let file = MultipartText.File("file", name: "a.png", bytes: SampleFiles.png())
            try await until { try await ada.send(file).status == 503 }

            let refused = try await ada.send(file, title: "Kept")
            let served = try await eve.send(file)
            for client in clients { await client.close() }

            #expect(refused.text.contains("You are already sending several files"))
            #expect(refused.text.contains("value=\"Kept\""))
            #expect(refused.field("Retry-After") == "10")
            #expect(served.status == 303, "\(served.text)")
            try await until { try await ada.send(file).status == 303 }
        }
    }
}
