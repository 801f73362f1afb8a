import Accounts
import Kernel
import Localization
import Markup
import Text
import Web

/// The appeals that wait, the oldest first.
struct AppealsView: Component {
    let page: ModerationPage<AppealRow>
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { ModerationOffice.path("appeals", visitor) }

    var html: HTML {
        guard !page.rows.isEmpty else {
            return EmptyState(
                title: t("moderation.appeals.none.title"),
                text: t("moderation.appeals.none.text")
            ).html
        }
        let table = DataTable(
            caption: "\(t("moderation.appeals.caption"))",
            columns: [
                .init(t("moderation.own.what")), .init(t("moderation.statement.action")),
                .init(t("moderation.appeals.party")), .init(t("moderation.appeals.made")),
            ],
            rows: page.rows.map(row)
        )
        let turning = Pagination(
            previous: page.number > 1 ? list : nil,
            next: page.next.map { list.with("after", $0.text) },
            previousLabel: t("list.toStart"),
            t: t
        )
        return "<p>\(t("moderation.appeals.text"))</p>\(table)\(turning)"
    }

    private func row(_ row: AppealRow) -> DataTable.Row {
        let path = list.appending(String(row.appeal.number))
        let language: HTML = row.card?.language.map { " lang=\"\($0)\"" } ?? .empty
        let title = row.card?.name(t) ?? t("moderation.gone")
        let own: HTML = "<br><span class=\"meta\">\(t("moderation.appeals.own"))</span>"
        return DataTable.Row([
            "<a href=\"\(url: path)\" dir=\"auto\"\(language)>\(title)</a>\(own, when: row.isOwn)",
            "\(t(MessageKey("moderation.action", row.action.rawValue)))",
            "\(t(MessageKey("moderation.party", row.appeal.party.rawValue)))",
            Moment(row.appeal.madeAt, visitor).html,
        ])
    }
}

/// One appeal on one screen: what was written and decided, what is said against it, and the answer.
struct AppealFileView: Component {
    let file: AppealFile
    let form: AnswerForm?
    let typed: Typed
    let pages: PageBuilder
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }

    var html: HTML {
        let title = t("moderation.appeals.one", ["number": .number(file.appeal.number)])
        let party = Tag(t(MessageKey("moderation.party", file.appeal.party.rawValue)))
        let words = file.appeal.text ?? t("moderation.report.forgotten")
        let authors = file.file.authors
        let decided = DecisionLine(record: file.decision, authors: authors, visitor: visitor)
        let explanation = file.decision.decision.ground?.explanation ?? ""
        let appealed = Moment(file.appeal.madeAt, visitor)
        return """
            <div class="case"><header class="case-head"><h1>\(title)</h1>
            <p class="tags">\(party)<span>\(appealed)</span></p></header>
            <section>\(CaseContent(file: file.file, visitor: visitor))
            <h2>\(t("moderation.appeals.against"))</h2>
            <div class="quoted" dir="auto">\(Prose(words))</div></section>
            \(panel)
            <div class="evidence"><section><h2>\(t("moderation.appeals.decision"))</h2>
            <ul>\(decided)</ul><div dir="auto">\(Prose(explanation))\
            \(Prose(file.decision.decision.facts))</div></section>
            \(CaseEvidence(file: file.file, visit: QueueVisit(), visitor: visitor))</div></div>
            """
    }

    private var panel: HTML {
        let heading: HTML = "<h2>\(t("moderation.answer.title"))</h2>"
        if let message = file.appeal.message {
            let result: MessageKey =
                file.appeal.isGranted == true
                ? "moderation.appeal.granted" : "moderation.appeal.dismissed"
            return """
                <section class="decide">\(heading)<p><strong>\(t(result))</strong></p>
                <div dir="auto">\(Prose(message))</div></section>
                """
        }
        if let obstacle = file.obstacle {
            let why = OfficeAppeals.message(obstacle, visitor)
            return "<section class=\"decide\">\(heading)<p>\(why)</p></section>"
        }
        let action = ModerationOffice.path("appeals", file.appeal.number, visitor)
            .appending("answers")
        return """
            <section class="decide">\(heading)
            <form method="post" action="\(url: action)" novalidate>\(fields)
            <p>\(Button(t("moderation.answer.button")))</p></form></section>
            """
    }

    private var fields: HTML {
        let form = self.form ?? AnswerForm(instead: blank)
        let isOfReporter = file.appeal.party == .reporter
        let hint: MessageKey =
            isOfReporter ? "moderation.answer.yes.reporter" : "moderation.answer.yes.author"
        let granted = RadioField(
            FieldFrame(
                name: "granted",
                label: t("moderation.answer.granted"),
                problem: typed.problem("granted")
            ),
            choices: [
                FieldChoice(value: "yes", label: t("moderation.answer.yes"), hint: t(hint)),
                FieldChoice(
                    value: "no",
                    label: t("moderation.answer.no"),
                    hint: t("moderation.answer.no.hint")
                ),
            ],
            selected: form.granted.isEmpty ? nil : form.granted
        )
        let message = TextArea(
            FieldFrame(
                name: "answer",
                label: t("moderation.answer.message"),
                hint: "\(t("moderation.answer.message.hint"))",
                problem: typed.problem("answer")
            ),
            value: form.message,
            maximum: Limits.appealCharacters,
            rows: 6,
            isRequired: true,
            t: t
        )
        return "\(granted)\(message)\(instead(form), when: isOfReporter)"
    }

    /// What is decided where a reporter is right.
    private func instead(_ form: AnswerForm) -> HTML {
        let fields = DecisionFields(
            form: form.instead,
            typed: typed,
            actions: [.hide, .label, .suspend],
            templates: file.file.templates,
            reachesSite: staff.allowsEverywhere(Moderation.permission),
            pages: pages,
            visitor: visitor
        )
        let isOpen = !typed.isFine
        return """
            <details class="other-way"\(attribute: "open", when: isOpen)>\
            <summary>\(t("moderation.answer.instead"))</summary><div>\(fields)</div></details>
            """
    }

    private var blank: DecisionForm {
        let standard = StandardFacts(pages: pages, visitor: visitor)
        let language = standard.language(of: file.file.card?.language)
        let facts = standard.text(in: language, reports: file.file.item.reportCount)
        return DecisionForm(facts: facts, in: language, over: nil)
    }
}
