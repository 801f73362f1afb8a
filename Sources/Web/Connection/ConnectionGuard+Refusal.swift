import HTTPTypes
import NIOCore
import NIOHTTPTypes

extension ConnectionGuard {
    /// Refuses the request that is arriving, after the answers that come before its own.
    func refuseArriving(_ status: HTTPResponse.Status, context: ChannelHandlerContext) {
        if progress.isArrivingAnswered {
            leave(context: context)
        } else if progress.answersAhead > 0 {
            stage = .owing(status)
            cutArriving(context: context)
        } else {
            refuse(status, context: context)
        }
    }

    /// Answers now, in the handler's place, and leaves.
    func refuse(_ status: HTTPResponse.Status, context: ChannelHandlerContext) {
        guard !progress.isAnswering else { return abandon(context: context) }

        let body = refusalBody(status, requestFields[.acceptLanguage])
        let head = HTTPResponse(
            status: status,
            headerFields: refusalFields(of: status, bodyBytes: body.readableBytes)
        )
        progress.responseStarted(at: .now())
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHeadRequest {
            progress.responseContinued(bytes: body.readableBytes, at: .now())
            context.write(wrapOutboundOut(.body(body)), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        leave(context: context)
    }

    /// Closes the output, and stays a moment so that the client can read the last answer.
    ///
    /// Closing a socket while bytes come in resets it, and the answer may be lost with it.
    func leave(context: ChannelHandlerContext) {
        stage = .leaving(until: lingerDeadline)
        cutArriving(context: context)

        // The channel would drop unsent bytes if both its sides were closed now.
        if !isInputClosed { context.close(mode: .output, promise: nil) }
        read(context: context)
        look(context: context)
    }

    /// Starts the wait for the client anew: it has only now been sent the last bytes.
    func linger(context: ChannelHandlerContext) {
        stage = .leaving(until: lingerDeadline)
        look(context: context)
    }

    /// Closes at once.
    func abandon(context: ChannelHandlerContext) {
        stage = .leaving(until: .now())
        cutArriving(context: context)
        context.close(promise: nil)
    }

    private var lingerDeadline: NIODeadline { .now() + .milliseconds(limits.lingerMilliseconds) }

    private func cutArriving(context: ChannelHandlerContext) {
        if progress.isArrivingForwarded { context.fireErrorCaught(ConnectionCut()) }
    }

    private func refusalFields(of status: HTTPResponse.Status, bodyBytes: Int) -> HTTPFields {
        var fields: HTTPFields = [
            .connection: "close",
            .contentLength: String(bodyBytes),
            .contentType: "text/html; charset=utf-8",
            .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        if status == .serviceUnavailable || status == .gatewayTimeout {
            fields[.retryAfter] = String(limits.retryAfterSeconds)
        }
        return fields
    }
}
