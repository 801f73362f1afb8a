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

    /// Throws `foreignOrigin` or `tooManyRequests`.
    func check(_ request: HTTPRequest, peer: SocketAddress?, at now: Instant) throws(PageError) {
        guard !["GET", "HEAD", "OPTIONS"].contains(request.method.rawValue) else { return }
        try SameOrigin.check(request)
        // Without an address there is no network to count: a socket of this machine.
        guard let address = addresses.address(of: request, peer: peer) else { return }
        if let seconds = limiter.refusal(of: address, at: now) {
            throw .tooManyRequests(seconds: seconds)
        }
    }
}
