import Localization
import Markup

/// What somebody typed while nothing could be stored: nothing is lost, one button sends it again.
struct ResendPage: Component {
    let fields: [(name: String, value: String)]
    let path: Path
    let t: Translator

    var html: HTML {
        let hidden = fields.map { field -> HTML in
            """
            <input type="hidden" name="\(field.name)" value="\(field.value)">
            """
        }
        return """
            <div class="reading"><h1>\(t("initiatives.resend.title"))</h1>
            \(Prose(t("initiatives.resend.text")))
            <form method="post" action="\(url: path)">\(hidden)
            <p><button class="button" type="submit">\(t("initiatives.resend.button"))</button></p>
            </form></div>
            """
    }
}
