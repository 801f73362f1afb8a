import FoundationEssentials
import Kernel

/// An address of a provider: on its way nobody else reads along.
///
/// That is TLS, or no way at all: a provider on this machine, for development and tests.
struct ProviderAddress: Sendable, Hashable {
    let text: String
    let url: URL
    let host: String
    let isLocal: Bool
    /// Whether it names this machine, or a number in a network behind it.
    let isInternal: Bool
    /// Whether it may lead there all the same: whoever runs the server has named its issuer.
    let mayBeInside: Bool

    /// An issuer has neither query nor fragment (OpenID Connect Discovery §3).
    init(issuer: String, mayBeInside: Bool = false) throws(OpenIDFailure) {
        guard !issuer.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
        else { throw .insecureAddress }
        try self.init(text: issuer, mayBeInside: mayBeInside)
    }

    /// An address that a provider publishes.
    ///
    /// Only a provider on this machine may name addresses on this machine, and only one in an internal network
    /// those of such networks.
    init(endpoint: String, of issuer: ProviderAddress) throws(OpenIDFailure) {
        try self.init(text: endpoint, mayBeInside: issuer.mayBeInside)
        guard !isLocal || issuer.isLocal, !isInternal || issuer.isInternal else {
            throw .insecureAddress
        }
    }

    /// Where the provider's document stands.
    var discovery: ProviderAddress {
        get throws(OpenIDFailure) {
            let base = text.hasSuffix("/") ? String(text.dropLast()) : text
            return try ProviderAddress(
                text: base + "/.well-known/openid-configuration",
                mayBeInside: mayBeInside
            )
        }
    }

    private init(text: String, mayBeInside: Bool) throws(OpenIDFailure) {
        guard (1...Self.longest).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let url = parts.url,
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil,
            parts.fragment == nil
        else { throw .insecureAddress }
        let isLocal = Loopback.holds(host)
        guard parts.scheme == "https" || parts.scheme == "http" && isLocal else {
            throw .insecureAddress
        }
        self.text = text
        self.url = url
        self.host = host
        self.isLocal = isLocal
        self.mayBeInside = mayBeInside
        isInternal = InternalNetwork.holds(host)
    }

    private static let longest = 1000
}
