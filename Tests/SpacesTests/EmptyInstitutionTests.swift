import Accounts
import Kernel
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: whoever comes to an empty institution finds on each page what to do first, and after each step the next.
///
/// Method: an administrator of an institution without a space, who makes one and publishes it.
@Suite("An empty institution in the back office")
struct EmptyInstitutionTests {
    @Test("Today leads to the first steps in their order, until people find a space")
    func firstSteps() async throws {
        try await Self.run { house, site in
            var rosa = try await Self.staff(.administrator, house, site)
            let today = try await rosa.get("/en/admin").text
            #expect(today.contains("First steps") && !today.contains("Nothing needs your"))
            let ways = [
                "/institution\"", "/institution/legal/legal-notice\"", "/spaces\"", "/people\"",
            ]
            let places = ways.map { today.firstRange(of: "/en/admin" + $0 + ">Open")?.lowerBound }
            #expect(places.allSatisfy { $0 != nil })
            #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
            #expect(!today.contains("/state\""))

            let spaces = try await rosa.get("/en/admin/spaces").text
            #expect(spaces.contains("No space yet"))
            #expect(spaces.contains("href=\"/en/admin/spaces/modules/suggestions\""))
            let made = try await rosa.submit(
                "/en/admin/spaces",
                [
                    ("module", "suggestions"), ("slug", "ideas"), ("setting-waiting", "2"),
                    ("setting-review", "after"), ("setting-promise-hours", "24"),
                    ("setting-hide-after-reports", "0"),
                    ("setting-comments-per-hour", "30"), ("setting-comments-per-day", "100"),
                ]
            )
            #expect(made.text.contains("The draft has been created"))
            #expect(made.text.contains("What comes next:"))
            let space = try #require(made.text.firstMatch(of: #/admin\/spaces\/(\d+)\/phases/#)?.1)
            let path = "/en/admin/spaces/\(space)"
            #expect(try await rosa.get("/en/admin").text.contains("href=\"\(path)/state\""))
            let preview = try await rosa.get(path + "/preview").text
            #expect(preview.contains("href=\"\(path)/state\""))

            let published = try await rosa.submit(path + "/state", [("state", "published")])
            #expect(published.text.contains("The space is published"))
            #expect(published.text.contains("href=\"/en/ideas\">See it as visitors do"))
            #expect(try await !rosa.get("/en/admin").text.contains("First steps"))
            #expect(try await !rosa.get(path + "/preview").text.contains("\(path)/state\""))
        }
    }

    @Test(
        "steps that are not the reader's are not told, and nothing is told to whoever makes no spaces"
    )
    func others() async throws {
        try await Self.run { house, site in
            var bob = try await Self.staff(.organiser, house, site)
            let organiser = try await bob.get("/en/admin").text
            #expect(organiser.contains("First steps"))
            #expect(!organiser.contains("/en/admin/institution"))
            #expect(!organiser.contains("/en/admin/people"))
            var ada = try await Self.staff(.analyst, house, site, address: "ada@example.org")
            #expect(try await ada.get("/en/admin").text.contains("Nothing needs your attention"))
        }
    }

    @Test("each page of the institution says what is there, and what a first version begins with")
    func institution() async throws {
        try await Self.run { house, site in
            var rosa = try await Self.staff(.administrator, house, site)
            for (part, words) in [
                ("", "At the top of every page, and in every email"),
                ("/home", "Your spaces give no figures yet"),
                ("/legal", "Who runs this site, and how to reach them."),
                ("/legal/terms", "This page does not exist yet."),
                ("/legal/privacy", "A version of your own begins with a copy of it."),
                ("/providers", "No identity provider"),
                ("/providers/registration", "Anonymous sign-in is for spaces"),
            ] {
                let page = try await rosa.get("/en/admin/institution" + part)
                #expect(page.status == 200 && page.text.contains(words), "\(part)")
            }
            let pictures = try await rosa.get("/en/admin/institution/pictures").text
            #expect(!pictures.contains("Another picture"))
            let home = try #require(
                try await rosa.get("/en/admin/institution/home").value(ofField: "mark")
            )
            let saved = try await rosa.submit(
                "/en/admin/institution/home",
                [("mark", home), ("text-en", "Welcome")]
            )
            #expect(saved.text.contains("href=\"/en/\">See it as visitors do"))
        }
    }

    private static let empty = Tenant.ID("empty")

    private static func run(
        _ body: (TestHouse, TestSite) async throws -> Void
    ) async throws {
        try await TestHouse.run(modules: [Suggestions.self], intakeRuns: false) { house in
            let tenant = Tenant(
                id: try #require(empty),
                name: "Empty",
                languages: [.english, .french],
                isListed: true
            )
            _ = try await house.tenants.create(
                Site(tenant: tenant, hosts: [], spaces: []),
                at: house.clock.now
            ).get()
            try await TestSite.run(house: house) { site in try await body(house, site) }
        }
    }

    private static func staff(
        _ role: Role,
        _ house: TestHouse,
        _ site: TestSite,
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        try await house.staff(
            RoleGrant(role: role),
            of: try #require(empty),
            at: site,
            address: address
        )
    }
}
