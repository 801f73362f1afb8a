package import Kernel

/// How long somebody who failed to sign in waits before the next attempt.
///
/// An attempt asks two buckets, and the longer of their waits holds: one of the account's two, and the
/// network's.
///
/// - ``stranger``: the account, for networks and devices that never signed in to it, all together.
///   After five failures the wait doubles with each one, up to a quarter of an hour: a thousand networks
///   that guess at one account get a hundred guesses a day between them.
/// - ``familiar``: the account, for *one* network or device that signed in to it before. It counts
///   by itself, so that the guessing of strangers never keeps the owner out; it is more patient with
///   people who mistype, and as strict in the end.
/// - ``network``: all accounts that one network tries: one password at a thousand accounts. Many people
///   may share a network, so it allows more, and makes nobody wait more than five minutes.
///
/// A stranger's account is the address that was typed, whether it has an account or not, so that
/// waiting tells nothing. An owner on a new device, while strangers guess, signs in by a link in a
/// mail, which is no guess and asks only the network's bucket; then that device is familiar.
///
/// An attempt is counted *before* the password is looked at, in the transaction that reads the wait
/// (``ThrottleState/counting(_:at:by:)``): a hundred attempts at once are a hundred failures, not one.
/// When it succeeds, that one is taken back (``ThrottleState/takenBack``) and the network becomes
/// familiar with an empty bucket; what others failed at stays counted.
package struct Throttle: Equatable, Sendable {
    /// Failures that cost no wait.
    let free: Int
    /// The wait after the first failure that costs one; each further one doubles it.
    let first: Duration
    let longest: Duration
    /// After so long without a failure all of them are forgotten.
    package let memory: Duration

    package static let stranger = Throttle(
        free: 5,
        first: .seconds(2),
        longest: .seconds(900),
        memory: .seconds(86_400)
    )
    package static let familiar = Throttle(
        free: 10,
        first: .seconds(1),
        longest: .seconds(900),
        memory: .seconds(86_400)
    )
    package static let network = Throttle(
        free: 50,
        first: .seconds(1),
        longest: .seconds(300),
        memory: .seconds(3600)
    )

    /// How long to wait from now on; zero when an attempt is allowed.
    ///
    /// A failure that lies ahead, because the clock was set back, counts while it is near.
    package func wait(after state: ThrottleState?, now: Instant) -> Duration {
        guard let state, isRemembered(state, at: now) else { return .zero }
        let whole = wait(afterFailures: state.failures)
        let gone = Duration.milliseconds(max(0, now.milliseconds - state.lastAt.milliseconds))
        return max(.zero, whole - gone)
    }

    func isRemembered(_ state: ThrottleState, at now: Instant) -> Bool {
        now < state.lastAt.adding(memory) && state.lastAt <= now.adding(longest)
    }

    private func wait(afterFailures failures: Int) -> Duration {
        guard failures > free else { return .zero }
        var wait = first
        for _ in 1..<(failures - free) {
            wait *= 2
            if wait >= longest { return longest }
        }
        return min(wait, longest)
    }
}
