import NIOCore

/// Feeds what a channel receives to the task that reads it.
final class RawInbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let feed: AsyncStream<RawEvent>.Continuation

    init(feed: AsyncStream<RawEvent>.Continuation) {
        self.feed = feed
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        feed.yield(.bytes(Array(unwrapInboundIn(data).readableBytesView)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        feed.yield(.closed)
    }

    /// A reset closes the channel too, and the close is what matters.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
