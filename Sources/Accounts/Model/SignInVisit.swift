import Kernel

/// The browser with which somebody signs in, as far as a sign-in has to know it.
package struct SignInVisit: Sendable {
    /// What it says it is, in a few words: `Firefox, Linux`.
    let device: String
    /// The network that asks, for slowing down whoever guesses; nil on a socket of this machine.
    let network: [UInt8]?
    /// The session that the browser had before: it ends, so that nobody can have planted it.
    let replaced: [UInt8]?
    /// What the browser brings when somebody signed in with it before; nil of all others.
    let browser: String?
    /// The token of what the browser proved at a provider and nobody was linked to yet.
    let identity: String?
    /// Where they want to go, an address of this site; empty when nowhere.
    var next: String

    package init(
        device: String,
        network: [UInt8]?,
        replaced: [UInt8]?,
        browser: String? = nil,
        identity: String? = nil,
        next: String
    ) {
        self.device = device
        self.network = network
        self.replaced = replaced
        self.browser = browser
        self.identity = identity
        self.next = next
    }

    /// The same with where the link of a letter leads.
    func next(_ address: String?) -> SignInVisit {
        var visit = self
        visit.next = address ?? next
        return visit
    }
}
