package import HTTPTypes
package import NIOCore

/// The HTML of a refusal, given its status and the client's `Accept-Language` where it is known.
///
/// It runs on an event loop: it must be quick and must not block.
package typealias RefusalBody =
    @Sendable (_ status: HTTPResponse.Status, _ acceptLanguage: String?) -> ByteBuffer
