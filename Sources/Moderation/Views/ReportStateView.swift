import Accounts
import Kernel
import Localization
import Markup
import Web

/// What became of a report, for whoever has its number.
struct ReportStateView: Component {
    let state: ReportState
    let number: String
    let form: AppealForm
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let quote = state.sight.map { SubjectQuote(sight: $0, visitor: visitor).html } ?? .empty
        let rows = [
            SummaryList.Row(
                t("moderation.follow.reported"),
                value: Moment(state.reportedAt, visitor).html
            ),
            SummaryList.Row(t("moderation.report.category"), value: "\(t(state.category.title))"),
        ]
        return "\(quote)\(SummaryList(rows))\(standing)"
    }

    private var standing: HTML {
        switch state.standing {
        case .waiting:
            let isLate = state.promisedAt < visitor.now
            let moment = Moment(state.promisedAt, visitor).html
            let by: HTML = """
                <p>\(t.markup("moderation.follow.promise", ["moment": moment]))</p>
                """
            let late: HTML = "<p>\(t("moderation.follow.late"))</p>"
            return Notice(
                .information,
                title: t("moderation.follow.waiting"),
                content: isLate ? late : by
            ).html
        case .withdrawn:
            return Notice(.information, title: t("moderation.follow.withdrawn")).html
        case .decided(let outline):
            return """
                <section><h2>\(t("moderation.follow.decided"))</h2>
                \(DecisionStatement(outline: outline, visitor: visitor))</section>
                \(OwnAppealView(appeal: outline.appeal, visitor: visitor))\
                \(appeal, when: outline.canBeContested)
                """
        }
    }

    private var appeal: HTML {
        let action = visitor.path("reports", "appeals")
        return """
            <section><h2>\(t("moderation.appeal.title"))</h2><p>\(t("moderation.appeal.lead"))</p>
            <form method="post" action="\(url: action)" novalidate>
            <input type="hidden" name="number" value="\(number)">
            \(form.fields(asksForEmail: true, typed, t))
            <p>\(Button(t("moderation.appeal.button")))</p></form></section>
            """
    }
}
