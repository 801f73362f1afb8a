import Kernel
package import Localization
package import Markup

/// Puts contents into the frame of their site.
package struct PageBuilder: Sendable {
    package let translations: Translations
    package let assets: Assets

    package init(translations: Translations, assets: Assets) {
        self.translations = translations
        self.assets = assets
    }

    /// What a page is besides its contents.
    package struct Extras: Sendable {
        package var description = ""
        package var styles: [String] = []
        package var scripts: [String] = []
        package var isIndexed = true
        /// Where this page is read, without its language, when it answers a form sent elsewhere.
        package var address: String?

        package init(
            description: String = "",
            styles: [String] = [],
            scripts: [String] = [],
            isIndexed: Bool = true,
            address: String? = nil
        ) {
            self.description = description
            self.styles = styles
            self.scripts = scripts
            self.isIndexed = isIndexed
            self.address = address
        }
    }

    /// A page of the institution or portal that was asked for; without either, a bare page.
    package func page(
        title: String,
        content: HTML,
        visit: Visit?,
        extras: Extras = Extras()
    ) -> Reply {
        guard let visit else {
            let english = translations.translator(for: .english)
            return .page(bare(title: title, content: content, t: english))
        }
        var layout = Layout(
            title: title,
            siteName: siteName(visit),
            content: content,
            visit: visit,
            assets: assets,
            languages: languages(visit)
        )
        layout.description = extras.description
        layout.styles = extras.styles
        layout.scripts = extras.scripts
        layout.address = extras.address
        layout.isIndexed = extras.isIndexed
        layout.menu = menu(visit)
        layout.footer = footer(visit)
        return .page(layout.html)
    }

    /// Without a site there is no name, no menu and no choice of language.
    func bare(title: String, content: HTML, t: Translator) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(t.language.text)" dir="\(t.direction)">
        <head>
        \(HeadStart(title: title, assets: assets))\
        </head>
        <body><main id="main"><div class="page">\(content)</div></main></body>
        </html>

        """
    }

    private func siteName(_ visit: Visit) -> String {
        switch visit.place {
        case .portal: visit.translator("portal.name")
        case .tenant(let site, _): site.tenant.name
        }
    }

    /// The languages of the site, each with its name in itself.
    package func languages(_ visit: Visit) -> [Layout.Language] {
        let offered: [LanguageTag] =
            switch visit.place {
            case .portal: translations.languages
            case .tenant(let site, _): site.tenant.languages
            }
        return offered.map { tag in
            Layout.Language(tag: tag, name: translations.translator(for: tag)("language.name"))
        }
    }

    private func menu(_ visit: Visit) -> [NavigationLink] {
        guard case .tenant(let site, let current) = visit.place else { return [] }
        return site.spaces.map { space in
            NavigationLink(
                path: Path(visit.language.text, space.slug),
                label: visit.translator(MessageKey("space", space.module)),
                isCurrent: space == current
            )
        }
    }

    private func footer(_ visit: Visit) -> [NavigationLink] {
        guard case .tenant = visit.place else { return [] }
        return ["privacy", "accessibility"].map { name in
            NavigationLink(
                path: Path(visit.language.text, name),
                label: visit.translator(MessageKey("layout", name)),
                isCurrent: visit.localAddress == "/" + name
            )
        }
    }
}
