import Kernel

/// What a batch adds to each counter of an item.
struct LedgerTally {
    struct DayBucket: Hashable {
        let day: CivilDate
        let section: String
        let channel: String
    }

    let item: LedgerItem
    let count: Int
    /// What is kept uncounted.
    let alternates: Int
    private(set) var sections: [String: Int] = [:]
    private(set) var days: [DayBucket: Int] = [:]
    /// Hours since the epoch, over all sections.
    private(set) var hours: [Int: Int] = [:]
    /// The latest day on which something was counted, and how much on it.
    private(set) var busyDay: CivilDate
    private(set) var busyCount: Int

    /// Of entries in the order in which they are counted, and of those that add nothing.
    init(_ entries: [LedgerEntry], beside alternates: [LedgerEntry] = [], of item: LedgerItem) {
        self.item = item
        count = entries.count
        self.alternates = alternates.count
        (busyDay, busyCount) = (item.busyDay, item.busyCount)
        for entry in entries {
            add(1, for: entry)
            note(entry)
        }
        for entry in alternates {
            add(0, for: entry)
            note(entry, adding: 0)
        }
    }

    private mutating func add(_ count: Int, for entry: LedgerEntry) {
        let bucket = DayBucket(day: entry.day, section: entry.section, channel: entry.channel)
        sections[entry.section, default: 0] += count
        days[bucket, default: 0] += count
    }

    /// An hour is counted only on a day that has seen many before: a lonely count in it would tell when
    /// somebody was here, whose entry of that day has no company.
    private mutating func note(_ entry: LedgerEntry, adding count: Int = 1) {
        if entry.day > busyDay { (busyDay, busyCount) = (entry.day, 0) }
        guard entry.day == busyDay else { return }
        busyCount += count
        guard busyCount > Limits.ledgerCompany else { return }
        hours[Int(entry.arrivedAt.milliseconds / Instant.millisecondsPerHour), default: 0] += count
    }
}
