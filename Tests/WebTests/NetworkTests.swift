import HTTPTypes
import NIOCore
import Testing

@testable import Web

/// Goal: an address is what it says, and a network contains its own addresses alone.
///
/// Method: addresses in all their notations, and texts that are nearly addresses.
@Suite("Addresses and networks")
struct NetworkTests {
    @Test(
        "an address is read in any of its notations",
        arguments: [
            ("192.0.2.1", [192, 0, 2, 1]), ("::ffff:192.0.2.1", [192, 0, 2, 1]),
            ("::FFFF:c000:201", [192, 0, 2, 1]),
            ("2001:db8::1", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            ("::", Array(repeating: 0, count: 16)),
        ] as [(String, [UInt8])]
    )
    func address(text: String, bytes: [UInt8]) {
        #expect(InternetAddress(text)?.bytes == bytes)
        #expect(InternetAddress(text)?.isIPv4 == (bytes.count == 4))
    }

    @Test(
        "what is no address is none",
        arguments: [
            "", "localhost", "192.0.2", "192.0.2.256", "192.0.2.1.1", " 192.0.2.1", "192.0.2.1 ",
            "192.0.2.1:80", "[::1]", "::1%lo", "1::2::3", "12345::", "0x7f.0.0.1", "127.1",
            "unknown",
            "192.0.2.1/32", "192.0.2.1\n", "192.0.2.1\0x", "１.２.３.４", "_hidden",
        ]
    )
    func noAddress(text: String) {
        #expect(InternetAddress(text) == nil)
    }

    @Test(
        "a network contains the addresses that begin like it",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("192.0.2.128/25", "192.0.2.128", true), ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.129/31", "192.0.2.128", true), ("192.0.2.129/31", "192.0.2.130", false),
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("192.0.2.1/32", "::ffff:192.0.2.1", true), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "::1", false), ("::/0", "2001:db8::1", true),
            ("::/0", "192.0.2.1", false),
            ("2001:db8::/33", "2001:db8:7fff::", true), ("2001:db8::/33", "2001:db8:8000::", false),
            ("::1", "::1", true), ("::1", "::2", false), ("fe80::/10", "febf::1", true),
            ("fe80::/10", "fec0::1", false),
        ]
    )
    func contains(network: String, address: String, isInside: Bool) throws {
        let network = try #require(Network(network))

        #expect(network.contains(try #require(InternetAddress(address))) == isInside)
    }

    @Test(
        "what names no network is none",
        arguments: [
            "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/x",
            "10.0.0.0/ 8", "::/129", "10/8", "localhost", "10.0.0.0/8 ", "10.0.0.0/+8",
        ]
    )
    func noNetwork(text: String) {
        #expect(Network(text) == nil)
    }
}

/// Goal: only a proxy that the operator trusts is believed about who asks.
///
/// Method: peers and `X-Forwarded-For` as proxies and forgers send them.
@Suite("Who asks")
struct ClientAddressTests {
    private static let proxies = ["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"]

    @Test(
        "of a trusted proxy the nearest address that is none is believed, and what stands left is not",
        arguments: [
            ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
            ("127.0.0.1", "127.0.0.1, 10.0.0.1, 203.0.113.9,10.1.2.3 , 127.0.0.1", "203.0.113.9"),
            ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("2001:db8:1::5", "2001:db8:2::7", "2001:db8:2::7"),
            ("10.9.9.9", "203.0.113.9", "203.0.113.9"),
        ]
    )
    func trusted(peer: String, forwarded: String, client: String) throws {
        #expect(try address(peer, forwarded) == InternetAddress(client))
    }

    @Test(
        "a peer that is no trusted proxy is asked about nobody else",
        arguments: ["203.0.113.9", "11.0.0.1", "2001:db8:2::7", "127.0.0.2"]
    )
    func untrusted(peer: String) throws {
        #expect(try address(peer, "198.51.100.1") == InternetAddress(peer))
        #expect(try address(peer, "127.0.0.1") == InternetAddress(peer))
        #expect(try address(peer, nil) == InternetAddress(peer))
    }

    @Test(
        "a proxy that names nobody is itself",
        arguments: [
            "", " ", ",", "unknown", "_hidden", "10.0.0.1, 127.0.0.1", "198.51.100.1, unknown",
            "198.51.100.1, 203.0.113.9:x",
        ]
    )
    func unnamed(forwarded: String) throws {
        #expect(try address("127.0.0.1", forwarded) == InternetAddress("127.0.0.1"))
    }

    @Test("of an endless list only the end is read")
    func endless() throws {
        let own = Array(repeating: "10.0.0.1", count: 100).joined(separator: ", ")

        #expect(try address("127.0.0.1", "203.0.113.9, " + own) == InternetAddress("127.0.0.1"))
    }

    @Test("two fields are one list")
    func twoFields() throws {
        var request = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
        request.headerFields.append(HTTPField(name: .xForwardedFor, value: "198.51.100.1"))
        request.headerFields.append(HTTPField(name: .xForwardedFor, value: "203.0.113.9"))

        let client = try clients.address(
            of: request,
            peer: SocketAddress(ipAddress: "127.0.0.1", port: 1)
        )

        #expect(client == InternetAddress("203.0.113.9"))
    }

    @Test("a peer without an Internet address has none")
    func noPeer() throws {
        let request = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")

        #expect(try clients.address(of: request, peer: nil) == nil)
        #expect(
            try clients.address(of: request, peer: SocketAddress(unixDomainSocketPath: "/x")) == nil
        )
    }

    private var clients: ClientAddress {
        get throws {
            ClientAddress(trustedProxies: try Self.proxies.map { try #require(Network($0)) })
        }
    }

    private func address(_ peer: String, _ forwarded: String?) throws -> InternetAddress? {
        var request = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
        request.headerFields[.xForwardedFor] = forwarded
        return try clients.address(of: request, peer: SocketAddress(ipAddress: peer, port: 1))
    }
}
