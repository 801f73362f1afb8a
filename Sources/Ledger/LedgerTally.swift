import Kernel

/// What a batch adds to each counter of an item.
struct LedgerTally {
    struct DayBucket: Hashable {
        let day: CivilDate
        let section: String
        let channel: String
    }

    private(set) var sections: [String: Int] = [:]
    private(set) var days: [DayBucket: Int] = [:]
    /// Hours since the epoch; over all sections, so that a lonely count in a small state at night
    /// tells nobody's time.
    private(set) var hours: [Int: Int] = [:]

    init(_ entries: [LedgerEntry]) {
        for entry in entries {
            let bucket = DayBucket(day: entry.day, section: entry.section, channel: entry.channel)
            let hour = Int(entry.arrivedAt.milliseconds / Instant.millisecondsPerHour)
            sections[entry.section, default: 0] += 1
            days[bucket, default: 0] += 1
            hours[hour, default: 0] += 1
        }
    }
}
