import Kernel
import Storage
import Text
import Web

/// A part of a list that one index has in its order: what orders it, and which lines belong to it.
///
/// Most orders are one part. What closes soon are three: what has an end to come, what has none yet,
/// and what has ended, the latest first.
struct InitiativeArm {
    /// What the line is ordered by in the whole list.
    let value: SQL
    let condition: SQL
    /// What the index has; nil where all lines of the part are equal.
    private let column: SQL?
    private let isDescending: Bool
    /// What the column holds where the list has this value.
    private let columnValue: @Sendable (Int) -> Int

    static func all(of order: Browse.Order, at now: Instant) -> [InitiativeArm] {
        switch order {
        case .newest: [descending("line.registered_on")]
        case .mostSigned: [descending("line.shown_count")]
        // A day is a number below a hundred thousand: what matches better stands before all others.
        case .bestMatch: [descending("(line.registered_on - line.tier * 1000000)")]
        case .closingSoon:
            [
                InitiativeArm(
                    value: "line.ends_at",
                    condition: "line.ends_at > \(now)",
                    column: "line.ends_at",
                    isDescending: false,
                    columnValue: { $0 }
                ),
                InitiativeArm(
                    value: "\(endless)",
                    condition: "line.ends_at IS NULL",
                    column: nil,
                    isDescending: false,
                    columnValue: { $0 }
                ),
                InitiativeArm(
                    value: "(\(last) - line.ends_at)",
                    condition: "line.ends_at <= \(now)",
                    column: "line.ends_at",
                    isDescending: true,
                    columnValue: { last - $0 }
                ),
            ]
        }
    }

    /// The order of a whole list, of the columns `sort_value` and `sort_id`.
    static func order(of order: Browse.Order, isBackward: Bool) -> SQL {
        switch (order, isBackward) {
        case (.closingSoon, false):
            "sort_value, CASE WHEN sort_value > \(endless) THEN '' ELSE sort_id END, sort_id DESC"
        case (.closingSoon, true):
            "sort_value DESC, CASE WHEN sort_value > \(endless) THEN '' ELSE sort_id END DESC, sort_id"
        case (_, false): "sort_value DESC, sort_id DESC"
        case (_, true): "sort_value, sort_id"
        }
    }

    /// The order of the part alone, as its index has it.
    func order(isBackward: Bool) -> SQL {
        let direction: SQL = isDescending == isBackward ? "" : " DESC"
        guard let column else { return "line.id\(direction)" }
        return "\(column)\(direction), line.id\(direction)"
    }

    /// The lines that stand behind a place, or before it.
    func beyond(_ place: ListCursor, isBackward: Bool) -> SQL {
        let isLess = isDescending != isBackward
        guard let column else {
            if place.value != Self.endless {
                return (place.value < Self.endless) != isBackward ? "TRUE" : "FALSE"
            }
            return isLess ? "line.id < \(place.id)" : "line.id > \(place.id)"
        }
        // An address can hold any number; none may overflow.
        let value = columnValue(min(max(place.value, -Self.last), Self.last))
        return isLess
            ? "(\(column), line.id) < (\(value), \(place.id))"
            : "(\(column), line.id) > (\(value), \(place.id))"
    }

    private static func descending(_ column: SQL) -> InitiativeArm {
        InitiativeArm(
            value: column,
            condition: "TRUE",
            column: column,
            isDescending: true,
            columnValue: { $0 }
        )
    }

    /// Later than every end, and below what has ended.
    private static let endless = 9_000_000_000_000_000
    /// The greatest whole number that every program reads as itself (2^53 − 1).
    private static let last = 9_007_199_254_740_991
}
