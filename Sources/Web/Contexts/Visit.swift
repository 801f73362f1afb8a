package import Kernel
package import Localization

/// Where a request goes and who reads the answer.
///
/// A class, because contexts are copied several times on their way to a handler.
package final class Visit: Sendable {
    package let place: Place
    package let language: LanguageTag
    package let translator: Translator
    /// The group of readers that the module made out, where the page depends on it; else empty.
    package let reader: String
    /// The address without its language, with what counts of its query: for the language menu.
    package let localAddress: String
    /// The one address of this page for everybody, without its language.
    let canonicalAddress: String
    package let query: FormData
    /// Read once for the whole request.
    package let now: Instant
    /// As it is written for others; made of what is set, never of what a request wrote.
    package let host: String
    /// Where the site is read for everybody: without a path.
    package let origin: String
    /// Who is signed in with this browser; nil for visitors.
    package let session: Session?
    /// The network that asks, as far as slowing it down needs to know; nil for pages that readers share.
    ///
    /// An IPv4 address, or the first 64 bits of an IPv6 one; for keyed hashes only, never stored,
    /// logged or shown.
    package let network: [UInt8]?
    /// Where a shared answer to this request is kept; nil when it must not be.
    let publication: Publication?
    /// How large what is sent may be, as the route declares it.
    package let bodyRules: BodyRules
    /// What was typed, where the form can be read only once.
    let keptForm = KeptForm()

    init(
        _ destination: Destination,
        translator: Translator,
        now: Instant,
        session: Session?,
        network: [UInt8]?,
        publication: Publication?,
        bodyRules: BodyRules
    ) {
        self.bodyRules = bodyRules
        place = destination.place
        language = destination.language
        reader = destination.reader
        localAddress = destination.localAddress
        canonicalAddress = destination.canonicalAddress
        query = destination.query
        host = destination.host
        origin = destination.origin
        self.translator = translator
        self.now = now
        self.session = session
        self.network = network
        self.publication = publication
    }

    /// The one address of a page for everybody, whatever host it was asked for at.
    ///
    /// For whatever is kept or passed on: feeds, links to share, code for other sites.
    package func canonical(_ path: String) -> String { origin + path }

    /// An address at the host that was asked.
    ///
    /// Behind a proxy every site is reached over TLS; only development is not.
    package func absolute(_ path: String) -> String {
        Self.absolute(path, host: host)
    }

    /// The same, for an address of any host.
    package static func absolute(_ path: String, host: String) -> String {
        (isSecure(host: host) ? "https://" : "http://") + host + path
    }

    /// Whether the browser's connection is protected by TLS, which ends at the proxy in front.
    package var isSecure: Bool { Self.isSecure(host: host) }

    /// Whether browsers reach this host over TLS: only names of this machine are reached without.
    package static func isSecure(host: String) -> Bool {
        let isAddress = host.utf8.first == UInt8(ascii: "[")
        let name = host.utf8.prefix { $0 != (isAddress ? UInt8(ascii: "]") : UInt8(ascii: ":")) }
        return !Loopback.holds(String(Substring(name)) + (isAddress ? "]" : ""))
    }

    /// The institution at this host, or the installation's own portal.
    package enum Place: Sendable {
        case portal(sites: [Site])
        case tenant(Site, space: Space?)
    }
}
