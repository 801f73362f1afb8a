import HTTPTypes
import Kernel
import NIOCore

/// What every write has to pass before its route sees it.
package struct WriteProtection: Sendable {
    private let addresses: ClientAddress
    private let limiter: AddressLimiter

    package init(addresses: ClientAddress, limiter: AddressLimiter) {
        self.addresses = addresses
        self.limiter = limiter
    }

    /// The network that asks; nil on a socket of this machine.
    func network(of request: HTTPRequest, peer: SocketAddress?) -> [UInt8]? {
        guard let address = addresses.address(of: request, peer: peer) else { return nil }
        return Array(address.prefix(bits: address.isIPv4 ? 32 : 64))
    }

    /// Throws `foreignOrigin` or `tooManyRequests`.
    func check(_ request: HTTPRequest, peer: SocketAddress?, at now: Instant) throws(PageError) {
        guard request.isWrite else { return }
        try SameOrigin.check(request)
        // Without an address there is no network to count: a socket of this machine.
        guard let address = addresses.address(of: request, peer: peer) else { return }
        if let seconds = limiter.refusal(of: address, at: now) {
            throw .tooManyRequests(seconds: seconds)
        }
    }
}
