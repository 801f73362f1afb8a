import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: a host name leads to its institution, and to no other.
///
/// Method: one directory, asked by names in all their spellings.
@Suite("Which site is at a host")
struct SiteDirectoryTests {
    @Test(
        "an institution answers at its own hosts and below localhost",
        arguments: [
            "eci.example", "ECI.Example", "eci.example.", "eci.example:8080", "eci.example.:443",
            "eci.localhost", "eci.localhost:8190", "Eci.LocalHost.", "www.eci.example",
        ]
    )
    func site(authority: String) throws {
        guard case .site(let site) = try directory().answer(for: authority) else {
            Issue.record("\(authority) is no site")
            return
        }
        #expect(site.tenant.id == .eci)
    }

    @Test(
        "the portal answers at its hosts and at the loopback",
        arguments: [
            "portal.example", "Portal.example:80", "localhost", "localhost:8080", "127.0.0.1:1",
            "[::1]", "[::1]:80",
        ]
    )
    func portal(authority: String) throws {
        guard case .portal(let sites) = try directory().answer(for: authority) else {
            Issue.record("\(authority) is not the portal")
            return
        }
        #expect(sites.map(\.tenant.id) == [.eci, .other])
    }

    @Test(
        "any other name is unknown",
        arguments: [
            "", ".", ":", ":80", "evil.example", "eci.example.evil.example", "eci", "example", "[",
            "[::2]", "third.localhost", ".localhost", "xeci.example", "eci.example/",
            "eci.example ",
            "a.eci.localhost", "eci.example..", "[eci.example]",
        ]
    )
    func unknown(authority: String) throws {
        guard case .unknown = try directory().answer(for: authority) else {
            Issue.record("\(authority) is known")
            return
        }
    }

    @Test("portal hosts may be set in any case")
    func portalCase() {
        guard
            case .portal = SiteDirectory(portalHosts: ["Portal.Example"]).answer(
                for: "portal.example"
            )
        else {
            Issue.record("the portal is unknown")
            return
        }
    }

    @Test("a new list takes the place of the old one")
    func replaced() throws {
        let directory = try directory()

        directory.replace(with: [])

        guard case .unknown = directory.answer(for: "eci.example"),
            case .portal(let sites) = directory.answer(for: "localhost")
        else {
            Issue.record("the old list answers")
            return
        }
        #expect(sites.isEmpty)
    }

    private func directory() throws -> SiteDirectory {
        let directory = SiteDirectory(portalHosts: ["portal.example"])
        let tenants = [Tenant.ID.eci, .other].map {
            Tenant(id: $0, name: "x", languages: [.english], isListed: true)
        }
        directory.replace(with: [
            Site(tenant: tenants[0], hosts: ["eci.example", "www.eci.example"], spaces: []),
            Site(tenant: tenants[1], hosts: [], spaces: []),
        ])
        return directory
    }
}

/// Goal: an address says language, space and page, and no other reading of it is possible.
///
/// Method: addresses of people and of machines.
@Suite("Addresses of pages")
struct SiteAddressTests {
    @Test(
        "a page address is taken apart",
        arguments: [
            ("/fr", "fr", "/", "/site"), ("/fr/", "fr", "/", "/site"),
            ("/en/privacy", "en", "/privacy", "/site/privacy"),
            ("/fr/citoyens", "fr", "/citoyens", "/spaces/initiatives"),
            ("/fr/citoyens/2026-1/x", "fr", "/citoyens/2026-1/x", "/spaces/initiatives/2026-1/x"),
            ("//fr//citoyens//", "fr", "/citoyens", "/spaces/initiatives"),
            ("/fr/fr", "fr", "/fr", "/site/fr"),
            ("/fr/api/v1", "fr", "/api/v1", "/site/api/v1"),
            ("/fr/initiatives", "fr", "/initiatives", "/site/initiatives"),
            ("/fr/spaces/initiatives", "fr", "/spaces/initiatives", "/site/spaces/initiatives"),
            ("/fr/%63itoyens", "fr", "/citoyens", "/spaces/initiatives"),
            ("/%66r/a%2Fb%20%7e", "fr", "/a%2Fb%20~", "/site/a%2Fb%20~"),
            ("/fr/%2e%2E/%zz%6", "fr", "/../%zz%6", "/site/../%zz%6"),
        ]
    )
    func page(path: String, language: String, local: String, route: String) throws {
        let address = try SiteAddress(path: path, site: site, offers: offers)

        guard case .page(let tag) = address.kind else {
            Issue.record("\(path) has no language")
            return
        }
        #expect(tag.text == language)
        #expect(address.localPath == local)
        #expect(address.routePath == route)
        #expect((address.space != nil) == route.hasPrefix("/spaces/"))
    }

    @Test(
        "an address without an offered language has none, and keeps its path",
        arguments: [
            ("/", "/"), ("/de/x", "/de/x"), ("/citoyens", "/citoyens"), ("/FR", "/FR"),
            ("/api", "/api"), ("/api/v2/citoyens", "/api/v2/citoyens"),
            ("//evil.example", "/evil.example"),
            ("/fr-FR/x", "/fr-FR/x"), ("/..", "/.."),
        ]
    )
    func languageless(path: String, local: String) throws {
        let address = try SiteAddress(path: path, site: site, offers: offers)

        guard case .languageless = address.kind else {
            Issue.record("\(path) has a language")
            return
        }
        #expect(address.localPath == local)
    }

    @Test(
        "data for machines has no language in its address",
        arguments: [
            ("/api/v1", "/api/v1/site"), ("/api/v1/citoyens/x", "/api/v1/spaces/initiatives/x"),
            ("/api/v1/initiatives", "/api/v1/site/initiatives"), ("/api/v1/fr", "/api/v1/site/fr"),
        ]
    )
    func api(path: String, route: String) throws {
        let address = try SiteAddress(path: path, site: site, offers: offers)

        guard case .api = address.kind else {
            Issue.record("\(path) is for people")
            return
        }
        #expect(address.routePath == route)
    }

    @Test("the portal has pages in languages, and no spaces")
    func portal() throws {
        let home = try SiteAddress(path: "/fr/", site: nil, offers: offers)
        let page = try SiteAddress(path: "/fr/citoyens", site: nil, offers: offers)

        #expect(home.routePath == "/portal")
        #expect(page.routePath == "/portal/citoyens")
        #expect(page.space == nil)
    }

    @Test(
        "what is no path, or too long, is not found",
        arguments: [
            "", "fr", "*", "http://x/", "/" + String(repeating: "a", count: Limits.pathBytes),
        ]
    )
    func refused(path: String) {
        #expect(throws: PageError.notFound) {
            try SiteAddress(path: path, site: site, offers: offers)
        }
    }

    private var site: Site {
        Site(
            tenant: Tenant(id: .eci, name: "x", languages: [.english, .french], isListed: true),
            hosts: [],
            spaces: [Space(id: Space.ID(1), slug: "citoyens", module: "initiatives")]
        )
    }

    private func offers(_ tag: LanguageTag) -> Bool { [.english, .french].contains(tag) }
}
