import Audit
import Kernel
import Storage
import TestSupport
import Testing
import Work

@testable import Spaces

/// Goal: a table is for whoever may have it, from the moment it is asked for until its file is fetched.
///
/// Method: the small module of `TestSupport` in two spaces, its open table and the one with names.
@Suite("The contract with a module: rights to exports")
struct ExportRightTests {
    private static let page = "/en/admin/spaces/2/data"

    @Test("without its permission nobody has a table, whether they see the page or not")
    func permissions() async throws {
        try await SuggestionHouse.filled { house in
            var bob = try await house.member("bob@example.org", name: "Bob")
            var visitor = TestBrowser(at: house.site)
            var analyst = try await house.staff(.analyst, of: Space.ID(2))
            var moderator = try await house.staff(
                .moderator,
                of: Space.ID(2),
                name: "Max",
                address: "max@example.org"
            )
            let authors = [("export", "authors")]

            #expect(try await visitor.get(Self.page).status == 303)
            #expect(try await bob.get(Self.page).status == 403)
            #expect(try await bob.post(Self.page, [("export", "suggestions")]).status == 403)
            #expect(try await analyst.post(Self.page, authors).status == 403)
            #expect(try await analyst.post(Self.page, [("export", "other")]).status == 404)
            for other in ["/en/admin/spaces/1/data", "/en/admin/spaces/9/data"] {
                let status = other.contains("/9/") ? 404 : 403
                #expect(try await analyst.get(other).status == status, "\(other)")
                #expect(try await analyst.post(other, authors).status == status, "\(other)")
            }
            #expect(try await house.count("work_item") == 0)

            let page = try await moderator.get(Self.page).text
            #expect(page.contains("Suggestions with their authors"))
            #expect(page.contains("Staff: it is about a person"))
            #expect(!page.contains("All suggestions") && !page.contains("Suggestions in all"))
            #expect(try await moderator.post(Self.page, authors).status == 303)
            let audit = house.house.host.audit
            let entries = try await house.house.database.read(in: house.scope(0)) {
                try audit.entries(AuditSearch(action: "export-queued"), in: &$0).entries
            }
            #expect(entries.map(\.subject) == [Subject(space: .site, kind: "space", id: "2")])
            #expect(entries.first?.changes?.after == ["export": "authors"])
        }
    }

    @Test("a right that was taken while the work waited gives no file")
    func takenRight() async throws {
        try await SuggestionHouse.filled { house in
            var rosa = try await house.staff(.moderator, of: Space.ID(2))
            #expect(try await rosa.post(Self.page, [("export", "authors")]).status == 303)
            try await house.takeRoles()

            _ = try await house.run("work.run")

            #expect(try await house.items(of: rosa).map(\.state) == [.failed])
            #expect(try await house.count("file") == 0)
            let page = try await rosa.get("/en/account/work").text
            #expect(page.contains("You do not have permission for this export any more."))
        }
    }

    @Test(
        "a table with names is kept sealed, and nobody fetches it who has lost the right meanwhile"
    )
    func personal() async throws {
        try await SuggestionHouse.filled { house in
            var rosa = try await house.staff(.moderator, of: Space.ID(2))
            #expect(try await rosa.post(Self.page, [("export", "authors")]).status == 303)
            _ = try await house.run("work.run")
            let parts: [[UInt8]] = try await house.house.database.read(in: house.scope(2)) {
                try $0.column(
                    """
                    SELECT bytes FROM file_part
                    WHERE tenant_id = \($0.tenant) AND space_id = \($0.space)
                    ORDER BY digest, number LIMIT 10
                    """
                )
            }
            // A zip begins with these letters.
            #expect(parts.count == 1 && parts.allSatisfy { !$0.starts(with: Array("PK".utf8)) })

            let page = try await rosa.get("/en/account/work").text
            let path = try #require(page.address(before: "/file\""))
            let file = try await rosa.get(path + "/file")
            #expect(file.status == 200 && file.field("Cache-Control") == "no-store")
            #expect(file.field("Content-Type") == "application/zip")
            let files = try await SuggestionHouse.files(in: file.body)
            #expect(files["ideas-authors-2026-11-21.csv"]?.contains("\"1\",\"Ada\"") == true)

            try await house.takeRoles()
            #expect(try await rosa.get(path + "/file").status == 403)
            #expect(try await rosa.get("/en/account/work").status == 200)
        }
    }
}
