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
            context.write(wrapOutboundOut(.head(headOut(head))), promise: promise)
        case .body(let bytes):
            progress.responseContinued(bytes: bytes.readableBytes, at: .now())
            context.write(data, promise: promise)
        case .end:
            progress.responseEnded(at: .now())
            context.write(data, promise: promise)
            if progress.isStopping { context.flush() }
            answered(context: context)
        }

        if case .owing(let status) = stage, progress.answersAhead == 0 {
            refuse(status, context: context)
        }
    }

    /// Hummingbird closes its output after the last answer and then waits for the client to
    /// leave, for ever; here the wait has an end.
    ///
    /// A task that is cancelled, when a stop is out of time, closes input, output and all in any
    /// order. To the codec that looks like a client that leaves in the middle of a request, and the
    /// client would get no word; but it is the server that gives up, and it says so.
    func close(
        context: ChannelHandlerContext,
        mode: CloseMode,
        promise: EventLoopPromise<Void>?
    ) {
        let isGivingUp = progress.isUnanswered && context.channel.isActive
        switch (stage, mode) {
        case (.leaving, _):
            closeLater(context: context, promise: promise)
        case (_, .output) where isGivingUp, (_, .all) where isGivingUp:
            closeLater(context: context, promise: promise)
            refuse(
                progress.isAtWork ? .gatewayTimeout : .serviceUnavailable,
                context: context
            )
        case (_, .output):
            closeLater(context: context, promise: promise)
            leave(context: context)
        case (.serving, .input) where progress.arriving != .nothing:
            refuseArriving(.serviceUnavailable, context: context)
            promise?.succeed()
        case (_, .input):
            isCutShort = true
            context.close(mode: mode, promise: promise)
        default:
            context.close(mode: mode, promise: promise)
        }
    }

    private func closeLater(context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        if let promise { context.channel.closeFuture.cascade(to: promise) }
    }
}
