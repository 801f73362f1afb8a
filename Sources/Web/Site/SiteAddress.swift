import Kernel

/// The address of a request taken apart: language, space, and what the router looks at.
struct SiteAddress: Sendable {
    enum Kind: Sendable {
        /// A page in a language.
        case page(LanguageTag)
        /// A page address without a language in front.
        case languageless
        /// Data for machines: `/api/v1/…`.
        case api
        /// At a fixed place, in no language: what machines ask for (`/robots.txt`, `/looks/…`), and
        /// what is there in development only.
        case file
    }

    private static let fileNames: Set<Substring> = [
        "development", "looks", "robots.txt", "sitemap.xml", "sitemaps",
    ]

    let kind: Kind
    let space: Space?
    /// The path with the space's module in front, as routes are declared.
    let routePath: String
    /// The path without the language.
    let localPath: String

    /// Throws `notFound` for a path that no page can have.
    ///
    /// However it was spelled, there is one spelling of it (RFC 3986, section 6.2.2.2).
    init(path: String, site: Site?, offers: (LanguageTag) -> Bool) throws(PageError) {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= Limits.pathBytes else {
            throw .notFound
        }
        var segments = path.utf8.split(separator: UInt8(ascii: "/")).map {
            PercentEncoding.plainest(Substring($0))
        }[...]
        if segments.first == "api", segments.dropFirst().first == "v1" {
            kind = .api
            segments = segments.dropFirst(2)
        } else if let first = segments.first, Self.fileNames.contains(first) {
            kind = .file
        } else if let first = segments.first, let language = LanguageTag(first), offers(language) {
            kind = .page(language)
            segments = segments.dropFirst()
        } else {
            kind = .languageless
        }
        localPath = segments.isEmpty ? "/" : Self.path(of: segments)
        if case .file = kind, site != nil {
            space = nil
            routePath = "/files" + localPath
            return
        }
        guard let site else {
            space = nil
            routePath = "/portal" + (segments.isEmpty ? "" : localPath)
            return
        }
        space = segments.first.flatMap { site.space($0) }
        let isAPI = if case .api = kind { true } else { false }
        let front = isAPI ? "/api/v1" : ""
        if let space {
            routePath = front + "/spaces/" + space.module + Self.path(of: segments.dropFirst())
        } else {
            routePath = front + "/site" + (segments.isEmpty ? "" : localPath)
        }
    }

    /// Each segment behind a stroke.
    private static func path(of segments: ArraySlice<Substring>) -> String {
        segments.reduce(into: "") { path, segment in
            path += "/"
            path += segment
        }
    }
}
