package import Kernel

/// What a provider says of somebody's birth, as far as it says it.
///
/// It exists in memory only, for a question with yes or no: ``isOfAge(_:at:in:)``.
package struct BirthClaim: Hashable, Sendable, CustomStringConvertible {
    /// The last day on which the person can have been born.
    private let latest: CivilDate
    /// As the provider wrote it.
    package let text: String

    /// Reads the claim `birthdate` (OpenID Connect Core, section 5.1): `1985-03-27`, or `1985` alone.
    ///
    /// FranceConnect writes `1985-00-00` and `1985-03-00` for people of whom the day, or the month
    /// too, is not known ("presumed" dates); others leave them away (`1985-03`). A date without a year
    /// (`0000-03-27`) tells nobody's age: nil, as for anything else.
    package init?(_ text: String) {
        guard text.utf8.count <= 10 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let yearText = parts.first, let year = Self.number(yearText, digits: 4) else {
            return nil
        }
        self.text = text
        switch parts.count {
        case 1:
            guard let latest = CivilDate(year: year, month: 12, day: 31) else { return nil }
            self.latest = latest
        case 2:
            guard let month = Self.number(parts[1], digits: 2), month > 0,
                let latest = Self.latest(year: year, month: month, day: 0)
            else { return nil }
            self.latest = latest
        case 3:
            guard let month = Self.number(parts[1], digits: 2),
                let day = Self.number(parts[2], digits: 2),
                let latest = Self.latest(year: year, month: month, day: day)
            else { return nil }
            self.latest = latest
        default:
            return nil
        }
    }

    package var description: String { "(birth)" }

    /// Whether the person surely has that age on the day that a wall calendar in the zone shows.
    ///
    /// A year of life is complete when the birthday begins; for who was born on 29 February, when
    /// 1 March begins in common years (``CivilDate/age(on:)``). Where a law could be read for the day
    /// before, and where a birth is known by year or month only, the later day holds: nobody signs
    /// before they surely may.
    package func isOfAge(_ years: Int = 18, at now: Instant, in zone: CivilZone) -> Bool {
        latest.age(on: zone.date(at: now)) >= years
    }

    private static func latest(year: Int, month: Int, day: Int) -> CivilDate? {
        switch (month, day) {
        case (0, 0): CivilDate(year: year, month: 12, day: 31)
        case (0, _): nil
        case (_, 0):
            CivilDate(year: year, month: month, day: 1)
                .map { $0.adding(months: 1).adding(days: -1) }
        default: CivilDate(year: year, month: month, day: day)
        }
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        let isNumber =
            text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(text) : nil
    }
}
