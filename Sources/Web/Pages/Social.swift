package import Markup

/// A picture that other sites show beside a link to one page, and what it says in words.
package struct SocialPicture: Sendable {
    package let path: Path
    package let width: Int
    package let height: Int
    package let alternative: String

    package init(path: Path, width: Int, height: Int, alternative: String) {
        self.path = path
        self.width = width
        self.height = height
        self.alternative = alternative
    }
}

/// What other sites show of a page when somebody links to it (Open Graph), and where its news are.
struct Social: Component {
    let title: String
    let siteName: String
    let description: String
    let visit: Visit
    let look: SiteLook
    /// The page's own picture; nil where the institution's is shown.
    let picture: SocialPicture?
    let assets: Assets
    /// The languages of the page, for the names that Open Graph gives them.
    let locale: String
    let otherLocales: [String]
    /// The one address of the page, whatever was chosen in advance.
    let address: String

    var html: HTML {
        """
        \(property("og:type", "website"))\
        \(property("og:title", title))\
        \(property("og:site_name", siteName))\
        \(property("og:description", description), when: !description.isEmpty)\
        \(property("og:url", address))\
        \(property("og:locale", locale))\
        \(otherLocales.map { property("og:locale:alternate", $0) })\
        \(property("og:image", visit.absolute(shown.path.text)))\
        \(property("og:image:width", String(shown.width)))\
        \(property("og:image:height", String(shown.height)))\
        \(property("og:image:alt", shown.alternative))\
        <meta name="twitter:card" content="summary_large_image">

        """
    }

    private var shown: SocialPicture {
        if let picture { return picture }
        let own = look.pictures[.share]
        return SocialPicture(
            path: own?.path ?? assets.path("share.png"),
            width: own?.width ?? 1200,
            height: own?.height ?? 630,
            alternative: siteName
        )
    }

    private func property(_ name: String, _ content: String) -> HTML {
        """
        <meta property="\(name)" content="\(content)">

        """
    }
}
