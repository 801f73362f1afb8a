import Accounts
import Kernel
import Localization
import Markup
import Web

/// A decision with its reasons, and the form against it; or why there is none.
struct AppealView: Component {
    let question: AppealQuestion
    let action: Path
    let form: AppealForm
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var title: String {
        t(MessageKey("moderation.appeal.page", question.party.rawValue))
    }

    var html: HTML {
        let done = Notice(.success, title: t("moderation.appeal.sent.title"))
        let quote = question.sight.map { SubjectQuote(sight: $0, visitor: visitor).html } ?? .empty
        let statement: HTML = """
            \(quote)\(DecisionStatement(outline: question.outline, visitor: visitor))
            """
        let content: HTML =
            question.obstacle == nil ? beside(statement) : "\(statement)\(below)"
        return """
            \(done.html, when: visitor.visit.query["done"] == "yes")<h1>\(title)</h1>
            \(content)
            """
    }

    /// Where there is room, whoever came to appeal has the form on the first screen; elsewhere the way to it.
    private func beside(_ statement: HTML) -> HTML {
        """
        <p class="to-form"><a href="#appeal">\(t("moderation.appeal.title"))</a></p>
        <div class="sheet"><div>\(statement)</div><div class="sheet-form">\(appeal)</div></div>
        """
    }

    /// What was said against it so far, or why nothing can be said.
    private var below: HTML {
        """
        \(OwnAppealView(appeal: question.outline.appeal, visitor: visitor))\(rest)
        """
    }

    private var rest: HTML {
        switch question.obstacle {
        // What was said already stands above.
        case nil, .already: .empty
        case .settled: "<p>\(t("moderation.appeal.settled"))</p>"
        case .over(let since):
            "<p>\(t("moderation.appeal.over")) \(Moment(since, visitor))</p>"
        case .notFound, .unfit: .empty
        }
    }

    private var appeal: HTML {
        let last = visitor.tenant.zone.lastDayToAppeal(until: question.outline.appealUntil)
        return """
            <section id="appeal"><h2>\(t("moderation.appeal.title"))</h2>
            <p>\(t("moderation.appeal.until")) \(t.date(last))</p>
            <p>\(t("moderation.appeal.lead"))</p>
            <form method="post" action="\(url: action)" novalidate>
            \(form.fields(asksForEmail: !question.hasAccount, typed, t))
            <p>\(Button(t("moderation.appeal.button")))</p></form></section>
            """
    }
}
