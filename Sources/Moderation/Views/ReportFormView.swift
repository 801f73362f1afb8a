import Kernel
import Localization
import Markup
import Web

/// The form of a report: what is reported, what is wrong with it, and why.
struct ReportFormView: Component {
    let sight: SubjectSight
    let form: ReportForm
    let typed: Typed
    /// Whether an address is asked for: of whoever has no account.
    let asksForEmail: Bool
    /// Whether its reader decides about such things and need not report them.
    let isModerator: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let subject = sight.subject
        let action = visitor.path(
            "reports",
            "spaces",
            subject.space.description,
            subject.kind.name,
            subject.id
        )
        let address = VisitorEmail(value: form.email, problem: typed.problem("email"), t: t)
        let rules = visitor.path(SiteLook.Link.moderation.rawValue)
        return """
            <h1>\(t("moderation.report.title"))</h1>
            \(SubjectQuote(sight: sight, visitor: visitor))\(way, when: isModerator)
            <p>\(t("moderation.report.text")) \
            <a href="\(url: rules)">\(t("layout.moderation-policy"))</a></p>
            <form method="post" action="\(url: action)" novalidate>
            \(category)\(explanation)\(address.html, when: asksForEmail)
            <p class="hint">\(t("moderation.report.faith"))</p>
            <p>\(Button(t("moderation.report.button")))</p></form>
            """
    }

    /// A case of one's own.
    private var way: HTML {
        let subject = sight.subject
        let action = visitor.path("admin", "moderation", "cases")
        return """
            <form method="post" action="\(url: action)">\
            <input type="hidden" name="space" value="\(subject.space.description)">\
            <input type="hidden" name="kind" value="\(subject.kind.name)">\
            <input type="hidden" name="id" value="\(subject.id)">
            <p>\(Button(t("moderation.report.decide"), kind: .secondary))</p></form>
            """
    }

    private var category: SelectField {
        .category(form.category, problem: typed.problem("category"), t)
    }

    private var explanation: TextArea {
        TextArea(
            FieldFrame(
                name: "explanation",
                label: t("moderation.report.explanation"),
                hint: "\(t("moderation.report.explanation.hint"))",
                problem: typed.problem("explanation")
            ),
            value: form.explanation,
            maximum: Limits.reportCharacters,
            rows: 5,
            isRequired: true,
            t: t
        )
    }
}

/// Something that people wrote, on a page that is about it: what everybody reads of it, and where it stands.
struct SubjectQuote: Component {
    let sight: SubjectSight
    let visitor: VisitorContext

    var html: HTML {
        let t = visitor.t
        let language = sight.card.language
        let texts = sight.whole.texts.filter { !$0.isEmpty }.map { text -> HTML in
            Prose(text, language: language == t.language.text ? nil : language).html
        }
        let path = sight.place.path(of: sight.card).reduce(visitor.path()) { $0.appending($1) }
        let way: HTML = """
            <p><a href="\(url: path)">\(t("moderation.quote.way"))</a></p>
            """
        return """
            <blockquote class="quoted" dir="auto">\(texts)
            <p class="meta">\(sight.place.spaceTitle(t))</p>\
            \(way, when: sight.card.isPublic && sight.place.isPublic)</blockquote>
            """
    }
}
