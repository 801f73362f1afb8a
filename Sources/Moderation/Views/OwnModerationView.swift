import Accounts
import Kernel
import Localization
import Markup
import Web

/// What moderation knows of a member, for that member.
struct OwnModerationView: Component {
    let own: OwnModeration
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let nothing = EmptyState(
            title: t("moderation.own.none.title"),
            text: t("moderation.own.none.text")
        )
        let isEmpty = own.decisions.isEmpty && own.reports.isEmpty && own.suspensions.isEmpty
        return """
            \(own.suspensions.map(suspension))\(nothing.html, when: isEmpty)\
            \(decisions, when: !own.decisions.isEmpty)\(reports, when: !own.reports.isEmpty)
            """
    }

    private func suspension(_ suspension: Suspension) -> HTML {
        let until: HTML =
            suspension.until.map { "\(t("moderation.own.suspended.until")) \(Moment($0, visitor))" }
            ?? "\(t("moderation.own.suspended.unlimited"))"
        let space = visitor.site.spaces.first { $0.id == suspension.space }?.title(t)
        let place = space ?? visitor.institution
        return Notice(
            .warning,
            title: t("moderation.own.suspended", ["place": .text(place)]),
            content: "<p>\(until) \(way(to: suspension.decision))</p>"
        ).html
    }

    private func way(to decision: Int) -> HTML {
        let path = visitor.path("account", "moderation", "decisions", String(decision))
        let words = t("moderation.own.reasons")
        let number = t("moderation.own.decision", ["number": .number(decision)])
        return """
            <a href="\(url: path)">\(words)<span class="visually-hidden"> – \(number)</span></a>
            """
    }

    private var decisions: HTML {
        let table = DataTable(
            caption: "\(t("moderation.own.decisions"))",
            columns: [
                .init(t("moderation.own.what")), .init(t("moderation.statement.action")),
                .init(t("moderation.statement.at")), .init(t("moderation.own.more")),
            ],
            rows: own.decisions.map { item in
                DataTable.Row([
                    title(item.card, item.place),
                    "\(t(MessageKey("moderation.action", item.outline.action.rawValue)))"
                        + over(item.outline),
                    Moment(item.outline.decidedAt, visitor).html,
                    way(to: item.outline.number),
                ])
            }
        )
        return "<section><h2>\(t("moderation.own.decisions"))</h2>\(table)</section>"
    }

    private func over(_ outline: DecisionOutline) -> HTML {
        outline.isOver ? "<br>\(t("moderation.statement.over"))" : .empty
    }

    /// Its author reads it, hidden or not; the place only where it can be gone to.
    private func title(_ card: SubjectCard?, _ place: SubjectDirectory.Place?) -> HTML {
        guard let card, let place else { return "\(t("moderation.gone"))" }
        let language: HTML = card.language.map { " lang=\"\($0)\"" } ?? .empty
        guard card.isPublic, place.isPublic else {
            return "<span dir=\"auto\"\(language)>\(card.name(t))</span>"
        }
        let path = place.path(of: card).reduce(visitor.path()) { $0.appending($1) }
        return "<a href=\"\(url: path)\" dir=\"auto\"\(language)>\(card.name(t))</a>"
    }

    private var reports: HTML {
        let table = DataTable(
            caption: "\(t("moderation.own.reports"))",
            columns: [
                .init(t("moderation.own.what")), .init(t("moderation.report.category")),
                .init(t("moderation.follow.reported")), .init(t("moderation.own.standing")),
            ],
            rows: own.reports.map { report in
                let sight = report.state.sight
                return DataTable.Row([
                    title(sight?.card, sight?.place),
                    "\(t(report.state.category.title))",
                    Moment(report.state.reportedAt, visitor).html,
                    standing(report.state.standing),
                ])
            }
        )
        return "<section><h2>\(t("moderation.own.reports"))</h2>\(table)</section>"
    }

    private func standing(_ standing: ReportState.Standing) -> HTML {
        switch standing {
        case .waiting: "\(t("moderation.follow.waiting"))"
        case .withdrawn: "\(t("moderation.follow.withdrawn"))"
        case .decided(let outline):
            "\(t(MessageKey("moderation.action", outline.action.rawValue)))<br>"
                + way(to: outline.number)
        }
    }
}
