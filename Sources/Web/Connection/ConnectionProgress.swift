import HTTPTypes
import NIOCore

/// How far one connection has come, and since when it waits for whom.
///
/// Pure: instants come in and a verdict comes out, so every deadline is tested without a socket.
/// Events only note instants; deadlines are worked out when the timer asks, because a busy
/// connection sees thousands of events between two looks.
struct ConnectionProgress {
    enum Arriving {
        case nothing
        case head
        case body
    }

    let limits: ConnectionLimits

    /// The part of a request that the client is sending.
    private(set) var arriving = Arriving.nothing
    /// Whether the handler knows of the request whose body is arriving.
    private(set) var isArrivingForwarded = false
    /// Whether a response has a head and no end.
    private(set) var isAnswering = false

    /// Whether the server stops, and waits for no further request but a moment.
    private(set) var isStopping = false

    /// Requests that went on to the handler and whose responses have not ended.
    private var unanswered = 0
    private var hasServed = false
    private var arrivedBytes = 0
    /// How long the body that arrives may be.
    private var bodyBytes = 0
    private var answeredBytes = 0
    private var takenBytes = 0
    private var arrivingSince: NIODeadline
    private var handlerSince: NIODeadline
    private var takingSince: NIODeadline

    init(limits: ConnectionLimits, openedAt now: NIODeadline) {
        self.limits = limits
        arrivingSince = now
        handlerSince = now
        takingSince = now
    }

    /// Requests whose answers come before that of the request arriving now.
    var answersAhead: Int { isArrivingForwarded ? max(unanswered - 1, 0) : unanswered }

    /// Whether a request went on to the handler, and nothing of its answer has come.
    var isUnanswered: Bool { unanswered > 0 && !isAnswering }

    /// Whether a handler has all of a request, and may have done what it asks for.
    var isAtWork: Bool { unanswered > (isArrivingForwarded ? 1 : 0) }

    /// Whether the request arriving now has had its answer before it was whole.
    var isArrivingAnswered: Bool { isArrivingForwarded && unanswered == 0 }

    /// Whether the answer that begins now is the last one.
    var isLastAnswer: Bool { isStopping && unanswered == 1 }

    /// The server stops: who sends nothing now is waited for a moment longer.
    mutating func stop(at now: NIODeadline) {
        isStopping = true
        if arriving == .nothing { arrivingSince = now }
    }

    /// Notes bytes that are not yet a whole head.
    mutating func headBytesArrived(at now: NIODeadline) {
        guard arriving == .nothing else { return }

        arriving = .head
        arrivingSince = now
    }

    mutating func headArrived(at now: NIODeadline, bodyBytes: Int? = nil) {
        self.bodyBytes = bodyBytes ?? limits.bodyBytes
        arriving = .body
        arrivingSince = now
        arrivedBytes = 0
    }

    mutating func headForwarded() {
        isArrivingForwarded = true
        unanswered += 1
    }

    /// Notes a part of the body and returns whether the body keeps within the limit.
    mutating func bodyArrived(bytes: Int) -> Bool {
        arrivedBytes += bytes
        return arrivedBytes <= bodyBytes
    }

    mutating func requestEnded(at now: NIODeadline) {
        arriving = .nothing
        isArrivingForwarded = false
        arrivingSince = now
        if unanswered == 1, !isAnswering { handlerSince = now }
    }

    mutating func responseStarted(at now: NIODeadline) {
        isAnswering = true
        handlerSince = now
        takingSince = now
        answeredBytes = 0
        takenBytes = 0
    }

    mutating func responseContinued(bytes: Int, at now: NIODeadline) {
        answeredBytes += bytes
        handlerSince = now
    }

    mutating func responseEnded(at now: NIODeadline) {
        // The next request had to wait for this answer, so its time starts now.
        if unanswered > 1 || arriving != .body { arrivingSince = now }
        isAnswering = false
        hasServed = true
        unanswered = max(unanswered - 1, 0)
        handlerSince = now
    }

    /// Looks at every deadline.
    ///
    /// `unsentBytes` is what the client has not taken of the responses; `isClientAwaited` tells
    /// whether the server has asked for bytes that have not come.
    mutating func judge(
        at now: NIODeadline,
        unsentBytes: Int,
        isClientAwaited: Bool
    ) -> ConnectionVerdict {
        let stops = [
            takingStop(at: now, unsentBytes: unsentBytes),
            answeringStop(),
            arrivingStop(isClientAwaited: isClientAwaited),
        ]
        guard let first = stops.compactMap(\.self).min(by: { $0.due < $1.due }) else {
            return .wait(until: .distantFuture)
        }
        return first.due <= now ? first.outcome : .wait(until: first.due)
    }

    /// When the client must have taken more of what is written for it.
    ///
    /// Bytes that the kernel has taken seem to be taken by the client, megabytes at once. So it is
    /// not their sum that buys time: in each stretch of time enough must go.
    mutating func takingDeadline(at now: NIODeadline, unsentBytes: Int) -> NIODeadline {
        let taken = answeredBytes - unsentBytes
        if unsentBytes == 0 || taken - takenBytes >= limits.bytesPerResponseStretch {
            takenBytes = taken
            takingSince = now
        }
        return takingSince + .milliseconds(limits.responseMilliseconds)
    }
}

extension ConnectionProgress {
    private struct Stop {
        let due: NIODeadline
        let outcome: ConnectionVerdict
    }

    private var isHandlerAwaited: Bool { isAnswering || isAtWork }

    private mutating func takingStop(at now: NIODeadline, unsentBytes: Int) -> Stop? {
        let due = takingDeadline(at: now, unsentBytes: unsentBytes)
        guard unsentBytes > 0 else { return nil }

        // A handler that cannot write because the client does not read is not late, and a client
        // that still reads is not idle.
        handlerSince = now
        if arriving != .body { arrivingSince = now }
        return Stop(due: due, outcome: .close)
    }

    private func answeringStop() -> Stop? {
        guard isHandlerAwaited else { return nil }

        let due = handlerSince + .milliseconds(limits.answerMilliseconds)
        // The handler goes on, and may have stored what was sent.
        return Stop(due: due, outcome: isAnswering ? .close : .refuse(.gatewayTimeout))
    }

    private func arrivingStop(isClientAwaited: Bool) -> Stop? {
        // Behind an unanswered request the client may wait, and its bytes may be held back.
        guard answersAhead == 0 else { return nil }

        switch arriving {
        case .nothing where isStopping:
            let due = arrivingSince + .milliseconds(limits.stopMilliseconds)
            return Stop(due: due, outcome: .leave)
        case .nothing:
            let wait = hasServed ? limits.idleMilliseconds : limits.headMilliseconds
            return Stop(due: arrivingSince + .milliseconds(wait), outcome: .close)
        case .head:
            let due = arrivingSince + .milliseconds(limits.headMilliseconds)
            return Stop(due: due, outcome: .refuse(.requestTimeout))
        case .body:
            let bought = limits.milliseconds(boughtBy: arrivedBytes)
            let wait = min(limits.requestMilliseconds + bought, limits.longestBodyMilliseconds)
            let due = arrivingSince + .milliseconds(wait)
            guard unanswered > 0, !isAnswering else { return Stop(due: due, outcome: .close) }
            // Bytes that the handler did not ask for are not the client's delay.
            return Stop(
                due: due,
                outcome: .refuse(isClientAwaited ? .requestTimeout : .serviceUnavailable)
            )
        }
    }
}
