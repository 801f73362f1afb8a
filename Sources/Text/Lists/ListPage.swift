import Kernel

/// A page of a list, and what leads on from it.
package struct ListPage<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Counted from 1.
    package let number: Int
    package let previous: ListCursor?
    package let next: ListCursor?
    /// How many rows stand before this page that were not there when its reader turned the pages before
    /// it: what came in, or moved up.
    package let moved: Int

    /// Rows as they were read: one more than a page holds when there are more in that direction.
    ///
    /// `place` gives what orders a row, and its id. `before` counts the rows before one; it is asked where
    /// the answer is not plain. Nil when a way back has come to the beginning: then the first page is
    /// to be read.
    package init?<Failure: Error>(
        _ rows: [Item],
        at cursor: ListCursor?,
        length: Int = Limits.pageLength,
        place: (Item) -> (value: Int, id: String),
        before: (Item) throws(Failure) -> Int
    ) throws(Failure) {
        let hasMore = rows.count > length
        let isBackward = cursor?.isBackward == true
        if isBackward, !hasMore || cursor?.page == 1 { return nil }
        let kept = rows.prefix(length)
        items = isBackward ? kept.reversed() : Array(kept)
        number = cursor?.page ?? 1
        let isLast = !isBackward && !hasMore || number >= Limits.pagesDeep
        next = isLast ? nil : Self.cursor(items.last, page: number + 1, place: place)
        previous =
            number == 1
            ? nil : Self.cursor(items.first, page: number - 1, isBackward: true, place: place)
        guard number > 1, let first = items.first else {
            moved = 0
            return
        }
        moved = max(0, try before(first) - (number - 1) * length)
    }

    /// The same of a list in which nobody counts what moved: that would be looked up in ever more rows.
    package init?(
        _ rows: [Item],
        at cursor: ListCursor?,
        length: Int,
        place: (Item) -> (value: Int, id: String)
    ) {
        self.init(rows, at: cursor, length: length, place: place, before: { _ in 0 })
    }

    private static func cursor(
        _ item: Item?,
        page: Int,
        isBackward: Bool = false,
        place: (Item) -> (value: Int, id: String)
    ) -> ListCursor? {
        item.map(place).map {
            ListCursor(value: $0.value, id: $0.id, page: page, isBackward: isBackward)
        }
    }

    /// The only page of a list without rows.
    package static var empty: ListPage {
        ListPage(items: [], number: 1, previous: nil, next: nil, moved: 0)
    }

    private init(items: [Item], number: Int, previous: ListCursor?, next: ListCursor?, moved: Int) {
        self.items = items
        self.number = number
        self.previous = previous
        self.next = next
        self.moved = moved
    }

    /// The same page of something else.
    package func map<Other: Sendable, Failure: Error>(
        _ change: ([Item]) throws(Failure) -> [Other]
    ) throws(Failure) -> ListPage<Other> {
        ListPage<Other>(
            items: try change(items),
            number: number,
            previous: previous,
            next: next,
            moved: moved
        )
    }
}
