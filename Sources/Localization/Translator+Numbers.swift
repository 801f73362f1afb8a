package import Kernel

extension Translator {
    /// A whole number with the language's grouping: `1,234,567`, `1 234 567`.
    package func number(_ number: Int) -> String {
        let words = numbers
        let digits = String(number.magnitude)
        let sign = number < 0 ? "−" : ""
        guard number.magnitude >= words.groupFrom else { return sign + digits }
        var text = sign
        for (index, digit) in digits.utf8.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { text += words.group }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// A share in hundredths of a percent with at most one decimal, rounded down.
    ///
    /// Rounded down so that a goal never looks reached before it is.
    package func percent(_ hundredths: Int) -> String {
        let tenths = hundredths / 10
        let whole = number(tenths / 10)
        let text = tenths % 10 == 0 ? whole : whole + numbers.decimal + String(tenths % 10)
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
