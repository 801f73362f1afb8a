import Kernel
package import Localization
package import Markup
package import Search

/// What has to be said of a search before its rows: words that were replaced, matches that are left out.
package struct ListRemarks: Component {
    private let substitutes: [Search.Substitute]
    private let isCut: Bool
    private let t: Translator

    package init(_ substitutes: [Search.Substitute], isCut: Bool, t: Translator) {
        self.substitutes = substitutes
        self.isCut = isCut
        self.t = t
    }

    package var html: HTML { "\(substitutes.map(line))\(cut, when: isCut)" }

    private func line(_ substitute: Search.Substitute) -> HTML {
        let words = substitute.words.joined(separator: ", ")
        let text = t("list.instead", ["typed": .text(substitute.typed), "words": .text(words)])
        return """
            <p class="meta">\(text)</p>
            """
    }

    private var cut: HTML {
        """
        <p class="meta">\(t("list.best", ["number": .number(Limits.searchMatches)]))</p>
        """
    }
}
