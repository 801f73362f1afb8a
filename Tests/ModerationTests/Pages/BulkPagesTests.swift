import Kernel
import TestSupport
import Testing

/// Goal: many cases are decided together without a surprise, and the queue costs the same however long it is.
///
/// Method: pages of a live site; statements are counted.
@Suite("Pages of many cases")
struct BulkPagesTests {
    private static let office = "/en/admin/moderation"

    /// Suggestions of several people, each reported once.
    private func fill(_ house: PageHouse, _ count: Int) async throws {
        for number in 1...count {
            var author = try await house.member("author\(number)@example.org", name: "Author")
            try await house.suggest("Buy \(number) shoes", in: &author)
            try await house.report(number, because: "Advertising \(number)")
        }
    }

    @Test("cases are chosen, looked at, and decided; what changed meanwhile is left and said")
    func together() async throws {
        try await PageHouse.run { house in
            try await fill(house, 3)
            var rosa = try await house.moderator()
            try await house.writeUsualReasons(in: &rosa)

            let none = try await rosa.post(Self.office + "/selections")
            #expect(none.status == 303)
            let chosen = try await rosa.post(Self.office + "/selections", [("all", "yes")])
            #expect(chosen.text.contains("<h1>Decide 3 cases together</h1>"))
            let wish: [(String, String)] = [
                ("decision", "hide"), ("template", "2"), ("facts", "We read it."),
                ("language", "en"),
            ]
            let cases = (1...3).map { ("case", String($0)) }
            let mistake = try await rosa.post(
                Self.office + "/previews",
                cases + [("decision", "hide"), ("reference", "Rule 4")]
            )
            #expect(mistake.status == 422 && mistake.text.contains("value=\"Rule 4\""))
            let preview = try await rosa.post(Self.office + "/previews", cases + wish)
            #expect(preview.text.contains("Before you decide: Hide the text"))
            #expect(preview.text.contains(">Hide 3 texts</button>"))
            #expect(preview.text.contains("advertising and repeated texts"))
            var reader = house.visitor
            #expect(try await reader.get("/en/suggestions/1").status == 200)
            let marks = preview.text.marks
            #expect(marks.count == 3)

            // Somebody else decides one of them before the button is pressed, and has the next one then.
            var omar = try await house.moderator("Omar")
            #expect(try await house.press("publish", on: 2, in: &omar).status == 303)
            let done = try await rosa.post(
                Self.office + "/decisions",
                marks.map { ("case", $0) } + wish
            )
            #expect(done.status == 200)
            #expect(done.text.contains("1 case has been decided"))
            #expect(done.text.contains("<h1>2 cases are left</h1>"))
            house.house.clock.advance(by: .seconds(2))
            #expect(try await reader.get("/en/suggestions/1").status == 200)
            #expect(try await reader.get("/en/suggestions/2").status == 200)
            #expect(try await reader.get("/en/suggestions/3").status == 404)
        }
    }

    @Test("a queue of many cases takes as many statements as one of two")
    func statements() async throws {
        try await PageHouse.run { house in
            try await fill(house, 2)
            var rosa = try await house.moderator()
            let few = try await count(house) { _ = try await rosa.get(Self.office) }
            for number in 3...9 {
                var author = try await house.member("author\(number)@example.org")
                try await house.suggest("Buy \(number) shoes", in: &author)
                try await house.report(number)
            }

            var page = ""
            let many = try await count(house) { page = try await rosa.get(Self.office).text }
            #expect(page.contains("9 cases wait."))
            #expect(few == many)
        }
    }

    private func count(
        _ house: PageHouse,
        _ body: () async throws -> Void
    ) async throws -> Int {
        let before = house.house.statements.count
        try await body()
        return house.house.statements.count - before
    }
}

extension String {
    /// What the boxes of a preview send: each case with what was shown of it.
    fileprivate var marks: [String] {
        split(separator: "name=\"case\"").dropFirst().compactMap { part in
            part.firstRange(of: "value=\"").map { range in
                String(part[range.upperBound...].prefix { $0 != "\"" })
            }
        }
    }
}
