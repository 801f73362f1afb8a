import NIOCore

/// Feeds what a channel receives to the task that reads it.
final class RawInbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let feed: AsyncStream<RawEvent>.Continuation
    private let first: [UInt8]

    init(feed: AsyncStream<RawEvent>.Continuation, sending first: [UInt8]) {
        self.feed = feed
        self.first = first
    }

    func channelActive(context: ChannelHandlerContext) {
        guard !first.isEmpty else { return }
        // A server that refuses before it has read everything may have closed; what it says counts.
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: first)), promise: nil)
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
