package import Localization

/// The top of every page: whose site it is, where else to go, in which language.
package struct SiteHeader: Component {
    private let name: String
    private let home: Path
    private let mark: Path
    private let menu: [NavigationLink]
    private let languages: LanguageMenu
    private let t: Translator

    /// `mark` is the picture beside the name, which says the same.
    package init(
        name: String,
        home: Path,
        mark: Path,
        menu: [NavigationLink],
        languages: LanguageMenu,
        t: Translator
    ) {
        self.name = name
        self.home = home
        self.mark = mark
        self.menu = menu
        self.languages = languages
        self.t = t
    }

    package var html: HTML {
        """
        <header class="site"><div class="wrap">
        <a class="brand" href="\(url: home)">\
        <img src="\(url: mark)" alt="" width="36" height="36"><span>\(name)</span></a>
        \(navigation, when: !menu.isEmpty)
        \(languages)
        </div></header>
        """
    }

    private var navigation: HTML {
        """
        <nav class="menu" aria-label="\(t("layout.menu"))"><ul>\(menu.map(\.item))</ul></nav>
        """
    }
}
