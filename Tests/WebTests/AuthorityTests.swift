import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: a host is read by the letter, and nothing that a request says of it comes back.
///
/// Method: names, addresses and ports in every spelling, near misses, and what confuses parsers; then
/// the same to a live site over its socket.
@Suite("The host of a request")
struct AuthorityTests {
    @Test(
        "a host has one spelling",
        arguments: [
            ("eci.example", "eci.example", nil), ("ECI.Example.", "eci.example", nil),
            ("eci.example:8080", "eci.example", 8080), ("eci.example:", "eci.example", nil),
            ("eci.example.:00443", "eci.example", 443), ("192.0.2.1:1", "192.0.2.1", 1),
            ("[2001:DB8::1]", "[2001:db8::1]", nil), ("[::1]:65535", "[::1]", 65_535),
            ("a_b.example", "a_b.example", nil),
            ("xn--snat-bpa.example", "xn--snat-bpa.example", nil),
        ] as [(String, String, Int?)]
    )
    func read(text: String, host: String, port: Int?) throws {
        let authority = try #require(RequestAuthority(text))

        #expect(authority.host == host && authority.port == port)
        #expect(RequestAuthority(authority.text) == authority)
    }

    private static let refused = [
        "", ".", "..", ":", ":80", "eci.example:0", "eci.example:65536", "eci.example:080808",
        "eci.example:80x", "eci.example:-1", "eci.example:+1", "eci.example:٣", "eci.example:80:80",
        "eci.example:x@evil.example", "user@eci.example", "eci.localhost:80@evil.example",
        "eci.example/", "eci.example?x", "eci.example#x", "eci.example\\x", "eci .example",
        " eci.example", "eci.example\t", "eci..example", ".eci.example", "sénat.example",
        "eci%2Eexample",
        "[", "]", "[]", "[::1", "::1", "[::1]x", "[eci.example]", "[127.0.0.1]", "[::1%25lo]",
        "<script>", "eci.example,evil.example", "http://eci.example", "a\u{0}b",
        String(repeating: "a", count: 64), String(repeating: "a.", count: 130) + "b",
    ]

    @Test("what is no host is none", arguments: refused)
    func none(text: String) {
        #expect(RequestAuthority(text) == nil)
    }

    @Test(
        "a strange host or target is refused, and stands nowhere in the answer",
        arguments: [
            ("eci.example:evilport", "/en/page"), ("eci.example:x@evilport", "/en/page"),
            ("evilport@eci.example", "/en/page"), ("eci.example/evilport", "/en/page"),
            ("eci.example", "http://evilport.example/en/page"),
            ("eci.example", "http://evilport@eci.example/"),
            ("eci.example", "//evilport.example:80x"),
            ("eci.example", "ftp://eci.example/evilport"),
            ("eci.example", "evilport"), ("eci.example", "eci.example:443"),
            ("eci.example", "http:evilport"), ("eci.example", "http:///evilport"),
            ("eci.example", "*"),
            ("evilport.example", "/en/page"), ("eci.example:99999", "/en/page?evilport"),
        ]
    )
    func strange(host: String, target: String) async throws {
        try await ServedSite.run { site in
            let answer = try await site.send("GET", target, host: host)

            let isRedirect = answer.status == 302 && target.hasPrefix("//")
            #expect(answer.status == 400 || answer.status == 404 || isRedirect)
            #expect(isRedirect || !answer.text.contains("evilport"))
            #expect(answer.field("location").map { $0.hasPrefix("/en/") } ?? true)
            // What is no request at all is refused by the connection, without a page.
            #expect(answer.text.isEmpty || answer.field("content-security-policy") != nil)
        }
    }

    @Test("a target in absolute form names the site, whatever Host says")
    func absoluteForm() async throws {
        try await ServedSite.run { site in
            site.turn(.tellsReader)

            let named = try await site.send(
                "GET",
                "http://eci.example/en/page",
                host: "evil.example"
            )
            let other = try await site.send(
                "GET",
                "http://evil.example/en/page",
                host: "eci.example"
            )
            let bare = try await site.send("GET", "http://eci.example?q=1", host: "evil.example")

            #expect(named.status == 200 && named.text.contains("https://eci.example/y"))
            #expect(other.status == 404)
            #expect(bare.status == 302 && bare.field("location") == "/en/?q=1")
        }
    }

    @Test("each request on a connection has its own target, also when they come in one piece")
    func pipelined() async throws {
        try await ServedSite.run { site in
            let targets = [
                ("http://eci.example/en/page", "evil.example"), ("/en/page", "evil.example"),
                ("http://evil.example/en/page", "eci.example"), ("/en/page", "eci.example"),
            ]
            let heads = targets.map { "GET \($0) HTTP/1.1\r\nHost: \($1)\r\n" }
            let client = try await RawClient.connect(to: site.servedPort)

            try await client.send(heads.joined(separator: "\r\n") + "Connection: close\r\n\r\n")
            let reading = await client.read(within: .seconds(60)) { _ in false }
            await client.close()

            let text = String(decoding: reading.bytes, as: UTF8.self)
            let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "404", "404", "200"])
        }
    }

    @Test(
        "a port that a request made up is in no link; that of this server is, on this machine",
        arguments: [
            "eci.localhost", "ECI.localhost.:9999", "eci.localhost:1", "eci.localhost:8190",
        ]
    )
    func ports(host: String) async throws {
        try await ServedSite.run { site in
            site.turn(.tellsReader)

            let answer = try await site.send(host: host)

            #expect(answer.text.contains("http://eci.localhost:8190/x"))
        }
    }

    @Test("thousands of broken heads are refused or answered, and none is reflected")
    func fuzz() async throws {
        let pieces = [
            "eci.example", "evil.example", "http://", "https://", "//", "/", "@", ":", "80", "[",
            "]", "%00",
            "%2f", "\\", "?", "#", "..", "en", "page", "*", ";", ",", "é", "::1", "localhost", "_",
            "-", "'", "\"",
        ]
        let random = Random.seeded(7)
        func text(_ most: Int) -> String {
            let bytes = random.bytes(most + 1).map(Int.init)
            return bytes.dropFirst().prefix(bytes[0] % (most + 1)).map { pieces[$0 % pieces.count] }
                .joined()
        }
        for _ in 0..<3000 {
            let (host, target) = (text(4), text(6))
            var head = HTTPRequest(method: .get, scheme: nil, authority: host, path: target)
            head.headerFields = [:]
            guard let (read, authority) = try? RequestTarget.read(head) else { continue }
            #expect(read.path?.hasPrefix("/") == true)
            #expect(RequestAuthority(read.authority ?? "") == authority)
            #expect(!authority.text.contains { "@/\\?#%,;'\"".contains($0) }, "\(host) \(target)")
        }
    }
}
