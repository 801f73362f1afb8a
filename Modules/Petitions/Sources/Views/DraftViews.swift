import Kernel
import Localization
import Markup
import Spaces
import Web

/// What an author typed on a page of a draft, with the mark of what they saw.
struct DraftForm: Sendable {
    var title = ""
    var body = ""
    var mark = 0

    init() {}

    init(_ petition: Petition) {
        (title, body, mark) = (petition.title, petition.body, petition.mark)
    }

    init(_ data: FormData) {
        title = PetitionText.title(typed: data["title"])
        body = PetitionText.body(typed: data.exact("body"))
        mark = Int(data["mark"]) ?? -1
    }

    var hiddenMark: HTML {
        """
        <input type="hidden" name="mark" value="\(String(mark))">
        """
    }
}

/// The title of a petition, before it has begun or later.
struct DraftTitleView: Component {
    let form: DraftForm
    let petition: Petition?
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let path =
            petition.map { AuthorDesk.path($0.id, .title, in: visitor) }
            ?? visitor.spacePath("mine")
        return """
            \(beginning, when: petition == nil)<form method="post" action="\(url: path)" novalidate>
            \(form.hiddenMark)\(field)
            <div role="status" data-similar="\(url: visitor.spacePath("mine", "similar"))" \
            data-source="field-title"></div>
            \(DraftButtons(step: .title, petition: petition, visitor: visitor))</form>
            """
    }

    /// What is ahead, for whoever begins.
    private var beginning: HTML {
        let terms = PetitionTerms(for: visitor)
        let months = t("petitions.draft.begin.months", ["count": .number(terms.months)])
        let goal = t("petitions.draft.begin.goal", ["number": .number(terms.threshold)])
        let supporters = t(
            "petitions.draft.begin.supporters",
            ["count": .number(terms.supporters)]
        )
        let days = t("petitions.draft.begin.days", ["count": .number(terms.admissibilityDays)])
        let first: HTML = "<li>\(supporters)</li>"
        return """
            <p>\(t("petitions.draft.begin"))</p>
            <ul>\(first, when: terms.supporters > 0)<li>\(days)</li><li>\(months)</li>
            <li>\(goal)</li></ul>
            """
    }

    private var field: TextField {
        TextField(
            FieldFrame(
                name: "title",
                label: t("petitions.draft.title.label"),
                hint: "\(t("petitions.draft.title.hint"))",
                problem: typed.problem("title")
            ),
            value: form.title,
            autocomplete: "off",
            // Browsers count an emoji as several: the server says what is too long.
            maximum: Limits.petitionTitleScalars,
            isRequired: true
        )
    }
}

/// The text of a petition.
struct DraftTextView: Component {
    let form: DraftForm
    let petition: Petition
    let typed: Typed
    /// Whether what is stored differs from what is typed, because another tab was faster.
    let isChanged: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let path = AuthorDesk.path(petition.id, .text, in: visitor)
        let area = TextArea(
            FieldFrame(
                name: "body",
                label: t("petitions.draft.body.label"),
                hint: "\(t("petitions.draft.body.hint"))",
                problem: typed.problem("body")
            ),
            value: form.body,
            maximum: Limits.petitionBodyCharacters,
            rows: 18,
            isRequired: true,
            t: t
        )
        return """
            <form method="post" action="\(url: path)" novalidate>
            \(form.hiddenMark)\(area)\(marks)
            \(DraftButtons(step: .text, petition: petition, visitor: visitor))</form>
            \(stored, when: isChanged)
            """
    }

    /// How to write headings and lists.
    private var marks: HTML {
        """
        <details><summary>\(t("petitions.draft.markdown"))</summary><div>
        <ul><li>\(t("petitions.draft.markdown.paragraph"))</li>
        <li>\(t("petitions.draft.markdown.heading"))</li>
        <li>\(t("petitions.draft.markdown.list"))</li>
        <li>\(t("petitions.draft.markdown.strong"))</li></ul></div></details>
        """
    }

    private var stored: HTML {
        """
        <section><h2>\(t("petitions.draft.stored"))</h2>
        \(PetitionBody(petition))</section>
        """
    }
}

/// The text of a petition as readers see it, in its language and direction.
struct PetitionBody: Component {
    private let petition: Petition
    private let topLevel: Int

    init(_ petition: Petition, topLevel: Int = 3) {
        self.petition = petition
        self.topLevel = topLevel
    }

    var html: HTML {
        MarkdownText(
            PetitionText.document(petition.body),
            topLevel: topLevel,
            language: petition.language
        ).html
    }
}
