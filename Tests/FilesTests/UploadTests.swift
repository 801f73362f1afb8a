import Files
import Kernel
import TestSupport
import Testing

/// Goal: a file that was sent is made anew, kept whole, and served so that it can do nothing.
///
/// Method: a small module with a form; real browsers' bodies over real sockets; the tables afterwards.
@Suite("Uploads")
struct UploadTests {
    private static let safe = [
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-cache",
    ]

    @Test("a picture is served as it looks, without what was written into it")
    func picture() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let sent = SampleFiles.png(width: 700, height: 500, text: "GPS of Ada")

            let answer = try await ada.send(
                .init("file", name: "holiday.png", type: "text/html", bytes: sent),
                to: "/en/shelf/pictures"
            )
            let address = try #require(answer.field("Location"), "\(answer.text)")
            let served = try await house.site.get(address)

            #expect(answer.status == 303)
            #expect(served.status == 200)
            #expect(served.field("Content-Type") == "image/png")
            #expect(
                served.field("Content-Disposition")
                    == "inline; filename=\"holiday.png\"; filename*=UTF-8''holiday.png"
            )
            for (name, value) in Self.safe { #expect(served.field(name) == value) }
            #expect(served.field("Content-Length") == String(served.body.count))
            #expect(served.body.starts(with: sent.prefix(33)))
            #expect(!served.text.contains("Ada"))
            #expect(served.body.count > Limits.filePartBytes)
            #expect(try await house.counts() == [1, 1, 2])
            #expect(try await house.room() == served.body.count)
        }
    }

    @Test("a document is served to be saved, without scripts, by a process of its own")
    func document() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let sent = SampleFiles.pdf(
                catalogue: "/OpenAction << /S /JavaScript /JS (app.alert) >>"
            )

            let answer = try await ada.send(.init("file", name: "plan.pdf", bytes: sent))
            let address = try #require(answer.field("Location"), "\(answer.text)")
            let served = try await house.site.get(address)

            #expect(served.field("Content-Type") == "application/pdf")
            #expect(served.field("Content-Disposition")?.hasPrefix("attachment; ") == true)
            #expect(served.text.hasPrefix("%PDF-"))
            #expect(served.text.contains("/MediaBox"))
            #expect(!served.text.contains("JavaScript") && !served.text.contains("/JS"))
        }
    }

    @Test("who has it already is told so, and a head tells the length without the contents")
    func cached() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let answer = try await ada.send(
                .init("file", name: "a.png", bytes: SampleFiles.png())
            )
            let address = try #require(answer.field("Location"))

            let first = try await house.site.get(address)
            let etag = try #require(first.field("ETag"))
            let again = try await house.site.get(address, fields: [("If-None-Match", etag)])
            let other = try await house.site.get(address, fields: [("If-None-Match", "\"x\"")])
            let head = try await HTTPExchange(port: house.site.port).send(
                "HEAD",
                address,
                fields: [("Host", "eci.localhost")]
            )

            #expect(again.status == 304 && again.body.isEmpty)
            #expect(again.field("ETag") == etag)
            #expect(other.status == 200 && other.body == first.body)
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.field("Content-Length") == String(first.body.count))
        }
    }

    @Test("what hides a thing hides its file, and a stranger, a neighbour and a guess find nothing")
    func hidden() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member(at: try #require(ShelfHouse.two))
            let answer = try await ada.send(
                .init("file", name: "a.png", bytes: SampleFiles.png()),
                to: "/en/one/things"
            )
            let address = try #require(answer.field("Location"))
            let id = try #require(address.split(separator: "/").last)

            #expect(try await house.site.get(address, tenant: "two").status == 200)
            for other in [
                "/api/v1/other/files/\(id)", "/api/v1/one/files/\(id)0", "/api/v1/one/files/x",
                "/api/v1/one/files/" + String(repeating: "0", count: 26),
            ] {
                #expect(try await house.site.get(other, tenant: "two").status == 404, "\(other)")
            }
            #expect(try await house.site.get("/api/v1/shelf/files/\(id)").status == 404)
        }
    }

    @Test("a file of something that was hidden is not served, also to who names what it had")
    func gone() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let answer = try await ada.send(
                .init("file", name: "a.png", bytes: SampleFiles.png())
            )
            let address = try #require(answer.field("Location"))
            let etag = try #require(try await house.site.get(address).field("ETag"))

            try await house.hide(true)
            let away = try await house.site.get(address, fields: [("If-None-Match", etag)])
            try await house.hide(false)
            let back = try await house.site.get(address)

            #expect(away.status == 404 && away.field("ETag") == nil)
            #expect(back.status == 200)
        }
    }

    @Test("a form with a mistake elsewhere keeps the file, and the next try need not send it again")
    func waiting() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()

            let first = try await ada.send(
                .init("file", name: "a \"b\".png", bytes: SampleFiles.png()),
                title: ""
            )
            let id = try #require(first.value(ofField: "file-waiting"))
            #expect(first.status == 422)
            #expect(first.text.contains("We already have your file"))
            #expect(try await house.site.get("/api/v1/shelf/files/\(id)").status == 404)

            var eve = try await house.member("eve@example.org")
            let stolen = try await eve.send(nil, more: [("file-waiting", id)])
            let second = try await ada.send(nil, more: [("file-waiting", id)])
            let third = try await ada.send(nil, more: [("file-waiting", id)])

            #expect(stolen.status == 422 && stolen.value(ofField: "file-waiting") == nil)
            #expect(second.status == 303)
            #expect(third.status == 422)
            #expect(try await house.counts() == [1, 1, 1])
        }
    }

    @Test(
        "a name is made safe, whatever its sender calls the file",
        arguments: [
            ("../../etc/passwd", "passwd.png"), ("C:\\fakepath\\photo.PNG", "photo.png"),
            ("invoice\u{202E}gnp.exe", "invoicegnp.png"), ("a\r\nX-Evil: 1.png", "a X-Evil 1.png"),
            ("été 🌞.jpeg", "été 🌞.png"), ("", "file.png"), ("...", "file.png"),
            ("CON.png", "file.png"), ("a\"b;c.png", "a b c.png"), (".htaccess", "htaccess.png"),
            ("مثال.png", "مثال.png"), (String(repeating: "x", count: 500), "x*100.png"),
        ]
    )
    func names(sent: String, kept: String) {
        let kept = kept == "x*100.png" ? String(repeating: "x", count: 100) + ".png" : kept

        #expect(FileNames.kept(sent) == kept)
        #expect(FileNames.header(sent).utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
}
