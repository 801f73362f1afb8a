import HTTPTypes
import NIOCore
import Testing

@testable import Web

/// Goal: each wait has its own deadline and its own outcome, and nobody pays for another's delay.
///
/// Method: instants are made up; no socket, no clock.
@Suite("The progress of a connection")
struct ConnectionProgressTests {
    private static let open = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private var progress = ConnectionProgress(limits: limits, openedAt: open)

    /// Seconds: head 10, request 20, answer 30, response 40, idle 60; 1000 bytes a second.
    private static var limits: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.headMilliseconds = 10_000
        limits.requestMilliseconds = 20_000
        limits.answerMilliseconds = 30_000
        limits.responseMilliseconds = 40_000
        limits.idleMilliseconds = 60_000
        limits.slowestBytesPerSecond = 1000
        return limits
    }

    private func at(_ seconds: Int64) -> NIODeadline { Self.open + .seconds(seconds) }

    private func judge(
        at seconds: Int64,
        unsent: Int = 0,
        isClientAwaited: Bool = true
    ) -> ConnectionVerdict {
        var copy = progress
        return copy.judge(
            at: at(seconds),
            unsentBytes: unsent,
            isClientAwaited: isClientAwaited
        )
    }

    @Test("a new connection has the time of a head, counted anew from its first byte")
    mutating func head() {
        #expect(judge(at: 9) == .wait(until: at(10)))
        #expect(judge(at: 10) == .close)

        progress.headBytesArrived(at: at(5))
        progress.headBytesArrived(at: at(14))
        #expect(judge(at: 14) == .wait(until: at(15)))
        #expect(judge(at: 15) == .refuse(.requestTimeout))
    }

    @Test("a body buys time by arriving, and the handler's delay is not the client's")
    mutating func body() {
        progress.headArrived(at: at(1))
        progress.headForwarded()
        #expect(judge(at: 2) == .wait(until: at(21)))

        let isWithinLimit = progress.bodyArrived(bytes: 4000)
        #expect(isWithinLimit)
        #expect(judge(at: 2) == .wait(until: at(25)))
        #expect(judge(at: 25) == .refuse(.requestTimeout))
        #expect(judge(at: 25, isClientAwaited: false) == .refuse(.serviceUnavailable))
        let isStillWithinLimit = progress.bodyArrived(bytes: 64 * 1024)
        #expect(!isStillWithinLimit)
    }

    @Test("a large body has its own limit, and an end in time however steadily it comes")
    mutating func largeBody() {
        progress.headArrived(at: at(1), bodyBytes: 10_000_000)
        progress.headForwarded()
        for second in 2...600 {
            let isWithinLimit = progress.bodyArrived(bytes: 2000)
            #expect(isWithinLimit)
            let isLate =
                judge(at: Int64(second)) != .wait(until: at(min(21 + Int64(second - 1) * 2, 601)))
            #expect(!isLate)
        }
        #expect(judge(at: 601) == .refuse(.requestTimeout))
        let isStillWithinLimit = progress.bodyArrived(bytes: 10_000_000)
        #expect(!isStillWithinLimit)
    }

    @Test("a handler has its time from the end of the request, then between parts")
    mutating func handler() {
        serveHead(at: 1)
        progress.requestEnded(at: at(2))
        #expect(judge(at: 3) == .wait(until: at(32)))
        #expect(judge(at: 32) == .refuse(.gatewayTimeout))

        progress.responseStarted(at: at(20))
        progress.responseContinued(bytes: 10, at: at(40))
        #expect(judge(at: 41) == .wait(until: at(70)))
        #expect(judge(at: 70) == .close)

        progress.responseEnded(at: at(50))
        #expect(judge(at: 51) == .wait(until: at(110)))
        #expect(judge(at: 110) == .close)
    }

    @Test("a client that does not read is late, and meanwhile nobody else is")
    mutating func unread() {
        serveHead(at: 1)
        progress.requestEnded(at: at(1))
        progress.responseStarted(at: at(2))
        progress.responseContinued(bytes: 1_000_000, at: at(2))
        progress.responseEnded(at: at(2))

        #expect(judge(at: 41, unsent: 990_000) == .wait(until: at(42)))
        #expect(judge(at: 42, unsent: 990_000) == .close)
        // It has taken 40,000 bytes in 40 seconds.
        #expect(judge(at: 42, unsent: 960_000) == .wait(until: at(82)))
    }

    @Test("an answer given before the body is whole leaves only the body to wait for")
    mutating func early() {
        serveHead(at: 1)
        progress.responseStarted(at: at(2))
        progress.responseEnded(at: at(3))

        #expect(progress.isArrivingAnswered)
        #expect(judge(at: 4) == .wait(until: at(21)))
        #expect(judge(at: 21) == .close)
    }

    @Test("a request behind another has its time when its turn comes")
    mutating func behind() {
        serveHead(at: 1)
        progress.requestEnded(at: at(1))
        serveHead(at: 2)
        #expect(progress.answersAhead == 1)
        #expect(judge(at: 25) == .wait(until: at(31)))

        progress.responseStarted(at: at(26))
        progress.responseEnded(at: at(26))
        #expect(progress.answersAhead == 0)
        #expect(judge(at: 27) == .wait(until: at(46)))
    }

    private mutating func serveHead(at seconds: Int64) {
        progress.headArrived(at: at(seconds))
        progress.headForwarded()
    }
}
