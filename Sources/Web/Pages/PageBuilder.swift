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
        package var scripts: [String] = []
        package var isIndexed = true

        package init(description: String = "", scripts: [String] = [], isIndexed: Bool = true) {
            self.description = description
            self.scripts = scripts
            self.isIndexed = isIndexed
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
        layout.scripts = extras.scripts
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
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <link rel="icon" href="\(url: assets.path("favicon.svg"))" type="image/svg+xml">
        <link rel="stylesheet" href="\(url: assets.path("css/parvis.css"))">
        </head>
        <body><main id="main"><div class="wrap">\(content)</div></main></body>
        </html>

        """
    }

    private func siteName(_ visit: Visit) -> String {
        switch visit.place {
        case .portal: visit.translator("portal.name")
        case .tenant(let site, _): site.tenant.name
        }
    }

    private func languages(_ visit: Visit) -> [Layout.Language] {
        let offered: [LanguageTag] =
            switch visit.place {
            case .portal: translations.languages
            case .tenant(let site, _): site.tenant.languages
            }
        return offered.map { tag in
            Layout.Language(tag: tag, name: translations.translator(for: tag)("language.name"))
        }
    }

    private func menu(_ visit: Visit) -> [Layout.Link] {
        guard case .tenant(let site, let current) = visit.place else { return [] }
        return site.spaces.map { space in
            Layout.Link(
                path: Path(visit.language.text, space.slug),
                label: visit.translator(MessageKey("space", space.module)),
                isCurrent: space == current
            )
        }
    }

    private func footer(_ visit: Visit) -> [Layout.Link] {
        guard case .tenant = visit.place else { return [] }
        return ["privacy", "accessibility"].map { name in
            Layout.Link(
                path: Path(visit.language.text, name),
                label: visit.translator(MessageKey("layout", name)),
                isCurrent: visit.localAddress == "/" + name
            )
        }
    }
}
