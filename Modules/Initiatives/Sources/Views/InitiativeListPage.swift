import Kernel
import Localization
import Markup
import Web

/// The list of initiatives: search, filter, order, and what was found.
struct InitiativeListPage: Component {
    let browse: Browse
    let items: [InitiativeItem]
    let next: BrowseCursor?
    let visitor: VisitorContext
    let assets: Assets

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <header class="hero"><h1>\(t("initiatives.list.title"))</h1>
        <p class="lead">\(t("initiatives.list.lead"))</p></header>
        \(filters)
        \(nothing, when: items.isEmpty)
        \(cards, when: !items.isEmpty)
        \(Pagination(
            previous: browse.cursor == nil ? nil : address(after: nil),
            next: next.map { address(after: $0) },
            previousLabel: t("initiatives.list.toStart"), t: t))
        """
    }

    private var filters: HTML {
        let filterChoices = Browse.Filter.allCases.map { filter in
            SelectField.Choice(
                value: filter.rawValue,
                label: t(MessageKey("initiatives.filter", filter.rawValue))
            )
        }
        let orderChoices = Browse.Order.allCases.map { order in
            SelectField.Choice(
                value: order.rawValue,
                label: t(MessageKey("initiatives.order", order.rawValue))
            )
        }
        return """
            <form class="filters" role="search" method="get" action="\(url: visitor.spacePath())">
            <div class="field"><label for="field-q">\(t("initiatives.list.search"))</label>
            <input type="search" id="field-q" name="q" value="\(browse.words)" \
            maxlength="\(Limits.searchCharacters)" dir="auto" enterkeyhint="search" \
            autocomplete="off"></div>
            \(SelectField(
                FieldFrame(name: "state", label: t("initiatives.list.state")),
                choices: filterChoices, selected: browse.filter.rawValue))
            \(SelectField(
                FieldFrame(name: "order", label: t("initiatives.list.order")),
                choices: orderChoices, selected: browse.order.rawValue))
            \(Button(t("initiatives.list.apply"), kind: .secondary))
            </form>
            """
    }

    private var cards: HTML {
        """
        <ul class="cards">\(items.map {
            InitiativeCard(item: $0, visitor: visitor, assets: assets).html
        })</ul>
        """
    }

    private var nothing: HTML {
        let reset = ButtonLink(
            t("initiatives.list.reset"),
            to: visitor.spacePath(),
            kind: .secondary
        )
        return EmptyState(
            title: t("initiatives.list.empty.title"),
            text: t(
                browse.isNarrowed
                    ? "initiatives.list.empty.narrowed" : "initiatives.list.empty.text"
            ),
            action: browse.isNarrowed ? "<p>\(reset)</p>" : .empty
        ).html
    }

    /// The same search, from another place in the list.
    private func address(after cursor: BrowseCursor?) -> Path {
        var path = visitor.spacePath()
        if !browse.words.isEmpty { path = path.with("q", browse.words) }
        if browse.filter != .all { path = path.with("state", browse.filter.rawValue) }
        if browse.order != .newest { path = path.with("order", browse.order.rawValue) }
        if let cursor { path = path.with("after", cursor.text) }
        return path
    }
}
