import Markup
package import Text
package import Web

/// What somebody wants to see of a discussion, as its address says: an order, and a place in it.
package struct CommentVisit: Sendable, Hashable {
    package enum Order: String, Sendable, Hashable, CaseIterable {
        case newest
        /// Those with the most answers first.
        case answered
    }

    package var order: Order
    package var cursor: ListCursor?

    package init(order: Order = .newest, cursor: ListCursor? = nil) {
        self.order = order
        self.cursor = cursor
    }

    /// What a page of a discussion reads of its address.
    package static let query = PageQuery(contents: ["order", "after"])

    /// Whatever is no order and no place of a discussion is left out.
    package init(_ query: FormData) {
        let order = Order(rawValue: query["order"]) ?? .newest
        let cursor = ListCursor(query["after"])
        self.init(order: order, cursor: cursor.flatMap { Self.isPlace($0, in: order) ? $0 : nil })
    }

    /// Whether an address names a place as pages do: each has one spelling.
    static func isPlace(_ cursor: ListCursor, in order: Order) -> Bool {
        guard let place = Int(cursor.id), String(place) == cursor.id else { return false }
        return order == .answered || cursor.value == place
    }

    var first: CommentVisit { CommentVisit(order: order) }

    /// Its address, when the discussion stands at this one.
    func path(of discussion: Path) -> Path {
        var path = discussion
        if order != .newest { path = path.with("order", order.rawValue) }
        if let cursor { path = path.with("after", cursor.text) }
        return path
    }

    /// The same at another place; the first page has one address.
    func path(of discussion: Path, at cursor: ListCursor) -> Path {
        let isFirst = cursor.page == 1
        return CommentVisit(order: order, cursor: isFirst ? nil : cursor).path(of: discussion)
    }

    /// Where a comment stands in this order.
    func place(of comment: Comment) -> (value: Int, id: String) {
        switch order {
        case .newest: (comment.place, String(comment.place))
        case .answered: (comment.replies, String(comment.place))
        }
    }
}
