#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A point in time: milliseconds since 1970-01-01T00:00:00 UTC.
///
/// The domain knows no other clock. Laws speak in days of a zone: see ``CivilZone``.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The system's clock, read now.
    ///
    /// Only ``Clock/system`` calls it; everything else is given its `now`.
    static var current: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Whole days since the epoch, in UTC; right for instants before it too.
    package var utcDay: Int {
        let day = milliseconds / Self.millisecondsPerDay
        return Int(milliseconds % Self.millisecondsPerDay < 0 ? day - 1 : day)
    }

    /// `2026-05-09T22:00:00.000Z`.
    package var iso8601: String {
        let date = CivilDate(daysSinceEpoch: utcDay)
        let time = Int(milliseconds - Int64(utcDay) * Self.millisecondsPerDay)
        let seconds = time / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
            .map { CivilDate.padded($0, to: 2) }
            .joined(separator: ":")
        return "\(date.iso)T\(clock).\(CivilDate.padded(time % 1000, to: 3))Z"
    }

    package func adding(_ duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let span = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        return Instant(milliseconds: milliseconds + span)
    }

    /// How long until another one comes; nothing when it was before.
    package func until(_ other: Instant) -> Duration {
        .milliseconds(max(0, other.milliseconds - milliseconds))
    }

    /// Milliseconds between it and another one, whichever comes first.
    ///
    /// For what is kept a while: by a clock that was ahead something would be fresh until the right one
    /// has caught up, months later. What lies that far ahead is as old as what lies that far back.
    package func distance(to other: Instant) -> Int64 {
        abs(milliseconds - other.milliseconds)
    }

    /// The latest that anybody dates a row by now: the clocks of servers are a little apart.
    ///
    /// What is dated later was dated by a clock that was wrong, and nobody may wait for it.
    package var latestBelievable: Instant {
        adding(.milliseconds(Limits.clockToleranceMilliseconds))
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static let millisecondsPerDay: Int64 = 86_400_000
    package static let millisecondsPerHour: Int64 = 3_600_000
}

extension Duration {
    /// Whole minutes, rounded up: how long people are told to wait.
    package var minutesToWait: Int {
        let (seconds, rest) = components
        return Int((seconds + (rest > 0 ? 1 : 0) + 59) / 60)
    }
}
