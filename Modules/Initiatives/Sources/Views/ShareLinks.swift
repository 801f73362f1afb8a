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
        let own = initiative.dossier.campaign.shareTexts[language]
        let standard = t("initiatives.share.text", ["title": .text(title)])
        // What is too long for an address is said in the words of the site.
        let choices = [own, standard].compactMap(\.self).map { targets($0, title, address) }
        let items = (choices.first ?? []).indices.compactMap { index -> HTML? in
            let fitting = choices.map { $0[index] }.first { $0.path != nil }
            guard let target = fitting, let path = target.path else { return nil }
            return """
                <li><a href="\(url: path)" rel="noreferrer">\(target.name)</a></li>
                """
        }
        return """
            <ul class="share">\(items)</ul>
            <p><label for="share-address">\(t("initiatives.share.address"))</label> \
            <input id="share-address" type="text" readonly value="\(address)" \
            data-copy="\(t("copy.action"))" data-copied="\(t("copy.done"))"></p>
            """
    }

    private func targets(
        _ text: String,
        _ title: String,
        _ address: String
    ) -> [(name: String, path: Path?)] {
        let both = PercentEncoding.encode(text + " " + address)
        let (subject, words) = (PercentEncoding.encode(title), PercentEncoding.encode(text))
        let link = PercentEncoding.encode(address)
        return [
            (
                visitor.t("initiatives.share.mail"),
                Path(web: "mailto:?subject=\(subject)&body=\(both)")
            ),
            ("WhatsApp", Path(web: "https://wa.me/?text=\(both)")),
            ("Telegram", Path(web: "https://t.me/share/url?url=\(link)&text=\(words)")),
            ("Bluesky", Path(web: "https://bsky.app/intent/compose?text=\(both)")),
        ]
    }
}
