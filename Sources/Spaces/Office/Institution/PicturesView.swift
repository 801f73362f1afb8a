import Files
import Kernel
import Localization
import Markup
import Web

/// The pictures of an institution: each with what is shown now, a form, and a button that takes it away.
struct PicturesView: Component {
    let look: SiteLook
    let languages: [LanguageTag]
    /// What the logo says, as it is typed.
    let texts: [LanguageTag: String]
    let mark: String
    let typed: Typed
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        "<p>\(t("office.pictures.text"))</p>\(SiteLook.Picture.Kind.allCases.map(section))"
    }

    private func section(_ kind: SiteLook.Picture.Kind) -> HTML {
        let name = t(MessageKey("office.pictures.kind", kind.rawValue))
        let path = InstitutionDesk.path("pictures", visitor).appending(kind.rawValue)
        let shown = look.pictures[kind]
        let upload = UploadField(
            FieldFrame(
                name: "file-" + kind.rawValue,
                label: t(shown == nil ? "office.pictures.first" : "office.pictures.file"),
                hint: "\(t(MessageKey("office.pictures.hint", kind.rawValue)))",
                problem: typed.problem("file-" + kind.rawValue)
            ),
            allowed: kind.rules.allowed(t),
            accept: kind.rules.accept,
            isRequired: false,
            t: t
        )
        let says: HTML = kind == .logo ? "\(languages.map(text))" : .empty
        return """
            <section><h2>\(name)</h2>\(shown.map { now($0, path, name) } ?? .empty)
            <form method="post" action="\(url: path)" enctype="multipart/form-data" novalidate>
            <input type="hidden" name="mark" value="\(mark)">
            \(upload)\(says)<p>\(Button(t("office.space.save"), of: name))</p></form></section>
            """
    }

    private func now(_ picture: SiteLook.Picture, _ path: Path, _ name: String) -> HTML {
        let size = "\(picture.width) × \(picture.height)"
        return """
            <p class="picture-now"><img src="\(url: picture.path)" alt="\(name)" \
            width="\(picture.width)" height="\(picture.height)"></p>
            <p class="meta">\(t("office.pictures.now", ["size": .text(size)]))</p>
            <form method="post" action="\(url: path.appending("removal"))">
            <input type="hidden" name="mark" value="\(mark)">
            <p>\(Button(t("office.pictures.remove"), of: name, kind: .danger))</p></form>
            """
    }

    private func text(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        return TextField(
            FieldFrame(
                name: "text-\(language)",
                label: t("office.pictures.says", ["language": .text(name)]),
                hint: "\(t("office.pictures.says.hint"))",
                problem: typed.problem("text-\(language)")
            ),
            value: texts[language] ?? "",
            autocomplete: "off",
            maximum: Limits.purposeCharacters,
            isRequired: false
        ).html
    }
}
