import Kernel

/// An instant as the header of a message has it (RFC 5322 §3.3): `Sun, 22 Nov 2026 04:00:00 +0000`.
enum MailDate {
    static func text(_ instant: Instant) -> String {
        let date = CivilDate(daysSinceEpoch: instant.utcDay)
        let clock = instant.iso8601.split(separator: "T").last?.prefix(8) ?? "00:00:00"
        let day = CivilDate.padded(date.day, to: 2)
        return """
            \(days[date.weekday - 1]), \(day) \(months[date.month - 1]) \
            \(CivilDate.padded(date.year, to: 4)) \(clock) +0000
            """
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
