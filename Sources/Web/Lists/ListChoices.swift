package import Markup

/// What of a list is shown, and in which order: links, so that one press is enough without a script.
package struct ListChoices<Filter: ListChoice, Order: ListChoice>: Component {
    private let filters: Choices
    private let orders: Choices?

    /// `visit` is nil beside no list, where nothing is chosen yet; `count` gives how much a filter shows; nil where that is not known.
    package init(
        _ visit: ListVisit<Filter, Order>?,
        of list: Path,
        filters: (label: String, name: (Filter) -> String, count: (Filter) -> String?),
        orders: (label: String, name: (Order) -> String)?
    ) {
        let base = (visit ?? ListVisit()).first
        let link = { (other: ListVisit<Filter, Order>, label: String, isCurrent: Bool) in
            NavigationLink(path: other.path(of: list), label: label, isCurrent: isCurrent)
        }
        self.filters = Choices(
            label: filters.label,
            choices: Filter.allCases.map { filter in
                var other = base
                other.filter = filter
                return Choices.Choice(
                    link(other, filters.name(filter), filter == visit?.filter),
                    count: filters.count(filter)
                )
            }
        )
        self.orders = orders.map { orders in
            Choices(
                label: orders.label,
                choices: Order.allCases.filter { $0.isOffered(hasWords: base.hasWords) }.map {
                    var other = base
                    other.order = $0
                    return Choices.Choice(link(other, orders.name($0), $0 == visit?.order))
                }
            )
        }
    }

    package var html: HTML { "\(filters)\(orders?.html ?? .empty)" }
}
