package import Kernel
package import Localization

/// Where a request goes and who reads the answer.
///
/// A class, because contexts are copied several times on their way to a handler.
package final class Visit: Sendable {
    package let place: Place
    package let language: LanguageTag
    package let translator: Translator
    /// What the browser prefers, best first.
    package let preference: LanguagePreference
    /// The address without its language, with its query: for the language menu.
    package let localAddress: String
    package let query: FormData
    /// Read once for the whole request.
    package let now: Instant
    package let host: String
    /// Who is signed in with this browser; nil for visitors.
    package let session: Session?
    /// The network that asks, as far as slowing it down needs to know.
    ///
    /// An IPv4 address, or the first 64 bits of an IPv6 one; for keyed hashes only, never stored,
    /// logged or shown.
    package let network: [UInt8]?
    /// Where a shared answer to this request is kept; nil when it must not be.
    let publication: Publication?

    init(
        place: Place,
        language: LanguageTag,
        translator: Translator,
        preference: LanguagePreference,
        localAddress: String,
        query: FormData,
        now: Instant,
        host: String,
        session: Session?,
        network: [UInt8]?,
        publication: Publication?
    ) {
        self.place = place
        self.language = language
        self.translator = translator
        self.preference = preference
        self.localAddress = localAddress
        self.query = query
        self.now = now
        self.host = host
        self.session = session
        self.network = network
        self.publication = publication
    }

    /// An address of this host that can be sent to somebody else.
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
        let name = host.prefix { $0 != ":" }
        return name != "localhost" && !name.hasSuffix(".localhost")
    }

    /// The institution at this host, or the installation's own portal.
    package enum Place: Sendable {
        case portal(sites: [Site])
        case tenant(Site, space: Space?)
    }
}
