import Kernel
import Localization
import Markup
import Text
import Web

/// The list of petitions: search, filter, theme and order in one band, and at once what was found.
struct PetitionListPage: Component {
    let visit: PetitionVisit
    let found: FoundPetitions
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var browse: Browse { visit.browse }
    private var search: PetitionSearchView { PetitionSearchView(visit: visit, visitor: visitor) }

    var html: HTML {
        """
        <header class="band"><h1>\(heading)</h1>
        \(search.form)
        \(choices, when: found.counts[.all] > 0)</header>
        \(search.themes(found.themes, found.choices))
        \(ListRemarks(found.substitutes, isCut: found.counts.hasMore, t: t))
        \(nothing, when: found.page.items.isEmpty)
        \(rows, when: !found.page.items.isEmpty)
        \(ListTurning(found.page, of: list, for: browse, t: t))
        \(PetitionWays(visitor: visitor))
        """
    }

    /// What browsers show on a tab and screen readers say first: the search, the filter, the page.
    var title: String {
        let filter = MessageKey("petitions.show", browse.filter.rawValue)
        let rows = found.counts.hasMore ? nil : found.counts[browse.filter]
        return found.page.title(
            heading,
            filter: browse.filter == .usual(hasWords: false) ? nil : filter,
            of: rows,
            t: t
        )
    }

    private var list: Path {
        visit.others.reduce(visitor.spacePath()) { $0.with($1.name, $1.value) }
    }

    private var choices: HTML {
        search.choices(found.counts, hasOrders: found.counts[browse.filter] > 1)
    }

    private var heading: String {
        guard browse.hasWords else {
            guard let theme = visit.theme else { return visitor.petitionsTitle }
            let word = found.choices.word(theme, .theme, t)
            return t(
                "petitions.list.ofTheme",
                ["title": .text(visitor.petitionsTitle), "theme": .text(word)]
            )
        }
        if found.counts.hasMore {
            return t(
                "petitions.list.many",
                ["number": .number(Limits.searchMatches), "words": .text(browse.words)]
            )
        }
        return t(
            "petitions.list.found",
            ["count": .number(found.counts[browse.filter]), "words": .text(browse.words)]
        )
    }

    private var rows: HTML {
        let rows = found.page.items.map { item in
            PetitionRow(
                item: item,
                choices: found.choices,
                visitor: visitor,
                hasToday: browse.order == .today
            ).html
        }
        return """
            <ul class="rows">\(rows)</ul>
            """
    }

    /// What is looked for may stand under another filter: that is said with the way there.
    private var nothing: HTML {
        let hasOthers = found.counts[.all] > 0
        guard visit.isNarrowed || hasOthers else { return NoPetitionsYet(t: t).html }
        var all = browse.first
        if hasOthers { all.filter = .all } else { all = Browse(filter: .all) }
        let label =
            hasOthers
            ? t("petitions.list.inAll", ["number": .number(found.counts[.all])])
            : t("petitions.list.reset")
        let way = ButtonLink(
            label,
            to: all.path(of: hasOthers ? list : visitor.spacePath()),
            kind: .secondary
        )
        return EmptyState(
            title: t(
                visit.isNarrowed ? "petitions.list.none.title" : "petitions.list.noneOpen.title"
            ),
            text: t(hasOthers ? "petitions.list.none.filtered" : "petitions.list.none.words"),
            action: "<p>\(way)</p>"
        ).html
    }
}

/// What will stand here, as long as nothing does.
struct NoPetitionsYet: Component {
    let t: Translator

    var html: HTML {
        EmptyState(title: t("petitions.empty.title"), text: t("petitions.empty.text")).html
    }
}

/// Where to begin one, how it works, and where programs look for what is new.
struct PetitionWays: Component {
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let begin = ButtonLink(
            t("petitions.list.begin"),
            to: visitor.spacePath("mine", "title"),
            kind: .secondary
        )
        let guide = visitor.petitionsGuide
        return """
            \("<p>\(begin)</p>", when: visitor.takesPetitions)
            <p class="guide"><a href="\(url: guide.path)">\(guide.label)</a></p>
            <p class="feed"><a href="\(url: visitor.spacePath("feed"))" type="application/atom+xml">\
            \(t("petitions.feed.follow"))</a></p>
            """
    }
}
