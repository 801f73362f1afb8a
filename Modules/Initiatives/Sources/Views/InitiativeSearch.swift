import Localization
import Markup
import Web

/// The way into the list, and what of it is shown in which order.
struct InitiativeSearch {
    var browse: Browse?
    let visitor: VisitorContext
    /// Where the list stands; nil for the public one.
    var list: Path?

    private var t: Translator { visitor.t }

    var form: HTML {
        ListSearch(
            browse ?? Browse(),
            of: list ?? visitor.spacePath(),
            label: t("initiatives.list.search"),
            example: t("initiatives.search.example"),
            t: t
        ).html
    }

    /// One row or none has no order to choose.
    func choices(_ counts: FilterCounts, hasOrders: Bool = false) -> HTML {
        ListChoices(
            browse,
            of: list ?? visitor.spacePath(),
            filters: (
                label: t("initiatives.show"),
                name: { t(MessageKey("initiatives.show", $0.rawValue)) },
                // Of more than are ranked nobody counts how many each would show.
                count: { counts.hasMore ? nil : t.number(counts[$0]) }
            ),
            orders: hasOrders
                ? (
                    label: t("initiatives.sort"),
                    name: { t(MessageKey("initiatives.sort", $0.rawValue)) }
                ) : nil
        ).html
    }
}
