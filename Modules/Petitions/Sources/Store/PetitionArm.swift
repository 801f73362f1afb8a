import Kernel
import Storage
import Text

/// A part of a list that one index has in its order: what orders it, and which lines belong to it.
///
/// An index of lines begins with the list in which they are, so an order is one part for each of them, and two
/// where a value is missing in some lines.
struct PetitionArm {
    /// What the line is ordered by in the whole list.
    let value: SQL
    let condition: SQL
    /// What the index has; nil where all lines of the part are equal.
    private let column: SQL?
    /// Whether the index goes up where the list goes down.
    private let isFlipped: Bool
    private let isDescending: Bool

    /// Every line of an order, of those that meet a condition; `today` is the day of ``PetitionOrder/today``.
    static func all(
        of order: PetitionOrder,
        where condition: SQL,
        today: CivilDate,
        at now: Instant
    ) -> [PetitionArm] {
        func arm(_ value: SQL, _ own: SQL, _ column: SQL?, isFlipped: Bool = false) -> PetitionArm {
            PetitionArm(
                value: value,
                condition: "\(condition) AND \(own)",
                column: column,
                isFlipped: isFlipped,
                isDescending: order.isDescending
            )
        }
        // What has no place in an order stands behind everything that has one, the newest first.
        let behind: SQL = "(\(last) - line.published_at)"
        switch order {
        case .newest: return [arm("line.published_at", "TRUE", "line.published_at")]
        case .mostSigned: return [arm("line.shown_count", "TRUE", "line.shown_count")]
        // Milliseconds of an instant are far below this: what matches better stands before all others.
        case .bestMatch:
            let rank: SQL = "(line.published_at - line.tier * \(perTier))"
            return [arm(rank, "TRUE", rank)]
        case .today:
            return [
                arm("line.day_count", "line.day = \(today)", "line.day_count"),
                arm("CAST(0 AS BIGINT)", "line.day <> \(today)", nil),
            ]
        case .closingSoon:
            let isAhead: SQL = "line.list = 'open' AND line.closes_at > \(now)"
            let isOver: SQL = """
                (line.list <> 'open' OR line.closes_at IS NULL OR line.closes_at <= \(now))
                """
            return [
                arm("line.closes_at", isAhead, "line.closes_at"),
                arm(behind, isOver, "line.published_at", isFlipped: true),
            ]
        case .waitingLongest:
            return [
                arm("line.waits_since", "line.waits_since IS NOT NULL", "line.waits_since"),
                arm(behind, "line.waits_since IS NULL", "line.published_at", isFlipped: true),
            ]
        }
    }

    /// The order of a whole list, of the columns `sort_value` and `sort_id`.
    static func order(of order: PetitionOrder, isBackward: Bool) -> SQL {
        order.isDescending != isBackward ? "sort_value DESC, sort_id DESC" : "sort_value, sort_id"
    }

    /// The order of the part alone.
    func order(isBackward: Bool) -> SQL {
        let isDown = isDescending != isBackward
        let id: SQL = isDown ? "line.id DESC" : "line.id"
        guard let column else { return id }
        let direction: SQL = isDown != isFlipped ? " DESC" : ""
        return "\(column)\(direction), \(id)"
    }

    /// The lines that stand behind a place, or before it.
    func beyond(_ place: ListCursor, isBackward: Bool) -> SQL {
        let isDown = isDescending != isBackward
        // A place that names no petition of ours has every one of its value behind it.
        let id = Petition.ID(place.id)?.number ?? (isDown ? Int(Int32.max) : 0)
        let behind: SQL = isDown ? "line.id < \(id)" : "line.id > \(id)"
        guard let column else {
            if place.value == 0 { return behind }
            return (place.value > 0) == isDown ? "TRUE" : "FALSE"
        }
        // An address can hold any number; none may overflow.
        let shown = min(max(place.value, -Self.last), Self.last)
        let value = isFlipped ? Self.last - shown : shown
        return isDown != isFlipped
            ? "\(column) <= \(value) AND (\(column) < \(value) OR \(behind))"
            : "\(column) >= \(value) AND (\(column) > \(value) OR \(behind))"
    }

    /// The greatest whole number that every program reads as itself (2^53 − 1).
    private static let last = 9_007_199_254_740_991
    /// More than the milliseconds of any instant that a petition can have.
    private static let perTier = 1_000_000_000_000_000
}
