import Kernel
import Localization
package import Markup

/// Addresses that open somebody's own mail or messenger; nothing is loaded before they are used.
package struct ShareLinks: Component {
    private let page: Path
    private let title: String
    private let words: [String]
    private let visitor: VisitorContext

    /// `words` are what a message begins with: the first that an address has room for.
    package init(of page: Path, title: String, words: [String], visitor: VisitorContext) {
        self.page = page
        self.title = title
        self.words = words
        self.visitor = visitor
    }

    package var html: HTML {
        let t = visitor.t
        let address = visitor.canonical(page)
        // What is too long for an address is said in the words of the site.
        let choices = words.map { targets($0, address) }
        let items = (choices.first ?? []).indices.compactMap { index -> HTML? in
            let fitting = choices.map { $0[index] }.first { $0.path != nil }
            guard let target = fitting, let path = target.path else { return nil }
            return """
                <li><a href="\(url: path)" rel="noreferrer">\(target.name)</a></li>
                """
        }
        return """
            <ul class="share">\(items)</ul>
            <p><label for="share-address">\(t("sharing.address"))</label> \
            <input id="share-address" type="text" readonly value="\(address)" \
            data-copy="\(t("copy.action"))" data-copied="\(t("copy.done"))"></p>
            """
    }

    private func targets(_ text: String, _ address: String) -> [(name: String, path: Path?)] {
        let both = PercentEncoding.encode(text + " " + address)
        let (subject, words) = (PercentEncoding.encode(title), PercentEncoding.encode(text))
        let link = PercentEncoding.encode(address)
        return [
            (
                visitor.t("sharing.mail"),
                Path(web: "mailto:?subject=\(subject)&body=\(both)")
            ),
            ("WhatsApp", Path(web: "https://wa.me/?text=\(both)")),
            ("Telegram", Path(web: "https://t.me/share/url?url=\(link)&text=\(words)")),
            ("Bluesky", Path(web: "https://bsky.app/intent/compose?text=\(both)")),
        ]
    }
}
