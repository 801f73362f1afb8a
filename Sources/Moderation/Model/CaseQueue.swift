package import Accounts
package import Kernel
package import Text

/// Which cases somebody wants to see, and in which order.
package struct CaseFilter: Sendable, Hashable {
    /// What comes first.
    package enum Order: String, Sendable, Hashable, CaseIterable {
        case oldest
        case reported
        case promise
    }

    package var order: Order
    /// Nil for all that the reader may moderate.
    package var space: Space.ID?
    package var kind: Subject.Kind?
    package var cause: ModerationCase.Cause?
    /// Only those whose promise is broken.
    package var isBreached: Bool

    package init(
        order: Order = .promise,
        space: Space.ID? = nil,
        kind: Subject.Kind? = nil,
        cause: ModerationCase.Cause? = nil,
        isBreached: Bool = false
    ) {
        self.order = order
        self.space = space
        self.kind = kind
        self.cause = cause
        self.isBreached = isBreached
    }
}

/// A part of a list, and what leads on; there is always a way back to its beginning.
package struct ModerationPage<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// Counted from 1.
    package let number: Int
    /// Nil at the end.
    package let next: ListCursor?

    /// Rows as they were read: one more than the page holds when there are more.
    init(
        _ rows: [Row],
        length: Int,
        at cursor: ListCursor?,
        place: (Row) -> (value: Int, id: String)
    ) {
        number = cursor?.page ?? 1
        self.rows = Array(rows.prefix(length))
        let hasMore = rows.count > length && number < Limits.pagesDeep
        next =
            hasMore
            ? self.rows.last.map(place).map {
                ListCursor(value: $0.value, id: $0.id, page: (cursor?.page ?? 1) + 1)
            } : nil
    }

    private init(_ rows: [Row], number: Int, next: ListCursor?) {
        self.rows = rows
        self.number = number
        self.next = next
    }

    /// The same page of something else, row by row.
    func with<Other: Sendable>(_ rows: [Other]) -> ModerationPage<Other> {
        ModerationPage<Other>(rows, number: number, next: next)
    }
}

/// One case in the queue, as a row shows it.
package struct QueueRow: Sendable {
    package let item: ModerationCase
    /// Nil when its space or its module is gone.
    package let place: SubjectDirectory.Place?
    /// Nil when it is not there any more.
    package let card: SubjectCard?
    package let author: Author
    /// Who works at it now; nil for nobody.
    package let claimedBy: Author?
    /// The names of rules that it met.
    package let flags: [String]
}

/// How much waits for a moderator.
package struct QueueCounts: Sendable, Hashable {
    package let open: Int
    /// Of these, how many whose promise is broken.
    package let breached: Int
    package let appeals: Int

    package init(open: Int, breached: Int, appeals: Int) {
        self.open = open
        self.breached = breached
        self.appeals = appeals
    }
}
