import Kernel

/// What follows from a delivery for the letter.
enum MailEnd: Sendable, Hashable {
    case ended(MailState, code: Int?)
    /// Nothing more is sent to this address for a while.
    case suspended(code: Int)
    case postponed(Instant, attempts: Int, code: Int?)

    /// `delivery` is nil for a letter that was not tried: too old, or unreadable.
    init(of delivery: Delivery?, _ row: MailRow, at now: Instant) {
        switch delivery {
        case nil:
            self = .ended(now < row.expiresAt ? .failed : .expired, code: nil)
        case .taken?: self = .ended(.sent, code: nil)
        case .refused(let code)?: self = .ended(.failed, code: code)
        case .noSuchAddress(let code)?: self = .suspended(code: code)
        case .later(let code)?, .senderRefused(let code)?:
            let next = now.adding(Self.pause(after: row.attempts))
            self =
                next < row.expiresAt
                ? .postponed(next, attempts: row.attempts, code: code)
                : .ended(.expired, code: code)
        case .unreachable?:
            // Not this letter's fault: it is tried again as if for the first time.
            self = .postponed(now.adding(Self.shortest), attempts: row.attempts - 1, code: nil)
        }
    }

    /// A minute after the first attempt, then twice as long each time, up to four hours.
    private static func pause(after attempts: Int) -> Duration {
        min(shortest * (1 << min(max(attempts - 1, 0), 10)), longest)
    }

    private static let shortest = Duration.seconds(60)
    /// Nothing puts a letter off for longer.
    static let longest = Duration.seconds(4 * 3600)
}
