import Accounts
import Kernel
import Moderation
import Spaces
import Storage
import TestSupport
import Testing

@testable import Initiatives

/// Goal: whoever runs single initiatives finds all of them on the first page of the office, at the cost of one.
///
/// Method: an organiser of a few and one of many, over two spaces that have the same numbers, and the statements of
/// their pages.
@Suite("Single initiatives on Today")
struct OwnWorkTests {
    @Test(
        "each is listed with its own name and way, those of others are not, and many cost as much as one"
    )
    func listed() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let causes = try await site.secondSpace()
            for number in 10..<20 {
                try await site.register("2026-0000\(number)", title: "Here \(number)")
                try await site.register("2026-0000\(number)", title: "There \(number)", in: causes)
            }
            try await site.serve { pages in
                let one = [site.organiser("2026-000010")]
                var ada = try await Self.staff(one, "ada@example.org", site, pages)
                _ = try await ada.get("/en/admin")
                let before = site.house.statements.count
                let few = try await ada.get("/en/admin").text
                let cost = site.house.statements.count - before
                #expect(few.contains("Here 10") && !few.contains("There 10"))
                #expect(few.contains("href=\"/en/initiatives/2026-000010/manage\""))
                #expect(!few.contains("Here 11"))

                let here = (10..<19).map { site.organiser("2026-0000\($0)") }
                let there = (11..<19).map { number in
                    RoleGrant(
                        role: .organiser,
                        of: causes.subject("initiative", "2026-0000\(number)")
                    )
                }
                var bob = try await Self.staff(here + there, "bob@example.org", site, pages)
                _ = try await bob.get("/en/admin")
                let start = site.house.statements.count
                let many = try await bob.get("/en/admin").text
                #expect(site.house.statements.count - start == cost)
                #expect(many.contains("Here 18") && many.contains("There 18"))
                #expect(many.contains("href=\"/en/causes/2026-000011/manage\""))
                #expect(!many.contains("There 10") && !many.contains("Here 19"))
                #expect(!many.contains("You work on more than"))
            }
        }
    }

    @Test("more than a page lists are counted out, and one that is gone is left out")
    func bounded() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            for number in 10..<35 { try await site.register("2026-0000\(number)") }
            try await site.serve { pages in
                let grants = (10..<35).map { site.organiser("2026-0000\($0)") }
                var ada = try await Self.staff(grants, "ada@example.org", site, pages)
                let page = try await ada.get("/en/admin").text
                #expect(page.components(of: "/manage\"") == Limits.todaySubjects)
                #expect(page.contains("You work on more than these 20"))

                let gone = [site.organiser("2026-000010"), site.organiser("2026-009999")]
                var bob = try await Self.staff(gone, "bob@example.org", site, pages)
                let own = try await bob.get("/en/admin").text
                #expect(own.components(of: "/manage\"") == 1)
            }
        }
    }

    @Test("administrators find all such roles in pages, each of which costs as much as one role")
    func pagesOfRoles() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            for number in 10..<70 {
                try await site.register("2026-0000\(number)", title: "Here \(number)")
            }
            try await site.serve { pages in
                let list = "/en/admin/people"
                let link = "href=\"/en/initiatives/2026-0000"
                var root = try await site.staff(RoleGrant(role: .administrator), at: pages)
                let one = [site.organiser("2026-000010")]
                _ = try await Self.staff(one, "ada@example.org", site, pages)
                _ = try await root.get(list)
                let before = site.house.statements.count
                let few = try await root.get(list).text
                let cost = site.house.statements.count - before
                #expect(few.components(of: link) == 1 && !few.contains("rel=\"next\""))
                #expect(few.contains(">Organiser of Here 10 (Initiatives)</a>"))

                let others = (11..<70).map { site.organiser("2026-0000\($0)") }
                _ = try await Self.staff(others, "bob@example.org", site, pages)
                _ = try await root.get(list)
                let start = site.house.statements.count
                let many = try await root.get(list).text
                #expect(site.house.statements.count - start == cost)
                #expect(many.components(of: link) == Limits.thingRolesPageLength)
                let mark = try #require(many.firstRange(of: "\(list)?after="))
                let next = many[mark.lowerBound...].prefix { $0 != "#" }
                let rest = try await root.get(String(next)).text
                #expect(rest.components(of: link) == 60 - Limits.thingRolesPageLength)
                #expect(rest.contains("Back to the start") && !rest.contains("rel=\"next\""))
            }
        }
    }

    @Test("they are found by the key of their table")
    func index() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let subject = site.house.scope().subject("initiative", "2026-000001")
            let statements = try await site.house.statements.during {
                let names = try await site.house.database.read(in: site.house.scope()) {
                    try InitiativeStore.names(of: [subject], in: &$0)
                }
                #expect(names[subject]?.title == "More benches in parks")
            }

            let found = statements.filter { $0.text.contains("FROM initiative") }
            #expect(found.count == 1)
            #expect(found.allSatisfy { !$0.scans("initiative") })
        }
    }

    /// A browser of somebody with these roles.
    private static func staff(
        _ grants: [RoleGrant],
        _ address: String,
        _ site: InitiativeHouse,
        _ pages: TestSite
    ) async throws -> TestBrowser {
        let first = try #require(grants.first)
        return try await site.house.staff(
            first,
            and: Array(grants.dropFirst()),
            at: pages,
            address: address
        )
    }
}

extension String {
    /// How often a part stands in it.
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
