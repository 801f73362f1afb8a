package import Kernel

extension Translator {
    /// A whole number with the language's grouping: `1,234,567`, `1 234 567`.
    package func number(_ number: Int) -> String {
        let digits = String(number.magnitude)
        // Several languages write four digits without a gap.
        let smallest = Int(self("number.groupFrom")) ?? 1000
        let sign = number < 0 ? "−" : ""
        guard number.magnitude >= UInt(smallest) else { return sign + digits }
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return sign + groups.joined(separator: self("number.group"))
    }

    /// A share in hundredths of a percent with at most one decimal, rounded down.
    ///
    /// Rounded down so that a goal never looks reached before it is.
    package func percent(_ hundredths: Int) -> String {
        let tenths = hundredths / 10
        let whole = number(tenths / 10)
        let text = tenths % 10 == 0 ? whole : whole + self("number.decimal") + String(tenths % 10)
        return self("number.percent", ["number": .text(text)])
    }

    /// `9 May 2026`, with spaces at which no line ends.
    package func date(_ date: CivilDate) -> String {
        self(
            "date.long",
            [
                "day": .text(date.day == 1 ? self("date.firstDay") : String(date.day)),
                "month": .key(MessageKey("date.month", String(date.month))),
                "year": .text(String(date.year)),
            ]
        )
    }

    /// `14:30`, `14 h 30`: as the language writes what a wall clock shows.
    package func time(hour: Int, minute: Int) -> String {
        self(
            "date.time",
            [
                "hour": .text(CivilDate.padded(hour, to: 2)),
                "minute": .text(CivilDate.padded(minute, to: 2)),
            ]
        )
    }
}
