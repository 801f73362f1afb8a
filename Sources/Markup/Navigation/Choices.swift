/// Ways to see the same list, each a link with an address of its own and, where known, how much it
/// shows.
package struct Choices: Component {
    package struct Choice: Sendable {
        let link: NavigationLink
        let count: String?

        package init(_ link: NavigationLink, count: String? = nil) {
            self.link = link
            self.count = count
        }
    }

    private let label: String
    private let choices: [Choice]

    package init(label: String, choices: [Choice]) {
        self.label = label
        self.choices = choices
    }

    package var html: HTML {
        """
        <nav class="choices" aria-label="\(label)"><ul>\(choices.map(item))</ul></nav>
        """
    }

    private func item(_ choice: Choice) -> HTML {
        let current: HTML = choice.link.isCurrent ? " aria-current=\"true\"" : .empty
        let count: HTML = choice.count.map { " <span>\($0)</span>" } ?? .empty
        return """
            <li><a href="\(url: choice.link.path)"\(current)>\(choice.link.label)\(count)</a></li>
            """
    }
}
