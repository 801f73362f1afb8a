import Kernel
import Localization
import Markup
import Web

/// A petition on somebody else's site: what, how far, and a way to sign.
///
/// Its link opens a tab of its own, where the reader sees on whose site they sign.
struct PetitionWidget: Component {
    let petition: Petition
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let canSign = visitor.canSign(petition)
        let page = visitor.spacePath(petition.id.text)
        let way = canSign ? page.fragment("sign") : page
        let label = t(canSign ? "petitions.widget.sign" : "petitions.widget.see")
        return """
            <article class="widget">
            <p class="meta">\(visitor.institution)</p>
            <h1 lang="\(petition.language)" dir="auto">\(petition.title)</h1>
            \(counts)
            <p><a class="button" href="\(url: way)" target="_blank" rel="noopener">\(label)\
            <span class="visually-hidden"> (\(t("petitions.widget.newTab")))</span></a></p>
            </article>
            """
    }

    private var counts: HTML {
        let (count, goal) = (petition.shownSignatures, petition.terms.threshold)
        let share = t.percent(ProgressBar.share(count, of: goal))
        let state = petition.state(at: visitor.now)
        return """
            <p class="count"><strong>\(t.number(count))</strong> \
            <span>\(t("petitions.standing.ofGoal", ["goal": .number(goal)]))</span></p>
            \(ProgressBar(caption: share, value: count, goal: goal))
            <p class="meta">\(state.tag(t))</p>
            """
    }
}

/// How to put a petition on another site: choose, look, copy.
struct PetitionEmbeddingPage: Component {
    let petition: Petition
    let language: LanguageTag
    let languages: [Layout.Language]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let (list, page) = (visitor.petitionsLink, visitor.link(to: petition))
        return """
            \(Breadcrumb(above: [list, page], current: t("petitions.embedding.title"), t: t))
            <h1>\(t("petitions.embedding.title"))</h1>
            <p class="lead">\(t("petitions.embedding.lead"))</p>
            <div class="embedding">
            <div>\(choices, when: languages.count > 1)
            \(code)</div>
            <section><h2>\(t("petitions.embedding.preview"))</h2>
            <iframe class="preview" src="\(url: widget)" title="\(petition.title)" width="360" \
            height="\(EmbeddedFrame.height)"></iframe></section>
            </div>
            <p><a href="\(url: page.path)">\(t("petitions.page.back"))</a></p>
            """
    }

    private var choices: HTML {
        let tongues = languages.map {
            SelectField.Choice(value: $0.tag.text, label: $0.name, language: $0.tag.text)
        }
        let field = SelectField(
            FieldFrame(name: "language", label: t("petitions.embedding.language")),
            choices: tongues,
            selected: language.text
        )
        return """
            <form method="get" action="\(url: visitor.spacePath(petition.id.text, "embedding"))">
            \(field)
            <p>\(Button(t("petitions.embedding.show"), kind: .secondary))</p>
            </form>
            """
    }

    private var code: HTML {
        let frame = EmbeddedFrame(of: visitor.canonical(widget), title: petition.title).code
        let link = visitor.canonical(page.fragment("sign"))
        return "\(copied("frame", frame))\(copied("link", link))"
    }

    private func copied(_ name: String, _ text: String) -> HTML {
        CopyField(name, words: MessageKey("petitions.embedding", name), text: text, t: t).html
    }

    private var page: Path {
        Path(language.text, visitor.space?.slug ?? "", petition.id.text)
    }

    private var widget: Path { page.appending("widget") }
}
