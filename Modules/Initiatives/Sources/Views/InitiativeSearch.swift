import Kernel
import Localization
import Markup
import Web

/// The way into the list: words to look for.
struct InitiativeSearch: Component {
    var browse = Browse()
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form class="search" role="search" method="get" action="\(url: visitor.spacePath())">
        <label class="visually-hidden" for="field-q">\(t("initiatives.list.search"))</label>
        <input type="search" id="field-q" name="q" value="\(browse.words)" \
        placeholder="\(t("initiatives.search.example"))" maxlength="\(Limits.searchCharacters)" \
        dir="auto" enterkeyhint="search" autocomplete="off">
        \(kept("state", browse.filter.rawValue), when: browse.filter != .all)\
        \(kept("order", browse.order.rawValue), when: browse.order != .newest)\
        \(Button(t("initiatives.search.find")))
        \(clear, when: !browse.words.isEmpty)</form>
        """
    }

    private func kept(_ name: String, _ value: String) -> HTML {
        """
        <input type="hidden" name="\(name)" value="\(value)">
        """
    }

    private var clear: HTML {
        var all = browse
        all.words = ""
        return ButtonLink(t("initiatives.search.clear"), to: all.path(in: visitor), kind: .quiet)
            .html
    }
}

/// What of the list is shown, and in which order: links, so that one press is enough without a
/// script.
struct InitiativeChoices: Component {
    var browse: Browse?
    let counts: FilterCounts
    let visitor: VisitorContext
    /// One row or none has no order to choose.
    var hasOrders = false

    private var t: Translator { visitor.t }

    var html: HTML { "\(filters)\(orders, when: hasOrders)" }

    private var filters: HTML {
        let choices = Browse.Filter.allCases.map { filter in
            var other = browse ?? Browse()
            other.filter = filter
            let link = link(
                to: other,
                MessageKey("initiatives.show", filter.rawValue),
                isCurrent: filter == browse?.filter
            )
            return Choices.Choice(link, count: t.number(counts[filter]))
        }
        return Choices(label: t("initiatives.show"), choices: choices).html
    }

    private var orders: HTML {
        let choices = Browse.Order.allCases.map { order in
            var other = browse ?? Browse()
            other.order = order
            return Choices.Choice(
                link(
                    to: other,
                    MessageKey("initiatives.sort", order.rawValue),
                    isCurrent: order == browse?.order
                )
            )
        }
        return Choices(label: t("initiatives.sort"), choices: choices).html
    }

    private func link(
        to browse: Browse,
        _ label: MessageKey,
        isCurrent: Bool
    ) -> NavigationLink {
        NavigationLink(
            path: browse.first.path(in: visitor),
            label: t(label),
            isCurrent: isCurrent
        )
    }
}

extension Browse {
    /// The same search from its beginning.
    var first: Browse {
        var first = self
        first.cursor = nil
        return first
    }

    /// Where this page of the list stands.
    func path(in visitor: VisitorContext) -> Path {
        var path = visitor.spacePath()
        if !words.isEmpty { path = path.with("q", words) }
        if filter != .all { path = path.with("state", filter.rawValue) }
        if order != .newest { path = path.with("order", order.rawValue) }
        if let cursor { path = path.with("after", cursor.text) }
        return path
    }
}
