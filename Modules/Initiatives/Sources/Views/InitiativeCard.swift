import Kernel
import Localization
import Markup
import Web

/// One initiative in a list.
struct InitiativeCard: Component {
    let item: InitiativeItem
    let visitor: VisitorContext
    let assets: Assets
    /// `h2` in the list, `h3` under another heading.
    var level = 2

    private var t: Translator { visitor.t }

    var html: HTML {
        let state = item.state(at: visitor.now)
        let content: HTML = """
            \(ProgressBar(label: count, value: item.total, goal: Progress.goal))
            <p class="meta"><strong>\(count)</strong></p>
            <p class="meta">\(dates(state))</p>
            """
        let card = Card(
            title: item.title,
            path: visitor.spacePath(item.id.text),
            level: level,
            language: item.language,
            tag: state.tag(t),
            picture: logo,
            content: content
        )
        return "<li>\(card)</li>\n"
    }

    private var logo: HTML {
        guard let logo = item.logo else { return .empty }
        return """
            <img class="logo" src="\(url: assets.path(logo.path))" alt="" width="160" height="120" \
            loading="lazy">
            """
    }

    private var count: String {
        t("initiatives.card.count", ["count": .number(item.total)])
    }

    private func dates(_ state: InitiativeState) -> String {
        if state == .withdrawn, let end = item.endDay {
            return t("initiatives.card.withdrawn", ["date": .date(end)])
        }
        guard let period = item.period else { return t("initiatives.card.noDates") }
        switch state {
        case .upcoming:
            return t("initiatives.card.opens", ["date": .date(period.firstDay)])
        case .open:
            let days = period.daysLeft(at: visitor.now) ?? 0
            return t(
                "initiatives.card.daysLeft",
                ["count": .number(days), "date": .date(period.lastDay)]
            )
        default:
            return t("initiatives.card.closed", ["date": .date(item.endDay ?? period.lastDay)])
        }
    }
}

/// What the home page of a site shows of its initiatives.
struct InitiativeSummary: Component {
    let items: [InitiativeItem]
    let visitor: VisitorContext
    let assets: Assets

    var html: HTML {
        let t = visitor.t
        return """
            <section><h2>\(t("initiatives.list.title"))</h2>
            <p class="lead">\(t("initiatives.list.lead"))</p>
            <ul class="cards">\(items.map {
                InitiativeCard(item: $0, visitor: visitor, assets: assets, level: 3).html
            })</ul>
            <p>\(ButtonLink(t("initiatives.list.all"), to: visitor.spacePath(), kind: .secondary))</p>
            </section>
            """
    }
}
