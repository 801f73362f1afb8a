import Kernel
import Localization
import Markup
import Spaces
import Web

/// A petition as readers will see it, what is missing, and what happens once it is submitted.
struct DraftCheckView: Component {
    let found: AuthoredPetition
    /// Whether it can be submitted now.
    let isOpen: Bool
    /// The author's, where readers will see it.
    let name: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }
    private var gaps: [DraftGap] { DraftGap.all(of: petition, among: found.choices) }
    private var terms: PetitionTerms {
        petition.stage == .correction ? petition.terms : PetitionTerms(for: visitor)
    }

    var html: HTML {
        let gaps = self.gaps
        return """
            \(missing(gaps), when: !gaps.isEmpty)
            \(PetitionPreview(found: found, name: petition.isAuthorShown ? name : nil, visitor: visitor))
            <section><h2>\(t("petitions.check.next"))</h2>\(next)\
            \(closed, when: !isOpen)\(form, when: isOpen && gaps.isEmpty)</section>
            <p>\(back)</p>
            """
    }

    private func missing(_ gaps: [DraftGap]) -> HTML {
        let items = gaps.map { gap -> HTML in
            let path = AuthorDesk.path(petition.id, gap.step, in: visitor)
            let words = t(MessageKey("petitions.check.missing", gap.rawValue))
            return "<li><a href=\"\(url: path)\">\(words)</a></li>"
        }
        return Notice(
            .warning,
            title: t("petitions.check.gaps.title"),
            content: "<ul>\(items)</ul>"
        ).html
    }

    private var isGathering: Bool { petition.stage == .draft && terms.supporters > 0 }

    private var next: HTML {
        let supporters = t("petitions.check.supporters", ["count": .number(terms.supporters)])
        let days = t("petitions.check.days", ["count": .number(terms.admissibilityDays)])
        let months = t("petitions.check.months", ["count": .number(terms.months)])
        let first: HTML = "<li>\(supporters)</li>"
        return """
            <ol>\(first, when: isGathering)<li>\(days)</li><li>\(months)</li></ol>
            """
    }

    private var closed: HTML {
        Notice(
            .information,
            title: t("petitions.author.closed.title"),
            content: "<p>\(t("petitions.check.closed"))</p>"
        ).html
    }

    private var form: HTML {
        let path = AuthorDesk.path(petition.id, "submission", in: visitor)
        let label = t(
            isGathering ? "petitions.check.gather.button" : "petitions.check.submit.button"
        )
        return """
            <form method="post" action="\(url: path)">
            <input type="hidden" name="mark" value="\(String(petition.mark))">
            <p>\(Button(label))</p></form>
            """
    }

    private var back: HTML {
        let back = AuthorDesk.path(petition.id, .request, in: visitor)
        let own = AuthorDesk.path(petition.id, in: visitor)
        return """
            \(ButtonLink(t("petitions.draft.back.button"), to: back, kind: .quiet)) \
            \(ButtonLink(t("petitions.draft.later.button"), to: own, kind: .quiet))
            """
    }
}

/// A petition as readers will see it: title, what it asks for, text and documents.
struct PetitionPreview: Component {
    let found: AuthoredPetition
    /// Nil where readers do not learn who wrote it.
    let name: String?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }

    var html: HTML {
        """
        <article class="draft"><h2 lang="\(petition.language)" dir="auto">\(petition.title)</h2>
        \(SummaryList(rows))\(PetitionBody(petition))\(files, when: !found.files.isEmpty)</article>
        """
    }

    private var rows: [SummaryList.Row] {
        let none = t("petitions.check.none")
        let ask = petition.ask.map { found.choices.word($0, .ask, t) } ?? none
        let theme = petition.theme.map { found.choices.word($0, .theme, t) } ?? none
        let author: HTML =
            name.map { "<bdi>\($0)</bdi>" } ?? "\(t("petitions.check.author.hidden"))"
        return [
            SummaryList.Row(t("petitions.draft.ask"), value: "\(ask)"),
            SummaryList.Row(t("petitions.draft.theme"), value: "\(theme)"),
            SummaryList.Row(t("petitions.check.author"), value: author),
        ]
    }

    private var files: HTML {
        let items = found.files.map { file -> HTML in
            "<li>\(OwnFileLink(file, of: petition.id, visitor))</li>"
        }
        return """
            <h3>\(t("petitions.files.title"))</h3><ul class="links">\(items)</ul>
            """
    }
}

/// The question whether an author takes a petition back, or throws a draft away.
struct AuthorQuestion: Component {
    /// `withdrawal` or `removal`, as its address ends.
    let name: String
    let petition: Petition
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var group: MessageGroup {
        name == "removal"
            ? MessageGroup("petitions.removal") : MessageGroup("petitions.withdrawal")
    }

    var html: HTML {
        let path = AuthorDesk.path(petition.id, name, in: visitor)
        let own = AuthorDesk.path(petition.id, in: visitor)
        return """
            <p lang="\(petition.language)" dir="auto"><strong>\(petition.title)</strong></p>
            <p>\(t(text))</p>
            <form method="post" action="\(url: path)">
            <input type="hidden" name="mark" value="\(String(petition.mark))">
            <input type="hidden" name="stage" value="\(petition.stage.rawValue)">
            <p>\(Button(t(group["button"]), kind: .danger)) \
            \(ButtonLink(t("petitions.author.cancel"), to: own, kind: .quiet))</p></form>
            """
    }

    private var text: MessageKey {
        guard name == "withdrawal" else { return "petitions.removal.text" }
        return petition.publishedAt == nil
            ? "petitions.withdrawal.unpublished" : "petitions.withdrawal.published"
    }
}
