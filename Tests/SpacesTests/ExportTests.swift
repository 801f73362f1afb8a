import Audit
import Foundation
import Kernel
import Localization
import Storage
import TestSupport
import Testing
import Work

@testable import Spaces

/// Goal: what a module declares as a table is what whoever may have it gets, and nobody else gets anything.
///
/// Method: the small module of `TestSupport` in two spaces, by its declarations and as staff would.
@Suite("The contract with a module: exports")
struct ExportTests {
    private static let page = "/en/admin/spaces/2/data"

    @Test(
        "rows are those that are stored, over several batches: none hidden, none of another space"
    )
    func rows() async throws {
        try await SuggestionHouse.filled { house in
            let day = ExportCell.day(CivilDate(daysSinceEpoch: TestClock.noon.utcDay))
            func row(_ number: Int, _ text: String) -> [ExportCell] {
                [.number(number), .text(text), .text("waiting"), day]
            }

            #expect(
                try await house.rows(of: "suggestions", in: 2) == [
                    row(1, "Swings"), row(3, "=1+1"), row(4, "Trees, \"old\" ones"),
                    row(5, "Benches"),
                ]
            )
            #expect(try await house.rows(of: "suggestions", in: 1) == [row(1, "Lamps")])
            let signed = (1...5).map { number -> [ExportCell] in
                [.number(number), .text("Ada"), .number(0), .flag(number == 2)]
            }
            #expect(try await house.rows(of: "authors", in: 2) == signed)
            for export in house.suggestions.exports {
                let rows = try await house.rows(of: export.name, in: 2)
                #expect(rows.allSatisfy(export.takes), "\(export.name)")
            }
            let other = Scope(tenant: .other, space: .first, actor: .server, now: TestClock.noon)
            let open = try house.export("suggestions")
            #expect(try await open.rows(in: other, of: house.house.database).isEmpty)
        }
    }

    @Test("whoever leaves stands in no table any more")
    func gone() async throws {
        try await SuggestionHouse.queued { house, ada in
            try await house.leave("ada@example.org", in: &ada)

            let authors = try await house.rows(of: "authors", in: 2).map { $0[1] }
            #expect(authors == [.nothing, .nothing])
        }
    }

    @Test("an analyst finds the numbers and the open table, asks for it, and gets table and schema")
    func file() async throws {
        try await SuggestionHouse.filled { house in
            var rosa = try await house.staff(.analyst, of: Space.ID(2))
            #expect(try await rosa.get("/en/admin").text.contains("href=\"\(Self.page)\""))
            let page = try await rosa.get(Self.page)
            #expect(page.status == 200)
            for words in [
                "<h3>All suggestions</h3>", "May be published as it is", "<code>since</code>",
                "The day on which it came into its state, by UTC",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(!page.text.contains("Suggestions with their authors"))

            let asked = try await rosa.post(Self.page, [("export", "suggestions")])
            #expect(asked.status == 303 && asked.field("Location") == "/en/account/work")
            #expect(try await house.run("work.run") == "1 pieces of work begun")
            let items = try await house.items(of: rosa)
            #expect(items.map(\.done) == [4] && items.map(\.total) == [5])
            let done = try await rosa.get("/en/account/work").text
            #expect(done.contains("All suggestions"))
            let path = try #require(done.address(before: "/file\""))
            let file = try await rosa.get(path + "/file")
            #expect(file.field("Content-Type") == "application/zip")
            let name = "ideas-suggestions-2026-11-21"
            #expect(file.field("Content-Disposition")?.contains(name + ".zip") == true)

            let files = try await SuggestionHouse.files(in: file.body)
            let table = """
                \u{FEFF}"number","text","state","since"\r
                "1","Swings","waiting","2026-11-21"\r
                "3","'=1+1","waiting","2026-11-21"\r
                "4","Trees, ""old"" ones","waiting","2026-11-21"\r
                "5","Benches","waiting","2026-11-21"\r

                """
            #expect(files.keys.sorted() == ["datapackage.json", name + ".csv"])
            #expect(files[name + ".csv"] == table)
            try Self.check(files["datapackage.json"], table: name + ".csv")
        }
    }

    /// The description names the table, and each column with its type, its codes and its privacy.
    private static func check(_ json: String?, table: String) throws {
        let data = Data(try #require(json).utf8)
        let told = try JSONDecoder().decode(ToldPackage.self, from: data)
        #expect(told.profile == "tabular-data-package")
        #expect(told.created == TestClock.noon.iso8601)
        #expect(told.resources.map(\.path) == [table])
        let schema = try #require(told.resources.first?.schema)
        #expect(schema.missingValues == [""])
        #expect(schema.fields.map(\.name) == ["number", "text", "state", "since"])
        #expect(schema.fields.map(\.type) == ["integer", "string", "string", "date"])
        #expect(schema.fields.allSatisfy { $0.privacy == "open" && !$0.description.isEmpty })
        let states = Suggestion.workflow.states.map(\.rawValue)
        #expect(schema.fields.map(\.constraints) == [nil, nil, ["enum": states], nil])
    }

    @Test("two tables of one kind are told apart by their spaces")
    func spaces() async throws {
        var change = SpaceChange()
        change.titles = [.english: "Ideas for the park"]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)
            for space in 1...2 {
                let page = "/en/admin/spaces/\(space)/data"
                let asked = try await rosa.post(page, [("export", "suggestions")])
                #expect(asked.status == 303, "\(space)")
            }
            _ = try await house.run("work.run")

            let page = try await rosa.get("/en/account/work").text

            for space in ["space.suggestions", "Ideas for the park"] {
                let name = "All suggestions (\(space))"
                #expect(page.contains("<th scope=\"row\">\(name)</th>"), "\(space)")
            }
        }
    }

    @Test("a table of what nobody sees yet is not called fit for everybody")
    func draft() async throws {
        try await SuggestionHouse.run(spaces: 3) { house in
            var rosa = try await house.staff(.administrator)

            let page = try await rosa.get("/en/admin/spaces/3/data").text

            #expect(page.contains("May be published once the space is"))
            #expect(!page.contains("May be published as it is"))
        }
    }

    @Test("when too much waits the page says so, and nothing is noted")
    func full() async throws {
        try await SuggestionHouse.filled { house in
            var rosa = try await house.staff(.analyst, of: Space.ID(2))
            let wish = [("export", "suggestions")]
            for _ in 0..<Limits.workPerMember {
                #expect(try await rosa.post(Self.page, wish).status == 303)
            }

            let full = try await rosa.post(Self.page, wish)

            #expect(full.status == 409)
            #expect(full.text.contains("Several things that you have asked for are not done yet"))
            #expect(full.text.contains("<h3>All suggestions</h3>"))
            #expect(try await house.count("work_item") == Limits.workPerMember)
            let audit = house.house.host.audit
            let entries = try await house.house.database.read(in: house.scope(0)) {
                try audit.entries(AuditSearch(action: "export-queued"), in: &$0).entries
            }
            #expect(entries.count == Limits.workPerMember)
        }
    }

    @Test("every batch finds its rows by an index, in as many statements whatever is in it")
    func statements() async throws {
        try await SuggestionHouse.filled { house in
            let record = house.house.statements
            for (name, most) in [("suggestions", 1), ("authors", 2)] {
                let export = try house.export(name)
                for place in [nil, "2", "4"] as [String?] {
                    let said = try await record.during {
                        _ = try await house.house.database.read(in: house.scope(2)) {
                            (try export.total(in: &$0), try export.batch(after: place, in: &$0))
                        }
                    }
                    #expect(said.count == most + 1, "\(name) \(place ?? "")")
                    for statement in said {
                        for table in ["suggestion", "member"] {
                            #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                        }
                    }
                }
            }
        }
    }

    @Test("a table for everybody has no column that not everybody may see: it cannot be declared")
    func flaws() async {
        func field(_ name: String, _ privacy: ExportPrivacy = .open) -> ExportField {
            ExportField(name: name, kind: .text, privacy: privacy, description: "What it holds")
        }
        func flaw(
            _ fields: [ExportField],
            named name: String = "list",
            for audience: ExportDeclaration.Audience = .everybody
        ) -> ExportDeclaration.Flaw? {
            ExportDeclaration.flaw(of: name, fields, for: audience)
        }

        #expect(flaw([field("a"), field("b_2")]) == nil)
        #expect(flaw([field("a"), field("b", .personal)]) == .notOpen("b"))
        #expect(flaw([field("a", .staff)]) == .notOpen("a"))
        #expect(flaw([field("a", .staff), field("b", .personal)], for: .staff) == nil)
        #expect(flaw([]) == .noColumns)
        #expect(flaw([field("a"), field("a")]) == .repeatedColumn("a"))
        #expect(flaw([field("A")]) == .unfitName("A"))
        #expect(flaw([field("_a")]) == .unfitName("_a"))
        #expect(flaw([field("a")], named: "The list") == .unfitName("The list"))
        let many = (0...Limits.exportColumns).map { field("a\($0)") }
        #expect(flaw(many) == .tooManyColumns)
        await #expect(processExitsWith: .failure) {
            _ = ExportDeclaration(
                "list",
                title: "A list",
                description: "Of people",
                for: .everybody,
                permission: "site.statistics",
                columns: [ExportColumn<String>.text("name", .personal, "A name") { $0 }],
                rows: ExportRows<String>(
                    total: { _ in 0 },
                    read: { _, limit, _ in
                        ExportRows<String>.Batch(
                            [String](),
                            upTo: limit,
                            place: { $0 },
                            rows: { [$0] }
                        )
                    }
                )
            )
        }
    }
}
