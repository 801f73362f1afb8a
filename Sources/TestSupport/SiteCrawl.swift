/// Everything that a reader comes to who follows every link of a site, and the files that machines read.
package struct SiteCrawl: Sendable {
    /// What was answered, by address.
    package private(set) var answers: [String: HTTPAnswer] = [:]
    /// Whether no link is left that was not followed.
    package private(set) var isWhole = false

    /// What stands for the pages of an institution: home pages, and the list of all that can be found.
    package static let starts = ["/en/", "/fr/", "/sitemap.xml", "/sitemaps/1.xml", "/robots.txt"]

    /// Follows links in the order in which it comes to them; no more of them than `most`.
    package init(
        from starts: [String] = SiteCrawl.starts,
        in browser: inout TestBrowser,
        most: Int = 600
    ) async throws {
        var waiting = starts
        var known = Set(starts)
        while !waiting.isEmpty, answers.count < most {
            let path = waiting.removeFirst()
            let answer = try await browser.get(path)
            answers[path] = answer
            let found = Self.links(in: answer.text) + [answer.field("Location")].compactMap(\.self)
            for link in found {
                guard let next = Self.local(link), known.insert(next).inserted else { continue }
                waiting.append(next)
            }
        }
        isWhole = waiting.isEmpty
    }

    /// The addresses under which a text is read, in a page, its source or a file.
    package func addresses(of text: String) -> Set<String> {
        Set(answers.filter { $0.value.text.contains(text) }.keys)
    }

    /// Whatever stands in `href="…"` and `src="…"`, and in lists for machines.
    private static func links(in text: String) -> [String] {
        let places = text.matches(of: #/(?:href|src)="([^"]+)"|<loc>([^<]+)<\/loc>/#)
        return places.compactMap { match in (match.1 ?? match.2).map { String($0) } }
    }

    /// As a request line has it; nil for what is elsewhere, belongs to the program, or would end the visit.
    private static func local(_ link: String) -> String? {
        var path = link.replacing("&amp;", with: "&")
        if let scheme = path.firstRange(of: "://") {
            // Sites of tests are at one host of this machine.
            guard path[scheme.upperBound...].hasPrefix("eci.") else { return nil }
            path = String(path[scheme.upperBound...].drop { $0 != "/" })
        }
        path = String(path.prefix { $0 != "#" })
        let others = ["/assets/", "/css/", "/js/", "/demo/", "/looks/"]
        let isPage =
            path.hasPrefix("/") && !others.contains(where: path.hasPrefix)
            && !path.contains("/sign-in") && !path.contains("/account/data")
        return isPage ? path : nil
    }
}
