import Comments
import Kernel
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Initiatives
@testable import Moderation
@testable import Spaces

/// Goal: what people said about an initiative and moderators hid is nowhere on the site, whichever way there is to
/// that initiative.
///
/// Method: a visitor follows links from the home pages, the list, the feed and the initiative's page of each
/// country, before and after, at the same moment; then the database is away.
@Suite("Hidden comments on initiatives")
struct HiddenCommentTests {
    private static let words = "Xylophones for everyone"
    private static let page = "/en/initiatives/2026-000001"

    @Test(
        "it is on no page, in no list and no feed, and stands in for nothing; only comments are hidden here"
    )
    func hidden() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            var change = SpaceChange()
            change.settings = ["comments": "yes", "review": "after"]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            try await site.serve { pages in
                var ada = try await Self.member("ada@example.org", pages)
                let rosa = try await Self.member("rosa@example.org", pages)
                let said = try await ada.post(
                    "/en/initiatives/discussions/initiative/2026-000001/comments",
                    [("comment", Self.words), ("stance", "for")]
                )
                let name = said.field("Location")?.split(separator: "/").last.map(String.init)
                let id = try #require(name)
                site.house.clock.advance(by: .seconds(2))

                var visitor = TestBrowser(at: pages)
                let starts =
                    SiteCrawl.starts + [
                        "/en/initiatives", "/en/initiatives/feed", Self.page,
                        Self.page + "?country=EE",
                    ]
                let before = try await SiteCrawl(from: starts, in: &visitor, most: 300)
                let there = before.addresses(of: Self.words)
                let least: Set<String> = [
                    Self.page, Self.page + "?country=EE", "/en/initiatives/comments/\(id)",
                ]
                #expect(there.isSuperset(of: least))

                try await Self.hide(id, by: rosa, site)
                try await pages.look()

                site.house.faults.setAway(true)
                for address in there {
                    let answer = try await visitor.get(address)
                    #expect(!answer.text.contains(Self.words), "\(address)")
                }
                site.house.faults.setAway(false)
                let after = try await SiteCrawl(from: starts, in: &visitor, most: 300)
                #expect(after.addresses(of: Self.words).isEmpty)
                for address in there.subtracting(after.answers.keys) {
                    let answer = try await visitor.get(address)
                    #expect(!answer.text.contains(Self.words), "\(address)")
                }
            }
        }
    }

    /// A browser of somebody who has just made their account.
    private static func member(_ address: String, _ pages: TestSite) async throws -> TestBrowser {
        var browser = TestBrowser(at: pages)
        _ = try await browser.post(
            "/en/registrations",
            [("name", "Ada"), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        let letters = try await pages.house.letters(to: address)
        _ = try await browser.post(try #require(letters.last?.links.first))
        return browser
    }

    /// Hides a comment as a moderator of the whole institution does.
    private static func hide(
        _ comment: String,
        by browser: TestBrowser,
        _ site: InitiativeHouse
    ) async throws {
        let house = site.house
        let scope = Scope(tenant: .eci, actor: .server, now: house.clock.now)
        let token = try #require(browser.cookies["session"])
        let session = try await house.accounts.session(of: token, in: scope)
        let mo = Moderator(
            scope: Scope(
                tenant: .eci,
                actor: .member(try #require(session?.member?.id)),
                now: house.clock.now,
                isOfStaff: true
            ),
            reach: .everywhere
        )
        let desk = house.host.moderation.desk(house.host.directory(of: [site.initiatives]))
        #expect(try await desk.kinds(for: mo) == [.comment])
        let subject = Subject(space: .first, kind: .comment, id: comment)
        let number = try await desk.open(subject, by: mo).get()
        let revision = try #require(try await desk.file(number, for: mo)).item.revision
        let hiding = Decision(
            .hide,
            ground: .init(
                kind: .incompatible,
                reference: "Rules, part 1",
                explanation: "Insults do not belong here."
            ),
            category: .other,
            facts: "It calls people names."
        )
        _ = try await desk.decide(hiding, on: number, over: revision, by: mo).get()
    }
}
