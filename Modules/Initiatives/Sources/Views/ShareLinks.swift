import Kernel
import Localization
import Markup
import Web

/// Addresses that open somebody's own mail or messenger; nothing is loaded before they are used.
struct ShareLinks: Component {
    let initiative: Initiative
    let visitor: VisitorContext

    var html: HTML {
        let t = visitor.t
        let address = visitor.canonical(visitor.spacePath(initiative.id.text))
        let language = visitor.visit.language.text
        let title = initiative.said(in: language).title
        let text =
            initiative.dossier.campaign.shareTexts[language]
            ?? t("initiatives.share.text", ["title": .text(title)])
        let both = text + " " + address
        let targets: [(name: String, path: String)] = [
            (
                t("initiatives.share.mail"),
                "mailto:?subject=\(PercentEncoding.encode(title))&body=\(PercentEncoding.encode(both))"
            ),
            ("WhatsApp", "https://wa.me/?text=\(PercentEncoding.encode(both))"),
            (
                "Telegram",
                "https://t.me/share/url?url=\(PercentEncoding.encode(address))&text=\(PercentEncoding.encode(text))"
            ),
            ("Bluesky", "https://bsky.app/intent/compose?text=\(PercentEncoding.encode(both))"),
        ]
        let items = targets.compactMap { target in
            Path(web: target.path).map { path -> HTML in
                """
                <li><a href="\(url: path)" rel="noreferrer">\(target.name)</a></li>
                """
            }
        }
        return """
            <ul class="share">\(items)</ul>
            <p><label for="share-address">\(t("initiatives.share.address"))</label> \
            <input id="share-address" type="text" readonly value="\(address)" \
            data-copy="\(t("copy.action"))" data-copied="\(t("copy.done"))"></p>
            """
    }
}
