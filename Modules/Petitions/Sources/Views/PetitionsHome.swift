import Kernel
import Localization
import Markup
import Spaces
import Web

/// What the home page of a site shows of its petitions: first what can be done now.
struct PetitionsHome {
    let overview: PetitionsOverview
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var counts: PetitionFilterCounts { overview.counts }

    var summary: SpaceSummary {
        let isEmpty = counts[.all] == 0
        return SpaceSummary(
            title: visitor.space?.ownTitle(t) ?? t("petitions.home.title"),
            lead: visitor.space?.purpose(t) ?? t("petitions.home.lead"),
            guide: visitor.petitionsGuide,
            opening: isEmpty ? .empty : opening,
            content: isEmpty
                ? NoPetitionsYet(t: t).html + PetitionWays(visitor: visitor).html : content,
            figures: figures
        )
    }

    private var opening: HTML {
        let search = PetitionSearchView(visitor: visitor)
        let drawn = figures.map { figure -> HTML in
            """
            <div><dt>\(figure.label)</dt><dd>\(t.number(figure.value))</dd></div>
            """
        }
        return """
            <div class="opening-find">\(search.form)
            \(search.choices(counts))</div>
            <div class="assembly"><dl class="figures">\(drawn)</dl></div>
            """
    }

    /// For this square, and for the institution, which may show some of them beside those of other spaces.
    private var figures: [HomeFigure] {
        let isOpen = counts[.open] > 0
        let people = isOpen ? overview.signatures.open : overview.signatures.all
        return [
            figure("open", "open", counts[.open]),
            figure("people", isOpen ? "people" : "all", people),
            figure("answered", "answered", counts[.answered]),
        ]
    }

    private func figure(_ name: String, _ label: String, _ number: Int) -> HomeFigure {
        HomeFigure(name, label: t(MessageKey("petitions.home.figure", label)), value: number)
    }

    private var content: HTML {
        """
        \(open)\(today)\(near)\(waiting)\(answered)
        <p>\(ButtonLink(t("petitions.home.all"), to: everything, kind: .secondary))</p>
        \(PetitionWays(visitor: visitor))
        """
    }

    private var everything: Path { Browse(filter: .all).path(of: visitor.spacePath()) }

    private var open: HTML {
        guard !overview.open.isEmpty else {
            return """
                <section><h2>\(t("petitions.home.open"))</h2>
                <p>\(t("petitions.home.open.none"))</p></section>
                """
        }
        // No phase of the space may let people sign: then nothing else is said.
        let canSign = visitor.space?.opens(Petitions.sign, at: visitor.now) == true
        let title = t(canSign ? "petitions.home.open" : "petitions.home.open.elsewhere")
        let cards = overview.open.map { item in
            PetitionCard(item: item, choices: overview.choices, visitor: visitor).html
        }
        return """
            <section><h2>\(title)</h2>
            <ul class="cards">\(cards)</ul>
            \(more(.open, .newest), when: counts[.open] > overview.open.count)</section>
            """
    }

    private var today: HTML {
        rows("today", overview.today, hasToday: true, to: Browse(filter: .open, order: .today))
    }

    private var near: HTML {
        rows("near", overview.near, to: Browse(filter: .open, order: .mostSigned))
    }

    private var waiting: HTML {
        rows("waiting", overview.waiting, to: Browse(filter: .waiting, order: .waitingLongest))
    }

    private var answered: HTML {
        rows("answered", overview.answered, to: Browse(filter: .answered))
    }

    private func rows(
        _ name: String,
        _ items: [PetitionItem],
        hasToday: Bool = false,
        to list: Browse
    ) -> HTML {
        guard !items.isEmpty else { return .empty }
        let rows = items.map { item in
            PetitionRow(
                item: item,
                choices: overview.choices,
                visitor: visitor,
                level: 3,
                hasTag: false,
                hasToday: hasToday
            ).html
        }
        return """
            <section><h2>\(t(MessageKey("petitions.home", name)))</h2>
            <ul class="rows">\(rows)</ul>
            <p><a href="\(url: list.path(of: visitor.spacePath()))">\
            \(t("petitions.home.more"))<span class="visually-hidden"> – \
            \(t(MessageKey("petitions.home", name)))</span></a></p></section>
            """
    }

    private func more(_ filter: PetitionFilter, _ order: PetitionOrder) -> HTML {
        let label = t("petitions.home.open.all", ["number": .number(counts[filter])])
        let list = Browse(filter: filter, order: order).path(of: visitor.spacePath())
        return "<p>\(ButtonLink(label, to: list, kind: .secondary))</p>"
    }
}
