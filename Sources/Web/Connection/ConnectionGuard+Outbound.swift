import HTTPTypes
import NIOCore
import NIOHTTPTypes

extension ConnectionGuard {
    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        if case .leaving = stage {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }

        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.status.kind != .informational { progress.responseStarted(at: .now()) }
        case .body(let bytes):
            progress.responseContinued(bytes: bytes.readableBytes, at: .now())
        case .end:
            progress.responseEnded(at: .now())
        }
        context.write(data, promise: promise)

        if case .owing(let status) = stage, progress.answersAhead == 0 {
            refuse(status, context: context)
        }
    }

    /// Hummingbird closes its output after the last answer and then waits for the client to
    /// leave, for ever; here the wait has an end.
    func close(
        context: ChannelHandlerContext,
        mode: CloseMode,
        promise: EventLoopPromise<Void>?
    ) {
        switch (stage, mode) {
        case (.leaving, _):
            if let promise { context.channel.closeFuture.cascade(to: promise) }
        case (_, .output):
            if let promise { context.channel.closeFuture.cascade(to: promise) }
            leave(context: context)
        default:
            context.close(mode: mode, promise: promise)
        }
    }
}
