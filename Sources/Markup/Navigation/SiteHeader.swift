package import Localization

/// The top of every page: whose site it is, where else to go, in which language.
package struct SiteHeader: Component {
    /// The picture beside the name.
    package struct Mark: Sendable {
        private static let height = 36
        /// As much as leaves room for the name on a phone.
        private static let widest = 160

        let path: Path
        let width: Int
        let height: Int
        /// What it says beside the name; empty when that is nothing.
        let text: String
        /// Drawn for white paper, as far as anybody knows: it keeps some around it at night.
        let isOwn: Bool

        /// The size of the file; it is shown as high as a line of the header.
        package init(
            path: Path,
            width: Int,
            height: Int,
            text: String = "",
            isOwn: Bool = false
        ) {
            self.path = path
            self.width = min(Self.widest, max(1, width * Self.height / max(1, height)))
            self.height = Self.height
            self.text = text
            self.isOwn = isOwn
        }
    }

    private let name: String
    private let home: Path
    private let mark: Mark
    private let menu: [NavigationLink]
    private let account: NavigationLink?
    private let languages: LanguageMenu
    private let t: Translator

    /// `mark` is the picture beside the name.
    package init(
        name: String,
        home: Path,
        mark: Mark,
        menu: [NavigationLink],
        account: NavigationLink? = nil,
        languages: LanguageMenu,
        t: Translator
    ) {
        self.name = name
        self.home = home
        self.mark = mark
        self.menu = menu
        self.account = account
        self.languages = languages
        self.t = t
    }

    package var html: HTML {
        """
        <header class="site"><div class="wrap">
        <a class="brand" href="\(url: home)">\
        <img\(" class=\"own\"", when: mark.isOwn) src="\(url: mark.path)" \
        alt="\(mark.text)" \
        width="\(mark.width)" height="\(mark.height)"><span>\(name)</span></a>
        \(navigation, when: !menu.isEmpty)
        \(languages)
        \(account.map { Slot(.account, content: AccountLink($0).html).html } ?? .empty)
        </div></header>
        """
    }

    /// A single way takes no more room than what would unfold it.
    private var navigation: HTML {
        let fold = MenuFold(t("layout.menu.fold"))
        return """
            <nav class="menu" aria-label="\(t("layout.menu"))">\(fold.html, when: menu.count > 1)\
            <ul>\(menu.map(\.item))</ul></nav>
            """
    }
}
