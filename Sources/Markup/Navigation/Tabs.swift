/// Parts of one thing, each with an address of its own.
///
/// They are links and say so: every part can be reached without JavaScript, kept and sent on.
package struct Tabs: Component {
    private let label: String
    private let links: [NavigationLink]

    package init(label: String, links: [NavigationLink]) {
        self.label = label
        self.links = links
    }

    /// What the part is called that is shown; nil for none of them.
    package var current: String? { links.first(where: \.isCurrent)?.label }

    package var html: HTML {
        """
        <nav class="tabs" aria-label="\(label)"><ul>\(links.map(\.item))</ul></nav>
        """
    }
}
