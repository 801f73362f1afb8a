import Kernel
package import Markup
package import Text

/// A way to see a list: what of it is shown, or in which order.
package protocol ListChoice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What stands when an address says nothing.
    static func usual(hasWords: Bool) -> Self

    /// Whether it makes sense: the best match of no words does not.
    func isOffered(hasWords: Bool) -> Bool
}

extension ListChoice {
    package func isOffered(hasWords: Bool) -> Bool { true }
}

/// What somebody wants to see of a list, as its address says: words, a filter, an order, a place.
///
/// A module brings its filters and orders, and the list behind them.
package struct ListVisit<FilterChoice: ListChoice, OrderChoice: ListChoice>: Sendable, Hashable {
    package typealias Filter = FilterChoice
    package typealias Order = OrderChoice

    package var words: String
    package var filter: Filter
    private var chosenOrder: Order?
    package var cursor: ListCursor?

    package init(
        words: String = "",
        filter: Filter? = nil,
        order: Order? = nil,
        cursor: ListCursor? = nil
    ) {
        self.words = String(words.prefix(Limits.searchCharacters))
        self.filter = filter ?? .usual(hasWords: false)
        chosenOrder = order
        self.cursor = cursor
    }

    /// What a list reads of its address.
    package static var query: PageQuery { PageQuery(contents: ["q", "state", "order", "after"]) }

    /// Whatever is no choice of this list is left out.
    package init(_ query: FormData) {
        self.init(
            words: query["q"],
            filter: Filter(rawValue: query["state"]),
            order: Order(rawValue: query["order"]),
            cursor: ListCursor(query["after"])
        )
    }

    /// The words that are looked for: folded, few.
    package var searchWords: [String] {
        Array(Folding.words(words).prefix(Limits.searchWords))
    }

    package var hasWords: Bool { !searchWords.isEmpty }

    package var order: Order {
        get {
            let hasWords = hasWords
            guard let chosenOrder, chosenOrder.isOffered(hasWords: hasWords) else {
                return .usual(hasWords: hasWords)
            }
            return chosenOrder
        }
        set { chosenOrder = newValue }
    }

    /// Whether anything but the order narrows the list.
    package var isNarrowed: Bool { hasWords || filter != .usual(hasWords: false) }

    /// The same from its beginning.
    package var first: Self {
        var first = self
        first.cursor = nil
        return first
    }

    /// The same at another place.
    package func at(_ cursor: ListCursor) -> Self {
        var there = self
        there.cursor = cursor
        return there
    }

    /// Its address, when the list itself stands at this one; what goes without saying is not said.
    package func path(of list: Path) -> Path {
        var path = list
        if !words.isEmpty { path = path.with("q", words) }
        for (name, value) in choices { path = path.with(name, value) }
        if let cursor { path = path.with("after", cursor.text) }
        return path
    }

    /// Filter and order as an address says them, without those that go without saying.
    var choices: [(name: String, value: String)] {
        var choices: [(name: String, value: String)] = []
        if filter != .usual(hasWords: false) { choices.append(("state", filter.rawValue)) }
        if order != .usual(hasWords: hasWords) { choices.append(("order", order.rawValue)) }
        return choices
    }
}
