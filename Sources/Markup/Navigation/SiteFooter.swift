package import Localization

/// The bottom of every page: the pages that the law asks for, and one honest sentence.
package struct SiteFooter: Component {
    private let name: String
    private let links: [NavigationLink]
    private let t: Translator

    package init(name: String, links: [NavigationLink], t: Translator) {
        self.name = name
        self.links = links
        self.t = t
    }

    package var html: HTML {
        """
        <footer class="site"><div class="wrap">
        <p class="brand">\(name)</p>
        \(navigation, when: !links.isEmpty)
        <p>\(t("layout.footer"))</p>
        </div></footer>
        """
    }

    private var navigation: HTML {
        """
        <nav aria-label="\(t("layout.about"))"><ul>\(links.map(\.item))</ul></nav>
        """
    }
}
