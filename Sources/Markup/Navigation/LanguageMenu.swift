package import Localization

/// The languages in which this page is offered, each in its own name.
///
/// A few stand side by side; many wait behind the name of the present one.
package struct LanguageMenu: Component {
    package struct Choice: Sendable {
        package let tag: String
        /// Its name in itself.
        package let name: String
        /// This same page in that language.
        package let address: String
        package let isCurrent: Bool

        package init(tag: String, name: String, address: String, isCurrent: Bool) {
            self.tag = tag
            self.name = name
            self.address = address
            self.isCurrent = isCurrent
        }
    }

    /// How many stand side by side in a header.
    private static let few = 4

    private let choices: [Choice]
    private let label: String
    private let t: Translator

    /// The label is only needed where a page has several.
    package init(choices: [Choice], label: String? = nil, t: Translator) {
        self.choices = choices
        self.label = label ?? t("layout.languages")
        self.t = t
    }

    package var html: HTML {
        guard choices.count > 1 else { return .empty }
        let list: HTML = """
            <ul>\(choices.map(item))</ul>
            """
        let current = choices.first(where: \.isCurrent)?.name ?? label
        let folded: HTML = """
            <details><summary>\(current)</summary>\(list)</details>
            """
        return """
            <nav class="languages" aria-label="\(label)">\
            \(list, when: choices.count <= Self.few)\(folded, when: choices.count > Self.few)</nav>
            """
    }

    private func item(_ choice: Choice) -> HTML {
        let current: HTML = choice.isCurrent ? " aria-current=\"true\"" : .empty
        return """
            <li><a href="\(choice.address)" lang="\(choice.tag)" \
            hreflang="\(choice.tag)"\(current)>\(choice.name)</a></li>
            """
    }
}
