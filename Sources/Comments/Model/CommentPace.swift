import Kernel

/// How many comments one member can post in a space within an hour, and within a day.
struct CommentPace: Sendable, Hashable {
    let perHour: Int
    let perDay: Int

    init(_ settings: SettingValues) {
        perHour = settings[Comments.perHour]
        perDay = settings[Comments.perDay]
    }

    /// From when on its author can post another one; nil when the last that was counted is not too many.
    func end(after count: CommentCount) -> Instant? {
        // Whoever has to wait for both waits for the day.
        if count.ofDay > perDay {
            return count.dayFrom.adding(.milliseconds(Instant.millisecondsPerDay))
        }
        if count.ofHour > perHour {
            return count.hourFrom.adding(.milliseconds(Instant.millisecondsPerHour))
        }
        return nil
    }
}

/// What somebody has posted in a space in the hour and the day that are counted, with the last one.
///
/// An hour begins with the first comment after the one before it has passed; so does a day.
struct CommentCount: Sendable, Hashable {
    let hourFrom: Instant
    let ofHour: Int
    let dayFrom: Instant
    let ofDay: Int
}
