package import Hummingbird
import Kernel
import Logging
package import NIOCore

/// What every request carries from its first byte.
///
/// The responder fills in the rest before a route sees it.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Whoever holds the other end of the connection: a visitor, or a proxy in front.
    package let peer: SocketAddress?
    /// Nil until the address of the request was understood.
    package var visit: Visit?
    /// The path as routes are declared: with the module's name for the space's, without a language.
    var routePath = "/"
    /// How large what is sent may be, as the route declares it.
    var bodyRules = BodyRules.form

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }
}

extension SiteContext {
    /// What leads from the page of a fault to its line in the log.
    ///
    /// Hummingbird's own `id` ends the process when a log handler keeps no metadata.
    var reference: String {
        logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
    }
}
