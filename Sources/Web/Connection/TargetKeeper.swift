import NIOCore
import NIOHTTP1

/// Keeps the target of a request as it was sent.
///
/// The codec behind it strips a target in absolute form down to its path and keeps the authority of
/// `Host`; but the target's own authority is what counts then, and `Host` must be ignored (RFC 9112,
/// section 3.2.2). The codec hands a head on at once, so the last target is that of the head that
/// ``ConnectionGuard`` sees.
final class TargetKeeper: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private(set) var target: String?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { target = head.uri }
        context.fireChannelRead(data)
    }
}
