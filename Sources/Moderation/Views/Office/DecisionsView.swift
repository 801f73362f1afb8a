import Accounts
import Kernel
import Localization
import Markup
import Text
import Web

/// Decisions in a table, the newest first, and the months that can be exported.
struct DecisionsView: Component {
    let page: ModerationPage<DecisionRow>
    let typed: Typed
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var list: Path { ModerationOffice.path("decisions", visitor) }

    var html: HTML {
        let nothing = EmptyState(
            title: t("moderation.decisions.none.title"),
            text: t("moderation.decisions.none.text")
        )
        let isEmpty = page.rows.isEmpty
        return """
            <div id="field-decisions" tabindex="-1">\(nothing.html, when: isEmpty)\
            \(table, when: !isEmpty)</div>\(turning)\(export)
            """
    }

    private var table: HTML {
        DataTable(
            caption: "\(t("moderation.decisions.caption"))",
            columns: [
                .init(t("moderation.statement.number"), isNumber: true),
                .init(t("moderation.own.what")), .init(t("moderation.statement.action")),
                .init(t("moderation.statement.at")),
                .init(t("moderation.decisions.acts"), isAction: true),
            ],
            rows: page.rows.map(row)
        ).html
    }

    private func row(_ row: DecisionRow) -> DataTable.Row {
        let record = row.record
        let path = ModerationOffice.path("cases", record.caseNumber, visitor)
        let title = row.card?.name(t) ?? t("moderation.gone")
        let language: HTML = row.card?.language.map { " lang=\"\($0)\"" } ?? .empty
        let action = t(MessageKey("moderation.action", record.decision.action.rawValue))
        let ground: HTML =
            record.decision.ground.map { ground in
                "<br><span class=\"meta\" dir=\"auto\">\(ground.reference)</span>"
            } ?? .empty
        let over: HTML = "<br>\(t("moderation.statement.over"))"
        return DataTable.Row([
            "\(t.number(record.number))",
            "<a href=\"\(url: path)\" dir=\"auto\"\(language)>\(title)</a>",
            "\(action)\(ground)\(over, when: !record.isInForce)",
            Moment(record.decidedAt, visitor).html,
            row.canBeUndone ? undo(record) : .empty,
        ])
    }

    private func undo(_ record: DecisionRecord) -> HTML {
        let number = t("moderation.own.decision", ["number": .number(record.number)])
        let path = list.appending(String(record.number), "withdrawal")
        return """
            <form method="post" action="\(url: path)">\
            \(Button(t("moderation.undo.button"), of: number, kind: .quiet))</form>
            """
    }

    private var turning: Pagination {
        Pagination(
            previous: page.number > 1 ? list : nil,
            next: page.next.map { list.with("after", $0.text) },
            previousLabel: t("list.toStart"),
            t: t
        )
    }

    /// The last months, the newest first.
    private var export: HTML {
        let now = ModerationMonth(of: visitor.now)
        let months = (0..<Limits.moderationMonths).map { ModerationMonth(number: now.number - $0) }
        let field = SelectField(
            FieldFrame(
                name: "month",
                label: t("moderation.transparency.month"),
                problem: typed.problem("month")
            ),
            choices: months.map { month in
                SelectField.Choice(value: month.text, label: MonthName.text(month, t))
            },
            selected: now.text
        )
        let action = ModerationOffice.path("exports", visitor)
        return """
            <section><h2>\(t("moderation.export.title"))</h2><p>\(t("moderation.export.text"))</p>
            <form method="get" action="\(url: action)" novalidate>\(field)
            <p>\(Button(t("moderation.export.button"), kind: .secondary))</p></form></section>
            """
    }
}
