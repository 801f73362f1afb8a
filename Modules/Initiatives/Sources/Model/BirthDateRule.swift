import Kernel
import Text

/// How a kind of number carries the birth date of its holder.
///
/// Part B of the form does not ask for it, so this is the only way to notice somebody who is too
/// young before their state does. Sources: python-stdnum for all but the Hungarian rule.
enum BirthDateRule: String, CaseIterable, Codable, Sendable {
    /// Shared by Estonia and Lithuania.
    case baltic
    case belgian
    case bulgarian
    case hungarian
    case latvian
    case polish
    case romanian
    case slovenian
    case swedish

    /// Reads the birth date out of a number as it was typed.
    ///
    /// `today` settles centuries that the number leaves open, and no birth date is after it.
    func birthDate(in number: String, on today: CivilDate) -> EmbeddedBirthDate {
        let folded = Folding.fold(number)
        return switch self {
        case .baltic: Self.baltic(folded, today)
        case .belgian: Self.belgian(folded, today)
        case .bulgarian: Self.bulgarian(folded, today)
        case .hungarian: Self.hungarian(folded, today)
        case .latvian: Self.latvian(folded, today)
        case .polish: Self.polish(folded, today)
        case .romanian: Self.romanian(folded, today)
        case .slovenian: Self.slovenian(folded, today)
        case .swedish: Self.swedish(folded, today, hasPlus: number.utf8.contains(UInt8(ascii: "+")))
        }
    }

    /// G YYMMDD: the first digit is the sex and the century.
    ///
    /// Lithuanian numbers that begin with 9 are exceptions, and carry nothing.
    private static func baltic(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 11), digits[0] != 9 else { return .absent }
        guard digits[0] != 0 else { return .impossible }
        let year = 1800 + (digits[0] - 1) / 2 * 100 + digits[1..<3]
        return EmbeddedBirthDate(
            year: year,
            month: digits[3..<5],
            day: digits[5..<7],
            on: today
        )
    }

    /// YYMMDD, whose century only the checksum tells; the month of a bis number has 20 or 40 added.
    ///
    /// When the serials of a day run out, its month becomes 0 and its day a counter; numbers
    /// that begin with 00.00.01 say that not even the year was known.
    private static func belgian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 11) else { return .absent }
        let month = digits[2..<4] % 20
        guard digits[2..<4] < 60, month <= 12 else { return .impossible }
        guard let century = Checksum.belgianCentury(of: number),
            digits[0..<2] != 0 || month != 0 || digits[4..<6] != 1
        else { return .absent }
        let year = century + digits[0..<2]
        let isDay = CivilDate(year: year, month: month, day: digits[4..<6]) != nil
        return EmbeddedBirthDate(
            year: year,
            month: month,
            day: isDay ? digits[4..<6] : 0,
            on: today
        )
    }

    /// YYMMDD: 20 is added to the month in the nineteenth century, 40 in the twenty-first.
    private static func bulgarian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 10) else { return .absent }
        let centuries = [1900, 1800, 2000]
        let month = digits[2..<4]
        guard month < 60 else { return .impossible }
        return EmbeddedBirthDate(
            year: centuries[month / 20] + digits[0..<2],
            month: month % 20,
            day: digits[4..<6],
            on: today
        )
    }

    /// G YYMMDD: 1 and 2 are of the twentieth century; 3 and 4 of the one before or after it.
    ///
    /// What 5 to 9 say is not known well enough to judge anybody by it.
    private static func hungarian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 11), (1...4).contains(digits[0]) else {
            return .absent
        }
        let later = 2000 + digits[1..<3]
        let century = digits[0] <= 2 ? 1900 : later <= today.year ? 2000 : 1800
        return EmbeddedBirthDate(
            year: century + digits[1..<3],
            month: digits[3..<5],
            day: digits[5..<7],
            on: today
        )
    }

    /// DDMMYY C: the seventh digit is the century.
    ///
    /// Codes given since July 2017 begin with 32 and carry nothing; 33 to 39 are no days either.
    private static func latvian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 11), !(32...39).contains(digits[0..<2]) else {
            return .absent
        }
        return EmbeddedBirthDate(
            year: 1800 + digits[6] * 100 + digits[4..<6],
            month: digits[2..<4],
            day: digits[0..<2],
            on: today
        )
    }

    /// YYMMDD: twenties added to the month are the century.
    private static func polish(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 11) else { return .absent }
        let centuries = [1900, 2000, 2100, 2200, 1800]
        let month = digits[2..<4]
        return EmbeddedBirthDate(
            year: centuries[month / 20] + digits[0..<2],
            month: month % 20,
            day: digits[4..<6],
            on: today
        )
    }

    /// G YYMMDD: the first digit is the sex and the century; 7 to 9 were given to residents.
    private static func romanian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 13), digits[0] < 7 else { return .absent }
        guard digits[0] != 0 else { return .impossible }
        let centuries = [1900, 1800, 2000]
        return EmbeddedBirthDate(
            year: centuries[(digits[0] - 1) / 2] + digits[1..<3],
            month: digits[3..<5],
            day: digits[5..<7],
            on: today
        )
    }

    /// DDMMYYY: the year without its first digit.
    private static func slovenian(_ number: String, _ today: CivilDate) -> EmbeddedBirthDate {
        guard let digits = Digits(number, count: 13) else { return .absent }
        let year = digits[4..<7]
        return EmbeddedBirthDate(
            year: (year < 800 ? 2000 : 1000) + year,
            month: digits[2..<4],
            day: digits[0..<2],
            on: today
        )
    }

    /// YYYYMMDD or YYMMDD; 60 is added to the day of a coordination number.
    ///
    /// Without a century it is the latest that has come; a plus sign for the hyphen, from the year
    /// in which somebody turns 100, sets it back (Folkbokföringslagen, section 18).
    private static func swedish(
        _ number: String,
        _ today: CivilDate,
        hasPlus: Bool
    ) -> EmbeddedBirthDate {
        let hasCentury = number.utf8.count == 12
        guard let digits = Digits(hasCentury ? number : "00" + number, count: 12) else {
            return .absent
        }
        let month = digits[4..<6]
        let day = digits[6..<8] >= 60 ? digits[6..<8] - 60 : digits[6..<8]
        var year = digits[0..<4]
        if !hasCentury {
            year += (today.year - (hasPlus ? 100 : 0)) / 100 * 100
            let isAhead = (year, month, day) > (today.year, today.month, today.day)
            if hasPlus ? year > today.year - 100 : isAhead { year -= 100 }
        }
        return EmbeddedBirthDate(year: year, month: month, day: day, on: today)
    }
}
