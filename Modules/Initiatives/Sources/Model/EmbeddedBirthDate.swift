import Kernel

/// What a number tells of the day its holder was born.
enum EmbeddedBirthDate: Equatable, Sendable {
    case date(CivilDate)
    /// The month or the day is written as 0, because it was not known or the serials had run out.
    case yearOnly(Int)
    /// Nothing: this number carries none, or its century cannot be told.
    case absent
    /// A day that no calendar has, or one that is still to come.
    case impossible

    /// Puts together what was read, and judges it.
    init(year: Int, month: Int, day: Int, on today: CivilDate) {
        if year > today.year || month > 12 {
            self = .impossible
        } else if month == 0 || day == 0 {
            self = .yearOnly(year)
        } else if let date = CivilDate(year: year, month: month, day: day), date <= today {
            self = .date(date)
        } else {
            self = .impossible
        }
    }
}
