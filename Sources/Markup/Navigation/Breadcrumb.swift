package import Localization

/// Where this page stands: the pages above it, then itself.
package struct Breadcrumb: Component {
    private let above: [NavigationLink]
    private let current: String
    private let t: Translator

    package init(above: [NavigationLink], current: String, t: Translator) {
        self.above = above
        self.current = current
        self.t = t
    }

    package var html: HTML {
        """
        <nav class="breadcrumb" aria-label="\(t("breadcrumb.label"))"><ol>\(above.map(\.item))\
        <li aria-current="page">\(current)</li></ol></nav>
        """
    }
}
