import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// How a connection ends when the server stops.
///
/// A client that keeps its connection would send its next request into a socket that closes, and could
/// not know whether it was acted upon. So the last answer says that it is the last (RFC 9112, section
/// 9.6), and a connection that is idle stays a moment: what is on its way is still answered.
extension ConnectionGuard {
    /// The server stops: what is owed is answered, and then the connection ends.
    func stop(context: ChannelHandlerContext) {
        progress.stop(at: .now())
        look(context: context)
    }

    /// The head of an answer as it goes out: the last one says so.
    func headOut(_ head: HTTPResponse) -> HTTPResponse {
        guard head.status.kind != .informational else { return head }

        let isLast = progress.isLastAnswer
        progress.responseStarted(at: .now())
        guard isLast else { return head }

        isLastAnnounced = true
        var head = head
        head.headerFields[.connection] = "close"
        return head
    }

    /// An answer is whole: after the last one the connection ends, else the wait for the next request.
    func answered(context: ChannelHandlerContext) {
        guard progress.isStopping, stage == .serving else { return }

        if isLastAnnounced {
            leave(context: context)
        } else {
            look(context: context)
        }
    }

    /// Whether a part belongs to a request that came after the last answer was announced.
    func isTooLate(_ part: HTTPRequestPart) -> Bool {
        if case .head = part, isLastAnnounced { isDeaf = true }
        return isDeaf
    }
}
