import HTTPTypes
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Ends what Hummingbird leaves open: a connection that is late, too large or malformed.
///
/// One stands in every connection, between the HTTP codec and Hummingbird. It lives on the event
/// loop of its channel and needs no lock. What is late is decided in `ConnectionProgress`.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    enum Stage: Equatable {
        case serving
        /// A request is refused, and the answers of those before it go out first.
        case owing(HTTPResponse.Status)
        /// The last answer is written: nothing more goes through in either direction.
        case leaving(until: NIODeadline)
    }

    let limits: ConnectionLimits
    let refusalBody: RefusalBody
    private let bodyBytes: @Sendable (HTTPRequest) -> Int?
    private let gate: ConnectionGate
    private let targets = TargetKeeper()

    var stage = Stage.serving
    var progress: ConnectionProgress
    var timer: Scheduled<Void>?
    var timerDue = NIODeadline.distantFuture
    /// Whether the server has asked for bytes that have not come.
    var isReadPending = false
    /// Whether the client has said that it will send no more.
    var isInputClosed = false
    /// The languages and the rest that the last request named: a refusal speaks to them.
    var requestFields = HTTPFields()
    /// Whether the last request wants no body in its answer.
    var isHeadRequest = false
    /// Whether the server itself has closed its input, as it does when a stop is out of time.
    var isCutShort = false

    /// Whether the client was told that no answer follows, because the server stops.
    var isLastAnnounced = false
    /// Whether it has sent a request nevertheless: nothing more is read from then on.
    var isDeaf = false

    private var isCounted = false
    private var network: PeerNetwork?
    private var hasSeenPart = false
    private var discardedBytes = 0

    init(
        limits: ConnectionLimits,
        gate: ConnectionGate,
        bodyBytes: @escaping @Sendable (HTTPRequest) -> Int?,
        refusalBody: @escaping RefusalBody
    ) {
        self.limits = limits
        self.gate = gate
        self.bodyBytes = bodyBytes
        self.refusalBody = refusalBody
        progress = ConnectionProgress(limits: limits, openedAt: .now())
    }

    /// Puts the keeper of targets before the codec, where they are still whole.
    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(targets, position: .before(codec))
        } catch {
            // Nobody is served who might be shown another site than the one they asked for.
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()

        network = PeerNetwork(context.remoteAddress)
        let admission = gate.admit(network)
        isCounted = admission != .dropped
        switch admission {
        case .admitted: look(context: context)
        case .refused: refuse(.serviceUnavailable, context: context)
        case .dropped: abandon(context: context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasSeenPart = true
        let part = unwrapInboundIn(data)
        guard stage == .serving, !isTooLate(part) else { return discard(part) }

        switch part {
        case .head(var head):
            head.path = targets.target
            guard accept(head, context: context) else { return }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body(let bytes):
            guard progress.bodyArrived(bytes: bytes.readableBytes) else {
                return refuseArriving(.contentTooLarge, context: context)
            }
            context.fireChannelRead(data)
        case .end:
            progress.requestEnded(at: .now())
            context.fireChannelRead(data)
        }
    }

    /// Every read ends here, also one that brought no whole part: that is how a head that drips
    /// through the decoder before this handler is noticed.
    func channelReadComplete(context: ChannelHandlerContext) {
        if !hasSeenPart { progress.headBytesArrived(at: .now()) }
        hasSeenPart = false
        isReadPending = false
        context.fireChannelReadComplete()

        // Hummingbird no longer asks for bytes, and those that come must not be left unread.
        if case .leaving = stage { read(context: context) }
    }

    func read(context: ChannelHandlerContext) {
        isReadPending = true
        if stage == .serving || discardedBytes < limits.lingerBytes { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputClosed = true
            if case .leaving = stage { look(context: context) }
        case ChannelEvent.outputClosed:
            if case .leaving = stage { linger(context: context) }
        case is ChannelShouldQuiesceEvent:
            // Hummingbird would close idle connections at once.
            return stop(context: context)
        default:
            break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The codec speaks of malformed requests by errors; those of the socket go on.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isOfSocket = error is IOError || error is ChannelError || !context.channel.isActive
        if stage == .serving, !isOfSocket {
            refuseArriving(isCutShort ? .serviceUnavailable : .badRequest, context: context)
        }
        context.fireErrorCaught(error)
    }

    /// Refuses a request by its head, or lets it come in.
    private func accept(_ head: HTTPRequest, context: ChannelHandlerContext) -> Bool {
        requestFields = head.headerFields
        isHeadRequest = head.method == .head
        let limit = bodyLimit(of: head)
        progress.headArrived(at: .now(), bodyBytes: limit)
        if let status = head.refusal(bodyBytes: limit) {
            refuseArriving(status, context: context)
            return false
        }

        if progress.answersAhead == 0, head.expectsContinue {
            let word = HTTPResponsePart.head(HTTPResponse(status: .continue))
            context.writeAndFlush(wrapOutboundOut(word), promise: nil)
        }
        progress.headForwarded()
        return true
    }

    /// What its route takes; only asked for a request that brings more than everybody may send.
    private func bodyLimit(of head: HTTPRequest) -> Int {
        guard head.method == .post, head.mayExceed(limits.bodyBytes) else {
            return limits.bodyBytes
        }
        return bodyBytes(head) ?? limits.bodyBytes
    }

    private func discard(_ part: HTTPRequestPart) {
        if case .body(let bytes) = part { discardedBytes += bytes.readableBytes }
    }

    private func end() {
        timer?.cancel()
        timer = nil
        guard isCounted else { return }

        isCounted = false
        gate.release(network)
    }
}
