import HTTPTypes
import Kernel
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Goal: every form in which proxies say for whom they ask is read, strictly, and nothing else is.
///
/// Method: forms of nginx, HAProxy, Apache, Caddy, IIS, Azure, and of RFC 7239's own examples; then
/// thousands of broken ones, of which none may name an address that a stranger wrote.
@Suite("What proxies say")
struct ForwardedTests {
    @Test(
        "an address is read with and without a port, in brackets and quotation marks",
        arguments: [
            ("203.0.113.9", "203.0.113.9"), ("203.0.113.9:4711", "203.0.113.9"),
            ("2001:db8::1", "2001:db8::1"), ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"), ("\"203.0.113.9\"", "203.0.113.9"),
            ("\"[2001:DB8::1]:4711\"", "2001:db8::1"), ("  203.0.113.9\t", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"), ("198.51.100.1 ,203.0.113.9:1", "203.0.113.9"),
            ("198.51.100.1,, 203.0.113.9,", "203.0.113.9"), ("unknown, 203.0.113.9", "203.0.113.9"),
            ("<script>, 203.0.113.9", "203.0.113.9"), ("\"x, 203.0.113.9", "203.0.113.9"),
        ]
    )
    func forwardedFor(field: String, client: String) throws {
        #expect(try address(.xForwardedFor, [field]) == InternetAddress(client))
    }

    @Test(
        "of Forwarded the same, whatever stands beside it",
        arguments: [
            ("for=192.0.2.43", "192.0.2.43"),
            ("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17"),
            ("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            ("for=192.0.2.43, FOR=198.51.100.17", "198.51.100.17"),
            ("by=203.0.113.43; for = 192.0.2.1", nil), ("for=_gazonk", nil), ("for=unknown", nil),
            ("for=\"_mdn:_x\"", nil), ("for=\"192.0.2.43:47011\"", "192.0.2.43"),
            ("for=192.0.2.43:47011", nil), ("for=\"192.0.2.43:_port.1\"", "192.0.2.43"),
            ("proto=https;;FoR=192.0.2.43;", "192.0.2.43"), ("proto=https", nil),
            ("for=2001:db8::1", nil), ("for=\"2001:db8::1\"", nil), ("for=[2001:db8::1]", nil),
            ("for=192.0.2.1;for=192.0.2.2", nil),
            ("host=\"a,b;for=192.0.2.9\";for=192.0.2.43", "192.0.2.43"),
            ("host=\"a\\\",for=192.0.2.9\";for=192.0.2.43", "192.0.2.43"),
            ("for=\"192.0.2.43", nil),
            ("for=192.0.2.43 x", nil), ("for=<192.0.2.43>", nil), ("ſor=192.0.2.43", nil),
            (" , for=192.0.2.43 ,, ", "192.0.2.43"), ("secret=\"\"; For=192.0.2.43", "192.0.2.43"),
        ]
    )
    func forwarded(field: String, client: String?) throws {
        let expected = client ?? "127.0.0.1"
        #expect(try address(.forwarded, [field]) == InternetAddress(expected))
    }

    @Test("several fields are one list, and a broken one spoils nothing of the next")
    func fields() throws {
        for broken in ["for=\"192.0.2.9", "\"", "for=", "=,;", "for=192.0.2.9;for=192.0.2.8"] {
            #expect(
                try address(.forwarded, [broken, "for=203.0.113.9", "for=10.0.0.1"])
                    == InternetAddress("203.0.113.9")
            )
            #expect(
                try address(.forwarded, ["for=203.0.113.9", broken]) == InternetAddress("127.0.0.1")
            )
        }
        #expect(
            try address(.xForwardedFor, ["198.51.100.1", "203.0.113.9:80", "10.0.0.1"])
                == InternetAddress("203.0.113.9")
        )
    }

    @Test("the field that was not chosen is not looked at")
    func otherField() throws {
        var request = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
        request.headerFields[.xForwardedFor] = "198.51.100.1"
        request.headerFields[.forwarded] = "for=203.0.113.9"
        let peer = try SocketAddress(ipAddress: "127.0.0.1", port: 1)

        #expect(
            try clients(.xForwardedFor).address(of: request, peer: peer)
                == InternetAddress("198.51.100.1")
        )
        #expect(
            try clients(.forwarded).address(of: request, peer: peer)
                == InternetAddress("203.0.113.9")
        )
    }

    /// Whatever a stranger sends, the proxy adds their true address behind it.
    @Test("no invention of a stranger's outlives the proxy that adds their address")
    func fuzz() throws {
        let pieces = [
            "for=", "For=", "\"", "\\", ",", ";", "[", "]", ":", "127.0.0.1", "10.0.0.1", "::1",
            "192.0.2.9",
            "unknown", "_x", " ", "\t", "proto=http", "by=", "=", "%", "é", "2001:db8::9", ":80",
            "0x7f.1",
        ]
        let random = Random.seeded()
        func below(_ count: Int) -> Int { Int(random.bytes(1)[0]) % count }
        for _ in 0..<20_000 {
            let junk = (0..<below(9)).map { _ in pieces[below(pieces.count)] }.joined()
            let list = junk.isEmpty ? "203.0.113.9" : junk + ", 203.0.113.9"

            #expect(
                try address(.xForwardedFor, [list]) == InternetAddress("203.0.113.9"),
                "\(junk)"
            )
            // A proxy adds a field, or joins: then a broken list names nobody, the proxy itself.
            #expect(
                try address(.forwarded, [junk, "for=203.0.113.9"])
                    == InternetAddress("203.0.113.9"),
                "\(junk)"
            )
            let joined = try address(.forwarded, [junk + ", for=203.0.113.9"])
            #expect(
                joined == InternetAddress("203.0.113.9") || joined == InternetAddress("127.0.0.1"),
                "\(junk)"
            )
        }
    }

    private func clients(_ field: ClientAddress.Field) throws -> ClientAddress {
        let proxies = ["127.0.0.1", "10.0.0.0/8"].compactMap { Network($0) }
        return ClientAddress(trustedProxies: proxies, field: field)
    }

    private func address(
        _ field: ClientAddress.Field,
        _ values: [String]
    ) throws -> InternetAddress? {
        var request = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
        let name: HTTPField.Name = field == .forwarded ? .forwarded : .xForwardedFor
        for value in values {
            request.headerFields.append(HTTPField(name: name, value: value))
        }
        return try clients(field).address(
            of: request,
            peer: SocketAddress(ipAddress: "127.0.0.1", port: 1)
        )
    }
}
