package import Kernel
import Localization
package import Markup

/// The frame of every page: head, header, main, footer.
package struct Layout: Component {
    package struct Link: Sendable {
        package let path: Path
        package let label: String
        package let isCurrent: Bool

        package init(path: Path, label: String, isCurrent: Bool) {
            self.path = path
            self.label = label
            self.isCurrent = isCurrent
        }
    }

    package let title: String
    package let siteName: String
    package let content: HTML
    package let visit: Visit
    package let assets: Assets
    package let languages: [Layout.Language]
    package var menu: [Link] = []
    package var footer: [Link] = []
    package var description = ""
    package var scripts: [String] = []
    /// Pages about one person's act ask search engines to stay away.
    package var isIndexed = true

    /// A language in which this page is offered.
    package struct Language: Sendable {
        package let tag: LanguageTag
        /// Its name in itself.
        package let name: String

        package init(tag: LanguageTag, name: String) {
            self.tag = tag
            self.name = name
        }
    }

    private var t: Translator { visit.translator }

    package var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(visit.language.text)" dir="\(t.direction)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)\(" – \(siteName)", when: title != siteName)</title>
        \(metaDescription, when: !description.isEmpty)\
        \("<meta name=\"robots\" content=\"noindex\">\n", when: !isIndexed)\
        <link rel="icon" href="\(url: assets.path("favicon.svg"))" type="image/svg+xml">
        <link rel="stylesheet" href="\(url: assets.path("css/parvis.css"))">
        \(alternates, when: isIndexed)\(scripts.map(script))</head>
        <body>
        <a class="skip" href="#main">\(t("layout.skip"))</a>
        \(header)
        <main id="main" tabindex="-1"><div class="wrap">
        \(content)
        </div></main>
        \(foot)
        </body>
        </html>

        """
    }

    private var metaDescription: HTML {
        """
        <meta name="description" content="\(description)">

        """
    }

    private func script(_ name: String) -> HTML {
        """
        <script type="module" src="\(url: assets.path(name))"></script>

        """
    }

    private var alternates: HTML {
        guard languages.count > 1 else { return .empty }
        return HTML(
            trusting: languages.map { language in
                let html: HTML = """
                    <link rel="alternate" hreflang="\(language.tag.text)" href="\(address(language))">

                    """
                return html.text
            }.joined()
        )
    }

    private var header: HTML {
        """
        <header class="site"><div class="wrap">
        <a class="brand" href="/\(visit.language.text)/">\
        <img src="\(url: assets.path("favicon.svg"))" alt="" width="32" height="32">\
        \(siteName)</a>
        \(navigation, when: !menu.isEmpty)
        \(languageMenu, when: languages.count > 1)
        </div></header>
        """
    }

    private var navigation: HTML {
        """
        <nav aria-label="\(t("layout.menu"))"><ul>\(menu.map(item))</ul></nav>
        """
    }

    private func item(_ link: Link) -> HTML {
        let current: HTML = link.isCurrent ? " aria-current=\"page\"" : .empty
        return """
            <li><a href="\(url: link.path)"\(current)>\(link.label)</a></li>
            """
    }

    private var languageMenu: HTML {
        """
        <nav class="languages" aria-label="\(t("layout.languages"))"><ul>\
        \(languages.map(languageLink))</ul></nav>
        """
    }

    private func languageLink(_ language: Language) -> HTML {
        let current: HTML = language.tag == visit.language ? " aria-current=\"true\"" : .empty
        return """
            <li><a href="\(address(language))" lang="\(language.tag.text)" \
            hreflang="\(language.tag.text)"\(current)>\(language.name)</a></li>
            """
    }

    private func address(_ language: Language) -> String {
        "/" + language.tag.text + (visit.localAddress == "/" ? "/" : visit.localAddress)
    }

    private var footNavigation: HTML {
        """
        <nav aria-label="\(t("layout.about"))"><ul>\(footer.map(item))</ul></nav>
        """
    }

    private var foot: HTML {
        """
        <footer class="site"><div class="wrap">
        \(footNavigation, when: !footer.isEmpty)
        <p>\(t("layout.footer"))</p>
        </div></footer>
        """
    }
}
