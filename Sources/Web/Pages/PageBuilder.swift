import HTTPTypes
package import Kernel
package import Localization
package import Markup

/// Puts contents into the frame of their site.
package struct PageBuilder: Sendable {
    package let translations: Translations
    package let assets: Assets
    /// Whether letters are kept for whoever works on the pages, at `/development/mail`.
    package let hasMailbox: Bool

    package init(translations: Translations, assets: Assets, hasMailbox: Bool = false) {
        self.translations = translations
        self.assets = assets
        self.hasMailbox = hasMailbox
    }

    /// What a page is besides its contents.
    package struct Extras: Sendable {
        package var description = ""
        package var styles: [String] = []
        package var scripts: [String] = []
        package var isIndexed = true
        /// Where this page is read, without its language, when it answers a form sent elsewhere.
        package var address: String?
        /// Where a program finds what is new here.
        package var feed: NavigationLink?
        /// What other sites show beside a link to this page.
        package var picture: SocialPicture?
        /// After how many seconds the browser asks for it again; nil for never.
        package var refreshSeconds: Int?
        /// The colour of what the page is about, in the place of the institution's.
        package var accent: SiteLook.Accent?

        package init(
            description: String = "",
            styles: [String] = [],
            scripts: [String] = [],
            isIndexed: Bool = true,
            address: String? = nil,
            feed: NavigationLink? = nil,
            picture: SocialPicture? = nil,
            refreshSeconds: Int? = nil,
            accent: SiteLook.Accent? = nil
        ) {
            self.accent = accent
            self.description = description
            self.styles = styles
            self.scripts = scripts
            self.isIndexed = isIndexed
            self.address = address
            self.feed = feed
            self.picture = picture
            self.refreshSeconds = refreshSeconds
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
        layout.feed = extras.feed
        layout.picture = extras.picture
        layout.refreshSeconds = extras.refreshSeconds
        layout.isIndexed = extras.isIndexed
        if case .tenant(let site, _) = visit.place { layout.look = site.look }
        if let accent = extras.accent { layout.look.accent = accent }
        layout.menu = menu(visit)
        layout.account = account(visit)
        layout.footer = footer(visit)
        return .page(layout.html)
    }

    /// A page for a frame on somebody else's site: it shows and links, and can do nothing else.
    ///
    /// The only page that may be framed; whatever somebody types or sends happens outside of it.
    package func frame(
        title: String,
        content: HTML,
        visit: Visit,
        accent: SiteLook.Accent? = nil
    ) -> Reply {
        var look = SiteLook.plain
        if case .tenant(let site, _) = visit.place { look = site.look }
        if let accent { look.accent = accent }
        let head = HeadStart(title: title, assets: assets, look: look)
        var reply = Reply.page(
            """
            <!DOCTYPE html>
            <html lang="\(visit.language.text)" dir="\(visit.translator.direction)">
            <head>
            \(head)<meta name="robots" content="noindex">
            </head>
            <body class="framed"><main id="main">\(content)</main></body>
            </html>

            """
        )
        reply.headers[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
            form-action 'none'; frame-ancestors *
            """
        return reply
    }

    /// A page that is no institution's, in a language: somebody else's who lives on this server.
    package func foreign(title: String, content: HTML, language: LanguageTag) -> Reply {
        .page(bare(title: title, content: content, t: translations.translator(for: language)))
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
        case .tenant(let site, _): site.tenant.name.text(in: visit.language)
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
            let t = translations.translator(for: tag)
            return Layout.Language(tag: tag, name: t("language.name"), locale: t("language.locale"))
        }
    }

    private func menu(_ visit: Visit) -> [NavigationLink] {
        guard case .tenant(let site, let current) = visit.place else { return [] }
        return site.publicSpaces.map { space in
            NavigationLink(
                path: Path(visit.language.text, space.slug),
                label: space.title(visit.translator),
                isCurrent: space == current
            )
        }
    }

    /// To signing in; to the account of whoever is signed in, or to what is known of somebody anonymous.
    func account(_ visit: Visit) -> NavigationLink? {
        guard case .tenant = visit.place else { return nil }
        let (page, key): (String, MessageKey) =
            switch visit.session?.holder {
            case nil: ("sign-in", "layout.sign-in")
            case .member: ("account", "layout.account")
            case .anonymous: ("session", "layout.session")
            }
        return NavigationLink(
            path: Path(visit.language.text, page),
            label: visit.translator(key),
            isCurrent: visit.localAddress.prefix { $0 != "?" } == "/" + page
        )
    }

    private func footer(_ visit: Visit) -> [NavigationLink] {
        guard case .tenant(let site, _) = visit.place else { return [] }
        return SiteLook.Link.allCases.compactMap { link in
            let here = Path(visit.language.text, link.rawValue)
            let hasOwn = site.look.hasOwnPage(link, at: visit.now)
            let elsewhere = hasOwn ? nil : site.look.links[link].flatMap { Path(web: $0) }
            guard let path = elsewhere ?? (hasOwn || link.passages != nil ? here : nil)
            else { return nil }
            return NavigationLink(
                path: path,
                label: visit.translator(MessageKey("layout", link.rawValue)),
                isCurrent: elsewhere == nil && visit.localAddress == "/" + link.rawValue
            )
        }
    }
}
