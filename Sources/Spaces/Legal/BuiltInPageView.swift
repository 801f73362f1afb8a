import Kernel
import Localization
import Markup
import Web

/// A legal page as it comes with the program: headed paragraphs of the catalogue.
struct BuiltInPageView: Component {
    let page: SiteLook.Link
    let passages: Int
    /// Every version that is or was in force, the newest first; empty where there has been none, and in a preview.
    var versions: [LegalVersion] = []
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let key = MessageKey("site", page.rawValue)
        let parts = (1...passages).map { number -> HTML in
            let section = MessageKey(key, String(number))
            return """
                <section><h2>\(t(MessageKey(section, "title")))</h2>
                <div>\(Prose(t(MessageKey(section, "text"))))</div></section>
                """
        }
        return """
            <article class="passages"><h1>\(t(MessageKey("layout", page.rawValue)))</h1>
            \(parts)\(contact, when: page == .accessibility)\
            \(history, when: !versions.isEmpty)</article>
            """
    }

    /// The way to reach the institution, when it has named one.
    private var contact: HTML {
        guard let path = visitor.site.look.links[.contact].flatMap({ Path(web: $0) }) else {
            return .empty
        }
        return "<p><a href=\"\(url: path)\">\(t("layout.contact"))</a></p>"
    }

    private var history: HTML {
        LegalHistory(
            page: page,
            shown: versions.first?.number ?? 0,
            versions: versions,
            visitor: visitor
        ).html
    }
}
