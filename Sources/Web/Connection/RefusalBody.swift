package import HTTPTypes
package import NIOCore

/// The HTML of a refusal, given its status and the client's `Accept-Language` where it is known.
///
/// Of a request that is refused before its handler has all of it nothing is done (413, 408, 503). One whose
/// handler is at work when the connection gives it up may be done or not: that is 504, and the page says
/// so.
///
/// It runs on an event loop: it must be quick and must not block.
package typealias RefusalBody =
    @Sendable (_ status: HTTPResponse.Status, _ acceptLanguage: String?) -> ByteBuffer
