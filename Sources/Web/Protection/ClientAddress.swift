import HTTPTypes
import NIOCore

/// Finds out which network a request comes from.
package struct ClientAddress: Sendable {
    private let proxies: [Network]

    /// Only these peers are believed when they say for whom they ask.
    package init(trustedProxies: [Network]) {
        proxies = trustedProxies
    }

    /// The peer, or for a trusted proxy the nearest address of `X-Forwarded-For` that is none.
    func address(of request: HTTPRequest, peer: SocketAddress?) -> InternetAddress? {
        guard let peer = peer?.ipAddress.flatMap({ InternetAddress($0) }) else { return nil }
        guard isProxy(peer) else { return peer }
        let forwarded = (request.headerFields[.xForwardedFor] ?? "").split(separator: ",").suffix(
            16
        )
        for entry in forwarded.reversed() {
            guard let address = InternetAddress(entry.filter { $0 != " " }) else { return peer }
            if !isProxy(address) { return address }
        }
        return peer
    }

    private func isProxy(_ address: InternetAddress) -> Bool {
        proxies.contains { $0.contains(address) }
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .origin
}
