import NIOCore

/// What counts as one client when connections are counted.
///
/// An IPv4 address, or the /64 of an IPv6 address: the smallest network that one person is given,
/// from which they choose addresses freely.
struct PeerNetwork: Hashable, Sendable {
    private enum Family: Hashable {
        case ipv4
        case ipv6
    }

    private let family: Family
    private let bits: UInt64

    /// Nil for a Unix socket, which has no network.
    init?(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            family = .ipv4
            bits = withUnsafeBytes(of: address.address) { socket in
                // After the family and the port, on every system.
                UInt64(UInt32(bigEndian: socket.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            }
        case .v6(let address):
            let (high, low) = withUnsafeBytes(of: address.address) { socket in
                // After the family, the port and the flow label, on every system.
                let high = socket.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                let low = socket.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
                return (UInt64(bigEndian: high), UInt64(bigEndian: low))
            }
            // A socket that listens on both families shows IPv4 clients as ::ffff:a.b.c.d.
            let isMappedIPv4 = high == 0 && low >> 32 == 0xffff
            family = isMappedIPv4 ? .ipv4 : .ipv6
            bits = isMappedIPv4 ? low & 0xffff_ffff : high
        case .unixDomainSocket, nil:
            return nil
        }
    }
}
