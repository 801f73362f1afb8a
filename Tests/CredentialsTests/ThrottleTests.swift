import Kernel
import TestSupport
import Testing

@testable import Credentials

/// Goal: guessing becomes slow, and owners are not kept out by it.
///
/// Method: attempts as the caller counts them, on a clock that the test moves.
@Suite("Waiting after failures")
struct ThrottleTests {
    private let now = TestClock.noon

    @Test(
        "the first failures cost nothing; then the wait doubles, up to its end",
        arguments: [
            (0, 0), (1, 0), (5, 0), (6, 2), (7, 4), (8, 8), (9, 16), (13, 256), (14, 512),
            (15, 900),
            (16, 900), (1000, 900), (.max, 900),
        ]
    )
    func doubling(failures: Int, seconds: Int) {
        let state = ThrottleState(failures: failures, lastAt: now)
        #expect(Throttle.stranger.wait(after: state, now: now) == .seconds(seconds))
    }

    @Test("nobody who never failed waits", arguments: [Throttle.stranger, .familiar, .network])
    func none(throttle: Throttle) {
        #expect(throttle.wait(after: nil, now: now) == .zero)
    }

    @Test("the wait becomes shorter with time, and is over at its end")
    func passing() {
        let state = ThrottleState(failures: 8, lastAt: now)

        let waits = [0, 3, 7, 8, 9].map { (seconds: Int) in
            Throttle.stranger.wait(after: state, now: now.adding(.seconds(seconds)))
        }

        #expect(waits == [.seconds(8), .seconds(5), .seconds(1), .zero, .zero])
        #expect(
            Throttle.stranger.wait(after: state, now: now.adding(.milliseconds(7999)))
                == .milliseconds(1)
        )
    }

    @Test("after a day without a failure all are forgotten")
    func forgotten() {
        let state = ThrottleState(failures: 500, lastAt: now)
        let (before, after) = (now.adding(.seconds(86_399)), now.adding(.seconds(86_400)))

        #expect(ThrottleState.counting(state, at: before, by: .stranger).failures == 501)
        #expect(
            ThrottleState.counting(state, at: after, by: .stranger)
                == ThrottleState(failures: 1, lastAt: after)
        )
    }

    @Test("who guesses as often as is allowed gets about a hundred guesses a day")
    func guesses() {
        var (time, state, guesses) = (now, nil as ThrottleState?, 0)
        while time < now.adding(.seconds(86_400)) {
            state = ThrottleState.counting(state, at: time, by: .stranger)
            guesses += 1
            time = time.adding(max(.seconds(1), Throttle.stranger.wait(after: state, now: time)))
        }

        #expect((90...115).contains(guesses))
    }

    @Test("a success takes back its own attempt, and nobody else's")
    func success() {
        let one = ThrottleState.counting(nil, at: now, by: .network)
        let many = ThrottleState.counting(
            ThrottleState(failures: 60, lastAt: now),
            at: now,
            by: .network
        )

        #expect(one.takenBack == nil)
        #expect(many.takenBack == ThrottleState(failures: 60, lastAt: now))
    }

    @Test("who signs in to an own account in between guesses no faster at others")
    func alternating() {
        var state: ThrottleState?
        for _ in 0..<100 {
            state = ThrottleState.counting(state, at: now, by: .network)
            state = ThrottleState.counting(state, at: now, by: .network).takenBack
        }

        #expect(state?.failures == 100)
        #expect(Throttle.network.wait(after: state, now: now) == .seconds(300))
    }

    @Test("a clock that was set back neither locks anybody out nor crashes")
    func clock() {
        let near = ThrottleState(failures: 100, lastAt: now.adding(.seconds(60)))
        let far = ThrottleState(failures: 100, lastAt: now.adding(.seconds(1_000_000)))

        #expect(Throttle.stranger.wait(after: near, now: now) == .seconds(900))
        #expect(Throttle.stranger.wait(after: far, now: now) == .zero)
        #expect(ThrottleState.counting(far, at: now, by: .stranger).failures == 1)
    }

    @Test("what strangers do does not change the bucket of a familiar network")
    func familiar() {
        let strangers = ThrottleState(failures: 1000, lastAt: now)
        let owner = ThrottleState.counting(nil, at: now, by: .familiar)

        #expect(Throttle.stranger.wait(after: strangers, now: now) == .seconds(900))
        #expect(Throttle.familiar.wait(after: owner, now: now) == .zero)
        #expect(
            Throttle.familiar.wait(after: ThrottleState(failures: 30, lastAt: now), now: now)
                == .seconds(900)
        )
    }
}
