import Kernel

/// When somebody says they were born: a day, or what is known of it.
///
/// Registers hold people of whom only the year, or only month and year, is known; documents then
/// show 00 (as FranceConnect and ICAO Doc 9303 have it, part 3, section 4.7), and some show a day
/// that no calendar has.
struct BirthDate: Sendable, Hashable {
    let year: Int
    /// 0 when it is not known.
    let month: Int
    /// 0 when it is not known.
    let day: Int

    /// Refuses what no document can show.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (0...12).contains(month), (0...31).contains(day) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    init(_ date: CivilDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// What was said: `1985-03-27`, `1985-03-00`, `1985-00-00`.
    var iso: String {
        [(year, 4), (month, 2), (day, 2)]
            .map { CivilDate.padded($0.0, to: $0.1) }
            .joined(separator: "-")
    }

    /// Reads what ``iso`` writes; nil for anything else.
    init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Whether all of it is known, and the calendar has such a day.
    var date: CivilDate? {
        CivilDate(year: year, month: month, day: day)
    }

    /// Month or day are not known.
    var isIncomplete: Bool { month == 0 || day == 0 }

    /// The first day that it can have been.
    var earliest: CivilDate {
        let first = firstOfMonth(month == 0 ? 1 : month)
        return min(first.adding(days: max(day, 1) - 1), lastOfMonth(of: first))
    }

    /// The last day that it can have been: who is old enough by this one is so for certain.
    ///
    /// A 31 April may have been a 1 May.
    var latest: CivilDate {
        let first = firstOfMonth(month == 0 ? 12 : month)
        return day == 0 ? lastOfMonth(of: first) : first.adding(days: day - 1)
    }

    private func firstOfMonth(_ month: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: 1) ?? CivilDate(daysSinceEpoch: 0)
    }

    private func lastOfMonth(of first: CivilDate) -> CivilDate {
        first.adding(months: 1).adding(days: -1)
    }
}
