package import Kernel

/// A month of a calendar, by the clocks of UTC.
package struct ModerationMonth: Sendable, Hashable, Comparable {
    /// Months since year 0.
    package let number: Int

    package init(number: Int) { self.number = number }

    package init(of instant: Instant) {
        let date = CivilDate(daysSinceEpoch: instant.utcDay)
        number = date.year * 12 + date.month - 1
    }

    /// Reads `2026-12`, and nothing else; of years whose next one a calendar has, too.
    package init?(_ text: String) {
        guard let date = CivilDate(iso: text + "-01"), (1970..<9999).contains(date.year) else {
            return nil
        }
        number = date.year * 12 + date.month - 1
    }

    package var year: Int { number / 12 }
    package var month: Int { number % 12 + 1 }
    package var text: String {
        CivilDate.padded(year, to: 4) + "-" + CivilDate.padded(month, to: 2)
    }

    /// Its first instant, and the first after it.
    package var instants: Range<Instant> {
        Self.start(number)..<Self.start(number + 1)
    }

    private static func start(_ number: Int) -> Instant {
        let date = CivilDate(year: number / 12, month: number % 12 + 1, day: 1)
        let day = date?.daysSinceEpoch ?? 0
        return Instant(milliseconds: Int64(day) * Instant.millisecondsPerDay)
    }

    package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}

/// What moderation did at an institution in one month, or in several: counted when it happened.
package struct ModerationFigures: Sendable, Hashable {
    /// Decisions of one action on one ground.
    package struct Key: Sendable, Hashable {
        package let action: Decision.Action
        /// Nil for what needs none.
        package let ground: Decision.Ground.Kind?

        package init(action: Decision.Action, ground: Decision.Ground.Kind?) {
            self.action = action
            self.ground = ground
        }
    }

    package var decisions: [Key: Int] = [:]
    /// Restrictions, by what was wrong.
    package var categories: [ModerationCategory: Int] = [:]
    /// Of all decisions, those that no person took.
    package var automated = 0
    /// Of all decisions, those that were taken back.
    package var undone = 0
    package var reports: [ModerationCategory: Int] = [:]
    package var appeals: [AppealParty: Int] = [:]
    package var appealsDecided = 0
    /// Of these, those that changed the decision.
    package var reversals = 0
    package var promisesKept = 0
    package var promisesBroken = 0
    /// How many cases took less than so many hours from their opening to their end; see ``hourBounds``.
    package var hours: [Int: Int] = [:]

    package init() {}

    package var allDecisions: Int { decisions.values.reduce(0, +) }
    package var allReports: Int { reports.values.reduce(0, +) }
    package var allAppeals: Int { appeals.values.reduce(0, +) }

    /// Within how many hours each count of ``hours`` ends; the last holds all that took longer.
    package static let hourBounds = [
        1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336, 720, Int(Int32.max),
    ]

    /// Half of the cases took less than so many hours; nil where there was none, or they took longer than
    /// a month.
    package var medianHours: Int? {
        let all = hours.values.reduce(0, +)
        guard all > 0 else { return nil }
        var seen = 0
        for bound in Self.hourBounds.dropLast() {
            seen += hours[bound] ?? 0
            if seen * 2 >= all { return bound }
        }
        return nil
    }
}

/// What everybody may know of moderation at an institution.
package struct ModerationTransparency: Sendable {
    package struct Month: Sendable {
        package let month: ModerationMonth
        package let figures: ModerationFigures
    }

    /// The newest first, without months in which nothing happened; at most two years.
    package let months: [Month]
    /// All of these together.
    package let all: ModerationFigures
    /// Versions of the rules that are or were in force, the newest first.
    package let policies: [PolicyVersion]
}
