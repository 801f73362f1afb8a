import Kernel
import Localization
import Markup
import Text
import Web

/// How to put an initiative on another site: choose, look, copy.
struct EmbeddingPage: Component {
    let initiative: Initiative
    let language: LanguageTag
    let memberState: MemberState?
    let memberStates: MemberStates
    let languages: [Layout.Language]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let list = NavigationLink(path: visitor.spacePath(), label: visitor.listTitle)
        let page = NavigationLink(
            path: visitor.spacePath(initiative.id.text),
            label: t("initiatives.page.crumb")
        )
        return """
            \(Breadcrumb(above: [list, page], current: t("initiatives.embedding.title"), t: t))
            <h1>\(t("initiatives.embedding.title"))</h1>
            <p class="lead">\(t("initiatives.embedding.lead"))</p>
            <div class="embedding">
            <div>\(choices)
            \(code)</div>
            <section><h2>\(t("initiatives.embedding.preview"))</h2>
            <iframe class="preview" src="\(url: widget)" title="\(initiative.title)" width="360" \
            height="\(EmbeddedFrame.height)"></iframe></section>
            </div>
            <p><a href="\(url: page.path)">\(t("initiatives.embedding.back"))</a></p>
            """
    }

    private var choices: HTML {
        let countries = memberStates.all
            .map { SelectField.Choice(value: $0.code, label: t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.label) < Folding.fold($1.label) }
        let none = SelectField.Choice(value: "", label: t("initiatives.embedding.country.none"))
        let tongues = languages.map {
            SelectField.Choice(value: $0.tag.text, label: $0.name, language: $0.tag.text)
        }
        return """
            <form method="get" action="\(url: visitor.spacePath(initiative.id.text, "embedding"))">
            \(SelectField(
                FieldFrame(name: "language", label: t("initiatives.embedding.language")),
                choices: tongues, selected: language.text))
            \(SelectField(
                FieldFrame(name: "country", label: t("initiatives.embedding.country")),
                choices: [none] + countries, selected: memberState?.code ?? ""))
            <p>\(Button(t("initiatives.embedding.show"), kind: .secondary))</p>
            </form>
            """
    }

    private var code: HTML {
        let link = visitor.canonical(withCountry(page).fragment("sign"))
        return """
            \(copied("frame", frame))\(copied("link", link))
            """
    }

    private func copied(_ name: String, _ text: String) -> HTML {
        CopyField(name, words: MessageKey("initiatives.embedding", name), text: text, t: t).html
    }

    private var frame: String {
        EmbeddedFrame(of: visitor.canonical(widget), title: initiative.title).code
    }

    private var page: Path {
        Path(language.text, visitor.space?.slug ?? "", initiative.id.text)
    }

    private var widget: Path { withCountry(page.appending("widget")) }

    private func withCountry(_ path: Path) -> Path {
        memberState.map { path.with("country", $0.code) } ?? path
    }
}
