import Kernel
import Storage

/// How many letters of one cause an address gets within an hour.
struct LetterBudget: Sendable {
    /// Of everybody together.
    let perHour: Int
    /// Of one network; nil where the network does not matter.
    let perNetwork: Int?

    static func of(_ cause: Letter.Cause) -> LetterBudget {
        switch cause {
        case .anybody:
            LetterBudget(perHour: Limits.lettersPerHour, perNetwork: Limits.lettersPerNetwork)
        case .member, .owner, .news, .duty, .report:
            LetterBudget(perHour: Limits.lettersPerHour, perNetwork: nil)
        case .warning: LetterBudget(perHour: Limits.equalWarningsPerHour, perNetwork: nil)
        }
    }

    /// Until when nothing more is taken; nil when there is room.
    ///
    /// `recent` are the letters of the last hour, the oldest first.
    func fullUntil(_ recent: [RecentLetter], from network: [UInt8]? = nil) -> Instant? {
        let hour = Duration.milliseconds(Instant.millisecondsPerHour)
        if recent.count >= perHour {
            return recent[recent.count - perHour].createdAt.adding(hour)
        }
        guard let perNetwork, let network else { return nil }
        let own = recent.filter { $0.network == network }
        guard own.count >= perNetwork else { return nil }
        return own[own.count - perNetwork].createdAt.adding(hour)
    }
}

/// A letter of the last hour, as far as a budget has to know it.
struct RecentLetter: Sendable, RowReadable {
    let createdAt: Instant
    /// A keyed hash of the network that asked, for this address alone.
    let network: [UInt8]?

    init(createdAt: Instant, network: [UInt8]?) {
        self.createdAt = createdAt
        self.network = network
    }

    init(reading row: inout RowReader) throws(StorageError) {
        createdAt = try row.next()
        network = try row.next()
    }
}
