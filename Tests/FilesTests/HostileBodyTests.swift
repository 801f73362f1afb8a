import Files
import Kernel
import TestSupport
import Testing
import Web

/// Goal: a body that ends too early, lies or attacks gets a page that says so and leaves nothing.
///
/// Method: bodies written by hand, over real sockets.
@Suite("Hostile bodies")
struct HostileBodyTests {
    private static let whole = MultipartText.encode(
        [("title", "A title")],
        [.init("file", name: "a.png", bytes: SampleFiles.png(width: 300, height: 300))]
    )

    @Test("a body without its last boundary is refused, wherever it ends")
    func truncated() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            for count in [10, 60, 200, 5000, Self.whole.count - 6] {
                let answer = try await ada.send("/en/shelf/things", Array(Self.whole.prefix(count)))

                #expect(answer.status == 400, "\(count)")
                #expect(answer.text.contains("We could not read your request"))
            }
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("a sender that goes away in the middle leaves nothing")
    func cut() async throws {
        try await ShelfHouse.run { house in
            let ada = try await house.member()
            let cookies = ada.cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
            let client = try await RawClient.connect(to: house.site.port)
            try await client.send(
                """
                POST /en/shelf/things HTTP/1.1\r
                Host: eci.localhost:\(house.site.port)\r
                Content-Type: \(MultipartText.contentType)\r
                Content-Length: \(Self.whole.count)\r
                Sec-Fetch-Site: same-origin\r
                Cookie: \(cookies)\r\n\r\n
                """
            )
            try await client.send(Array(Self.whole.prefix(40_000)))
            await client.close()

            // Whoever comes behind is served, and finds nothing of it.
            #expect(try await house.site.get("/en/shelf/things").status == 422)
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("a second file, a file in another field, and too many fields are refused")
    func tooMany() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let file = MultipartText.File("file", name: "a.png", bytes: SampleFiles.png())
            let other = MultipartText.File("other", name: "a.png", bytes: SampleFiles.png())
            let many = (0...Limits.formFields).map { ("f\($0)", "x") }

            for body in [
                MultipartText.encode([], [file, file]), MultipartText.encode([], [other]),
                MultipartText.encode(many, [file]),
            ] {
                #expect(try await ada.send("/en/shelf/things", body).status == 400)
            }
            let long = MultipartText.encode([("title", String(repeating: "x", count: 70_000))], [])
            #expect(try await ada.send("/en/shelf/things", long).status == 413)
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("a body beyond what the route takes is refused by its head, before a byte of it is read")
    func tooLarge() async throws {
        try await ShelfHouse.run { house in
            let rules = Shelf.picture.bodyRules
            let client = try await RawClient.connectToStay(to: house.site.port)
            try await client.send(
                """
                POST /en/shelf/pictures HTTP/1.1\r
                Host: eci.localhost:\(house.site.port)\r
                Content-Type: \(MultipartText.contentType)\r
                Content-Length: \(rules.bytes + 1)\r\n\r\n
                """
            )
            let reading = await client.read(within: .seconds(60)) { bytes in
                HTTPAnswer(parsing: bytes, isClosed: false) != nil
            }
            await client.close()

            #expect(HTTPAnswer(parsing: reading.bytes, isClosed: true)?.status == 413)
        }
    }

    @Test("whoever is not signed in is shown the way, with what was typed, and no file is taken")
    func visitor() async throws {
        try await ShelfHouse.run { house in
            var nobody = TestBrowser(at: house.site)

            let answer = try await nobody.send("/en/shelf/things", Self.whole)

            #expect(answer.status == 403)
            #expect(answer.text.contains("value=\"A title\""), "\(answer.text)")
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("a long form is taken where its route says so, and nowhere else")
    func longForm() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let form = (0..<400).map { ("f\($0)", String(repeating: "é", count: 100)) }

            let taken = try await ada.post("/en/shelf/words", form)
            let refused = try await ada.post("/en/shelf/things", form)

            #expect(taken.text == "{\"fields\": 400}")
            #expect(refused.status == 413)
        }
    }
}
