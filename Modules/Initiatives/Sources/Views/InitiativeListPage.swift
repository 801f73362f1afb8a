import Kernel
import Localization
import Markup
import Text
import Web

/// The list of initiatives: search, filter and order in one band, and at once what was found.
struct InitiativeListPage: Component {
    let browse: Browse
    let found: Found
    let visitor: VisitorContext
    let assets: Assets

    private var t: Translator { visitor.t }

    private var search: InitiativeSearch { InitiativeSearch(browse: browse, visitor: visitor) }

    var html: HTML {
        """
        <header class="band"><h1>\(heading)</h1>
        \(search.form)
        \(choices, when: found.counts[.all] > 0)</header>
        \(ListRemarks(found.substitutes, isCut: found.counts.hasMore, t: t))
        \(nothing, when: found.page.items.isEmpty)
        \(rows, when: !found.page.items.isEmpty)
        \(ListTurning(found.page, of: visitor.spacePath(), for: browse, t: t))
        <p class="guide"><a href="\(url: guide.path)">\(guide.label)</a></p>
        \(FeedLink(visitor: visitor))
        """
    }

    /// What browsers show on a tab and screen readers say first: the search, the filter, the page.
    var title: String {
        let filter = MessageKey("initiatives.show", browse.filter.rawValue)
        let rows = found.counts.hasMore ? nil : found.counts[browse.filter]
        return found.page.title(
            heading,
            filter: browse.filter == .all ? nil : filter,
            of: rows,
            t: t
        )
    }

    private var guide: NavigationLink { Guide.link(visitor) }

    private var choices: HTML {
        search.choices(found.counts, hasOrders: found.counts[browse.filter] > 1)
    }

    private var heading: String {
        guard browse.hasWords else { return visitor.listTitle }
        if found.counts.hasMore {
            return t(
                "initiatives.search.many",
                ["number": .number(Limits.searchMatches), "words": .text(browse.words)]
            )
        }
        return t(
            "initiatives.search.found",
            ["count": .number(found.counts[browse.filter]), "words": .text(browse.words)]
        )
    }

    private var rows: HTML {
        """
        <ul class="rows">\(found.page.items.map {
            InitiativeRow(item: $0, visitor: visitor, assets: assets).html
        })</ul>
        """
    }

    private var nothing: HTML {
        guard browse.isNarrowed else { return NothingYet(t: t).html }
        let reset = ButtonLink(
            t("initiatives.list.reset"),
            to: visitor.spacePath(),
            kind: .secondary
        )
        return EmptyState(
            title: t("initiatives.list.empty.title"),
            text: t(
                found.counts[.all] > 0
                    ? "initiatives.list.empty.narrowed" : "initiatives.list.empty.words"
            ),
            action: "<p>\(reset)</p>"
        ).html
    }
}

/// Where it is explained how an initiative works.
enum Guide {
    static func link(_ visitor: VisitorContext) -> NavigationLink {
        NavigationLink(
            path: visitor.spacePath("rules"),
            label: visitor.t("initiatives.rules.short")
        )
    }
}

/// What will stand here, as long as nothing does.
struct NothingYet: Component {
    let t: Translator

    var html: HTML {
        EmptyState(title: t("initiatives.empty.title"), text: t("initiatives.empty.text")).html
    }
}

/// Where programs look for what is new, for people who use such programs.
struct FeedLink: Component {
    let visitor: VisitorContext

    var html: HTML {
        """
        <p class="feed"><a href="\(url: visitor.spacePath("feed"))" type="application/atom+xml">\
        \(visitor.t("initiatives.feed.follow"))</a></p>
        """
    }
}
