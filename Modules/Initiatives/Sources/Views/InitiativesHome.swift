import Kernel
import Localization
import Markup
import Spaces
import Web

/// What the home page of a site shows of its initiatives: first what can be done now.
struct InitiativesHome {
    let overview: Overview
    let visitor: VisitorContext
    let assets: Assets

    private var t: Translator { visitor.t }
    private var counts: FilterCounts { overview.counts }

    var summary: SpaceSummary {
        let isEmpty = counts[.all] == 0
        return SpaceSummary(
            title: visitor.space?.ownTitle(t) ?? t("initiatives.home.title"),
            lead: visitor.space?.purpose(t) ?? t("initiatives.home.lead"),
            guide: Guide.link(visitor),
            opening: isEmpty ? .empty : opening,
            content: isEmpty ? NothingYet(t: t).html : content,
            figures: Assembly(overview: overview, t: t).figures
        )
    }

    private var opening: HTML {
        """
        <div class="opening-find">\(search.form)
        \(search.choices(counts))</div>
        \(Assembly(overview: overview, t: t))
        """
    }

    private var search: InitiativeSearch { InitiativeSearch(visitor: visitor) }

    private var content: HTML {
        """
        \(open)\(upcoming)\(rows("successful", overview.successful))
        <p>\(ButtonLink(t("initiatives.list.all"), to: visitor.spacePath(), kind: .secondary))</p>
        \(FeedLink(visitor: visitor))
        """
    }

    private var upcoming: HTML { rows("upcoming", overview.upcoming, hasTag: false) }

    private var open: HTML {
        guard !overview.open.isEmpty else {
            let title = t("initiatives.home.open")
            return "<section><h2>\(title)</h2><p>\(t("initiatives.home.open.none"))</p></section>"
        }
        // No phase of the space may let people sign: then nothing else is said.
        let canSign = visitor.space?.opens(Initiatives.sign, at: visitor.now) == true
        let title = t(canSign ? "initiatives.home.open" : "initiatives.home.open.elsewhere")
        let cards = overview.open.map { InitiativeCard(item: $0, visitor: visitor, assets: assets) }
        return """
            <section><div class="signable"><h2>\(title)</h2>
            <p class="meta">\(t("initiatives.home.open.order")) \(key)</p></div>
            <ul class="cards">\(cards.map(\.html))</ul>
            \(more, when: counts[.open] > overview.open.count)</section>
            """
    }

    /// What a dot of the cards stands for; said once where a dot of the great square is as much.
    private var key: HTML {
        let isSaid = Assembly(overview: overview, t: t).perDot == Progress.goal / CrowdSquare.all
        return """
            <span\(attribute: "class=\"again\"", when: isSaid)>\(t("initiatives.progress.dot"))</span>
            """
    }

    private var more: HTML {
        let open = Browse(filter: .open, order: .closingSoon)
        let label = t("initiatives.home.open.all", ["number": .number(counts[.open])])
        return
            "<p>\(ButtonLink(label, to: open.path(of: visitor.spacePath()), kind: .secondary))</p>"
    }

    private func rows(_ name: String, _ items: [InitiativeItem], hasTag: Bool = true) -> HTML {
        guard !items.isEmpty else { return .empty }
        let rows = items.map { item in
            InitiativeRow(
                item: item,
                visitor: visitor,
                assets: assets,
                level: 3,
                hasTag: hasTag
            )
        }
        return """
            <section><h2>\(t(MessageKey("initiatives.home", name)))</h2>
            <ul class="rows">\(rows.map(\.html))</ul></section>
            """
    }
}

/// Everybody who supports what is open now, on one square, and three figures about them.
private struct Assembly: Component {
    /// As many as the square holds.
    private static let dots = 1000

    let overview: Overview
    let t: Translator

    var html: HTML {
        """
        <div class="assembly">\(square, when: people > 0)
        <dl class="figures">\(figures.map(drawn))</dl></div>
        """
    }

    private var isOpen: Bool { overview.counts[.open] > 0 }
    private var people: Int { isOpen ? overview.support.open : overview.support.all }

    private var square: HTML {
        """
        \(CrowdSquare(label: label, value: people, goal: perDot * Self.dots, hasGround: false))
        <p class="meta">\(key)</p>
        """
    }

    /// For how many people one dot stands: as few as let everybody stand on the square.
    var perDot: Int {
        var perDot = 1
        while people >= perDot * Self.dots { perDot *= 10 }
        return perDot
    }

    private var key: String { t("initiatives.home.dot", ["count": .number(perDot)]) }

    private var label: String {
        t(
            isOpen ? "initiatives.home.people" : "initiatives.home.people.all",
            ["count": .number(people)]
        )
    }

    /// For this square, and for the institution, which may show some of them beside those of other spaces.
    var figures: [HomeFigure] {
        [
            figure("open", "open", overview.counts[.open]),
            figure("people", isOpen ? "support" : "support.all", people),
            figure("successful", "successful", overview.counts[.successful]),
        ]
    }

    private func figure(_ name: String, _ label: String, _ number: Int) -> HomeFigure {
        HomeFigure(name, label: t(MessageKey("initiatives.home.figure", label)), value: number)
    }

    private func drawn(_ figure: HomeFigure) -> HTML {
        """
        <div><dt>\(figure.label)</dt>\
        <dd>\(t.number(figure.value))</dd></div>
        """
    }
}
