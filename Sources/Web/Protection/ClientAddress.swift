import HTTPTypes
import NIOCore

/// Finds out which network a request comes from.
package struct ClientAddress: Sendable {
    /// The field in which proxies say for whom they ask.
    ///
    /// One of them, and only that: the other one is whatever a stranger wrote into it.
    package enum Field: String, CaseIterable, Sendable {
        case xForwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded
    }

    private let proxies: [Network]
    private let field: Field

    /// Only these peers are believed when they say for whom they ask.
    package init(trustedProxies: [Network], field: Field = .xForwardedFor) {
        proxies = trustedProxies
        self.field = field
    }

    /// The peer, or for a trusted proxy the nearest address in its field that is none.
    ///
    /// Each proxy adds whoever asked it at the right end, so what is read was written by proxies that
    /// are trusted; what stands further left may be anybody's invention. A proxy that does not say for
    /// whom it asks is itself the one who asks.
    func address(of request: HTTPRequest, peer: SocketAddress?) -> InternetAddress? {
        guard let peer = peer?.ipAddress.flatMap({ InternetAddress($0) }) else { return nil }
        guard isProxy(peer) else { return peer }
        for hop in hops(of: request).suffix(Self.hops).reversed() {
            guard let address = hop else { return peer }
            if !isProxy(address) { return address }
        }
        return peer
    }

    private func hops(of request: HTTPRequest) -> [InternetAddress?] {
        switch field {
        case .xForwardedFor:
            ForwardedFor.hops(in: request.headerFields[values: .xForwardedFor])
        case .forwarded: Forwarded.hops(in: request.headerFields[values: .forwarded])
        }
    }

    private func isProxy(_ address: InternetAddress) -> Bool {
        proxies.contains { $0.contains(address) }
    }

    /// No honest chain is longer.
    private static let hops = 16
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .origin
    static let forwarded = HTTPField.Name("Forwarded") ?? .origin
}
