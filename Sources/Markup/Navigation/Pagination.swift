package import Localization

/// The way to the next and the previous part of a list.
package struct Pagination: Component {
    private let previous: Path?
    private let next: Path?
    private let previousLabel: String
    private let t: Translator

    /// The way back may lead to the previous part or to the start: its label says which.
    package init(previous: Path?, next: Path?, previousLabel: String, t: Translator) {
        self.previous = previous
        self.next = next
        self.previousLabel = previousLabel
        self.t = t
    }

    package var html: HTML {
        guard previous != nil || next != nil else { return .empty }
        return """
            <nav class="pagination" aria-label="\(t("pagination.label"))">
            <ul>\(link(previous, rel: "prev", text: previousLabel))\
            \(link(next, rel: "next", text: t("pagination.next")))</ul>
            </nav>
            """
    }

    private func link(_ path: Path?, rel: String, text: String) -> HTML {
        guard let path else { return .empty }
        return """
            <li><a href="\(url: path)" rel="\(rel)">\(text)</a></li>
            """
    }
}
