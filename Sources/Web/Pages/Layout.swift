package import Kernel
import Localization
package import Markup

/// The frame of every page: head, header, main, footer.
package struct Layout: Component {
    package let title: String
    package let siteName: String
    package let content: HTML
    package let visit: Visit
    package let assets: Assets
    package let languages: [Layout.Language]
    package var menu: [NavigationLink] = []
    /// The way in, or to what is one's own; nil where nobody signs in.
    package var account: NavigationLink?
    package var footer: [NavigationLink] = []
    package var description = ""
    package var styles: [String] = []
    package var scripts: [String] = []
    /// Pages about one person's act ask search engines to stay away.
    package var isIndexed = true
    package var look = SiteLook.plain
    /// Where a program finds what is new here.
    package var feed: NavigationLink?
    /// What other sites show beside a link to this page; nil for the institution's own picture.
    package var picture: SocialPicture?
    /// After how many seconds the browser asks for it again; nil for never.
    package var refreshSeconds: Int?
    /// What the language menu leads to when it is not the address that was asked for.
    package var address: String?

    /// A language in which this page is offered.
    package struct Language: Sendable {
        package let tag: LanguageTag
        /// Its name in itself.
        package let name: String
        /// With the country that Open Graph wants to know: `fr_FR`.
        package let locale: String

        package init(tag: LanguageTag, name: String, locale: String) {
            self.tag = tag
            self.name = name
            self.locale = locale
        }
    }

    private var t: Translator { visit.translator }

    package var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(visit.language.text)" dir="\(t.direction)">
        <head>
        \(HeadStart(title: fullTitle, assets: assets, look: look, styles: styles))\
        \(metaDescription, when: !description.isEmpty)\
        \(refreshSeconds.map(refresh) ?? .empty)\
        \("<meta name=\"robots\" content=\"noindex\">\n", when: !isIndexed)\
        \(whereElse, when: isIndexed)\(social.html, when: isIndexed)\
        \(feed.map(feedLink) ?? .empty)\(scripts.map(script))</head>
        <body>
        \(SkipLink(to: "main", t: t))
        \(header)
        <main id="main" tabindex="-1"><div class="page">
        \(content)
        </div></main>
        \(SiteFooter(name: siteName, links: footer, t: t))
        </body>
        </html>

        """
    }

    private var fullTitle: String { title == siteName ? title : "\(title) – \(siteName)" }

    private var metaDescription: HTML {
        """
        <meta name="description" content="\(description)">

        """
    }

    private func refresh(_ seconds: Int) -> HTML {
        """
        <meta http-equiv="refresh" content="\(seconds)">

        """
    }

    private func feedLink(_ feed: NavigationLink) -> HTML {
        """
        <link rel="alternate" type="application/atom+xml" title="\(feed.label)" \
        href="\(url: feed.path)">

        """
    }

    private var social: Social {
        Social(
            title: title,
            siteName: siteName,
            description: description,
            visit: visit,
            look: look,
            picture: picture,
            assets: assets,
            locale: languages.first { $0.tag == visit.language }?.locale ?? visit.language.text,
            otherLocales: languages.filter { $0.tag != visit.language }.map(\.locale),
            address: canonical(visit.language)
        )
    }

    private func script(_ name: String) -> HTML {
        """
        <script type="module" src="\(url: assets.path(name))"></script>

        """
    }

    /// The one address of this page, and the same page in each language.
    ///
    /// All of them are whole addresses; one without a language leads to the reader's own.
    private var whereElse: HTML {
        let own: HTML = """
            <link rel="canonical" href="\(canonical(visit.language))">

            """
        guard languages.count > 1 else { return own }
        let links = languages.map { alternate($0.tag.text, canonical($0.tag)) }
        return "\(own)\(links)\(alternate("x-default", visit.canonical(visit.canonicalAddress)))"
    }

    private func canonical(_ language: LanguageTag) -> String {
        visit.canonical("/" + language.text + visit.canonicalAddress)
    }

    private func alternate(_ language: String, _ address: String) -> HTML {
        """
        <link rel="alternate" hreflang="\(language)" href="\(address)">

        """
    }

    private var header: SiteHeader {
        SiteHeader(
            name: siteName,
            home: Path(visit.language.text).appending(""),
            mark: look.pictures[.logo].map { logo in
                SiteHeader.Mark(
                    path: logo.path,
                    width: logo.width,
                    height: logo.height,
                    text: look.logoTexts[visit.language] ?? "",
                    isOwn: true
                )
            } ?? SiteHeader.Mark(path: assets.path("favicon.svg"), width: 36, height: 36),
            menu: menu,
            account: account,
            languages: LanguageMenu(
                choices: languages.map { language in
                    LanguageMenu.Choice(
                        tag: language.tag.text,
                        name: language.name,
                        address: address(language),
                        isCurrent: language.tag == visit.language
                    )
                },
                t: t
            ),
            t: t
        )
    }

    private var localAddress: String { address ?? visit.localAddress }

    private func address(_ language: Language) -> String {
        "/" + language.tag.text + localAddress
    }
}

/// What stands first in the head of every page, with a site or without one.
struct HeadStart: Component {
    let title: String
    let assets: Assets
    var look = SiteLook.plain
    var styles: [String] = []

    var html: HTML {
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        \(icon)\
        \((["css/site.css"] + styles).map { stylesheet(assets.path($0)) })\
        \(look.accent.map { stylesheet($0.path) } ?? .empty)
        """
    }

    private var icon: HTML {
        let own = look.pictures[.favicon]
        return """
            <link rel="icon" href="\(url: own?.path ?? assets.path("favicon.svg"))" \
            type="\(own?.mediaType ?? "image/svg+xml")">

            """
    }

    private func stylesheet(_ path: Path) -> HTML {
        """
        <link rel="stylesheet" href="\(url: path)">

        """
    }
}
