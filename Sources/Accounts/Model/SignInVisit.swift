import Web

/// The browser with which somebody signs in, as far as a sign-in has to know it.
package struct SignInVisit: Sendable {
    /// What it says it is, in a few words: `Firefox, Linux`.
    let device: String
    /// The network that asks, for slowing down whoever guesses; nil on a socket of this machine.
    let network: [UInt8]?
    /// The session that the browser had before: it ends, so that nobody can have planted it.
    let replaced: [UInt8]?
    /// Where they want to go, an address of this site; empty when nowhere.
    let next: String

    package init(device: String, network: [UInt8]?, replaced: [UInt8]?, next: String) {
        self.device = device
        self.network = network
        self.replaced = replaced
        self.next = next
    }

    /// The same with where the link of a letter leads.
    func next(_ address: String?) -> SignInVisit {
        SignInVisit(
            device: device,
            network: network,
            replaced: replaced,
            next: address ?? next
        )
    }
}
