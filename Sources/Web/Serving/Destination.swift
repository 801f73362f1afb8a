import HTTPTypes
import Kernel
import Localization

/// Where a request goes: whose page, which, and in what language.
///
/// A shared page is made of nothing else, so this is its key in the cache as well: what a page could
/// see of a request and the key could not, every reader would get from whoever came first.
struct Destination: Sendable {
    let place: Visit.Place
    /// The host as it is written for others.
    let host: String
    /// Where the site is read, for everybody and always: without a path.
    let origin: String
    let language: LanguageTag
    let address: SiteAddress
    let query: FormData
    /// The address without its language, with what counts of its query.
    let localAddress: String
    /// The same, without what only chooses something in advance.
    let canonicalAddress: String
    /// The group of readers, where the page depends on it; else empty.
    let reader: String
    /// Nil where every reader gets an answer of their own.
    let key: PageCache.Key?

    var isLanguageless: Bool { if case .languageless = address.kind { true } else { false } }
}

/// Finds the destination of requests.
struct Destinations: Sendable {
    let directory: SiteDirectory
    let languages: [LanguageTag]
    let shared: SharedRoutes
    /// By module: the group of readers to which a preference belongs.
    let readers: [String: RouteTable.ReaderGroups]

    /// Throws `unknownSite`, `notFound` or `malformed`.
    func find(
        _ request: HTTPRequest,
        at authority: RequestAuthority
    ) throws(PageError) -> Destination {
        let found = directory.find(authority)
        let (site, offered) = try Self.site(of: found.answer, languages)
        let target = request.path ?? "/"
        let address = try Self.address(of: target, at: site, offered)
        let preference = LanguagePreference(
            acceptLanguage: request.headerFields[.acceptLanguage]
        )
        let language =
            if case .page(let tag) = address.kind {
                tag
            } else {
                preference.best(of: offered) ?? offered.first ?? .english
            }
        let (text, data) = try Self.query(of: target)
        let pageQuery = shared.query(at: address.routePath)
        let kept = pageQuery.map { data.kept($0.contents + $0.choices) }
        // On the way to a page in a language, nothing of what was asked for is lost.
        let isPage = if case .languageless = address.kind { false } else { true }
        let local = address.localPath + (isPage ? kept?.query ?? text : text)
        let canonical = pageQuery.map { address.localPath + data.kept($0.contents).query }
        let reader =
            pageQuery?.isByReader == true
            ? address.space.flatMap { readers[$0.module] }?(preference) ?? "" : ""
        let key = pageQuery.map { _ in
            PageCache.Key(
                host: found.host,
                route: address.routePath,
                address: local,
                language: language,
                reader: reader
            )
        }
        return Destination(
            place: Self.place(found.answer, space: address.space),
            host: found.host,
            origin: found.origin,
            language: language,
            address: address,
            query: kept ?? data,
            localAddress: local,
            canonicalAddress: canonical ?? address.localPath,
            reader: reader,
            key: key
        )
    }

    /// The address of a request as routes are declared, and nothing else of its destination; nil where no
    /// page can be.
    func routePath(of request: HTTPRequest, at authority: RequestAuthority) -> String? {
        let answer = directory.answer(for: authority)
        guard let (site, offered) = try? Self.site(of: answer, languages) else { return nil }
        return try? Self.address(of: request.path ?? "/", at: site, offered).routePath
    }

    private static func address(
        of target: String,
        at site: Site?,
        _ offered: [LanguageTag]
    ) throws(PageError) -> SiteAddress {
        let path = Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        return try SiteAddress(path: String(path), site: site, offers: offered.contains)
    }

    private static func site(
        of answer: SiteDirectory.Answer,
        _ languages: [LanguageTag]
    ) throws(PageError) -> (Site?, [LanguageTag]) {
        switch answer {
        case .unknown: throw .unknownSite
        case .portal: (nil, languages)
        case .site(let site): (site, site.tenant.languages)
        }
    }

    private static func place(_ answer: SiteDirectory.Answer, space: Space?) -> Visit.Place {
        switch answer {
        case .unknown: .portal(sites: [])
        case .portal(let sites): .portal(sites: sites)
        case .site(let site): .tenant(site, space: space)
        }
    }

    private static func query(
        of target: String
    ) throws(PageError) -> (text: String, data: FormData) {
        guard let mark = target.firstIndex(of: "?") else { return ("", .empty) }
        let text = target[mark...]
        guard text.utf8.count <= Limits.queryBytes else { throw .malformed }
        return (String(text), try FormData(urlEncoded: text.dropFirst().utf8))
    }
}
