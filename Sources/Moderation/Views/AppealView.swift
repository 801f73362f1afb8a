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
        return """
            \(done.html, when: visitor.visit.query["done"] == "yes")<h1>\(title)</h1>\(quote)
            \(DecisionStatement(outline: question.outline, visitor: visitor))
            \(OwnAppealView(appeal: question.outline.appeal, visitor: visitor))\(rest)
            """
    }

    private var rest: HTML {
        switch question.obstacle {
        case nil: appeal
        // What was said already stands above.
        case .already: .empty
        case .settled: "<p>\(t("moderation.appeal.settled"))</p>"
        case .over(let since):
            "<p>\(t("moderation.appeal.over")) \(Moment(since, visitor))</p>"
        case .notFound, .unfit: .empty
        }
    }

    private var appeal: HTML {
        """
        <section><h2>\(t("moderation.appeal.title"))</h2>
        <p>\(t("moderation.appeal.until")) \(Moment(question.outline.appealUntil, visitor))</p>
        <p>\(t("moderation.appeal.lead"))</p>
        <form method="post" action="\(url: action)" novalidate>
        \(form.fields(asksForEmail: !question.hasAccount, typed, t))
        <p>\(Button(t("moderation.appeal.button")))</p></form></section>
        """
    }
}
