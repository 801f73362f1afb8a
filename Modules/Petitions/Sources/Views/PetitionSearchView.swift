import Localization
import Markup
import Web

/// The way into the list, and what of it is shown in which order.
struct PetitionSearchView {
    /// Nil beside no list.
    var visit: PetitionVisit?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var browse: Browse { visit?.browse ?? Browse(filter: .all) }

    /// Where the list of the theme stands.
    private var list: Path {
        (visit?.others ?? []).reduce(visitor.spacePath()) { $0.with($1.name, $1.value) }
    }

    /// From a home page everything is looked through.
    var form: HTML {
        ListSearch(
            browse,
            of: visitor.spacePath(),
            label: t("petitions.list.search"),
            example: t("petitions.list.example"),
            keeping: visit?.others ?? [],
            t: t
        ).html
    }

    /// One row or none has no order to choose.
    func choices(_ counts: PetitionFilterCounts, hasOrders: Bool = false) -> HTML {
        ListChoices(
            visit?.browse,
            of: list,
            filters: (
                label: t("petitions.show"),
                name: { t(MessageKey("petitions.show", $0.rawValue)) },
                // Of more than are ranked nobody counts how many each would show.
                count: { counts.hasMore ? nil : t.number(counts[$0]) }
            ),
            orders: hasOrders
                ? (
                    label: t("petitions.sort"),
                    name: { t(MessageKey("petitions.sort", $0.rawValue)) }
                ) : nil
        ).html
    }

    /// Each theme of what the filter shows, and all of them together; nothing where there is one.
    func themes(_ themes: [PetitionTheme], _ choices: PetitionChoices) -> HTML {
        guard let visit, themes.count > 1 || visit.theme != nil else { return .empty }
        let all = Choices.Choice(
            link(visit.browse, theme: nil, t("petitions.list.themes.all"), visit.theme == nil)
        )
        let each = themes.map { theme in
            Choices.Choice(
                link(
                    visit.browse,
                    theme: theme.key,
                    choices.word(theme.key, .theme, t),
                    visit.theme == theme.key
                ),
                count: t.number(theme.count)
            )
        }
        let list = Choices(label: t("petitions.list.themes"), choices: [all] + each)
        return """
            <details class="themes"\(attribute: "open", when: visit.theme != nil)>\
            <summary>\(t("petitions.list.themes"))</summary>\(list)</details>
            """
    }

    private func link(
        _ browse: Browse,
        theme: String?,
        _ label: String,
        _ isCurrent: Bool
    ) -> NavigationLink {
        let list = theme.map { visitor.spacePath().with("theme", $0) } ?? visitor.spacePath()
        return NavigationLink(
            path: browse.first.path(of: list),
            label: label,
            isCurrent: isCurrent
        )
    }
}
