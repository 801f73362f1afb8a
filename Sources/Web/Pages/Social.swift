import Markup

/// What other sites show of a page when somebody links to it (Open Graph), and where its news are.
struct Social: Component {
    let title: String
    let siteName: String
    let description: String
    let visit: Visit
    let look: SiteLook
    let assets: Assets
    /// The languages of the page, for the names that Open Graph gives them.
    let locale: String
    let otherLocales: [String]
    /// The one address of the page, whatever was chosen in advance.
    let address: String

    var html: HTML {
        let picture = look.pictures[.share]
        let image = picture?.path ?? assets.path("share.png")
        return """
            \(property("og:type", "website"))\
            \(property("og:title", title))\
            \(property("og:site_name", siteName))\
            \(property("og:description", description), when: !description.isEmpty)\
            \(property("og:url", address))\
            \(property("og:locale", locale))\
            \(otherLocales.map { property("og:locale:alternate", $0) })\
            \(property("og:image", visit.absolute(image.text)))\
            \(property("og:image:width", String(picture?.width ?? 1200)))\
            \(property("og:image:height", String(picture?.height ?? 630)))\
            \(property("og:image:alt", siteName))\
            <meta name="twitter:card" content="summary_large_image">

            """
    }

    private func property(_ name: String, _ content: String) -> HTML {
        """
        <meta property="\(name)" content="\(content)">

        """
    }
}
