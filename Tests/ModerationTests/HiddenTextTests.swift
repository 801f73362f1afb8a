import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: what is hidden, or waits for a look, is nowhere, and what is back is where it was.
///
/// Method: every place of the small module that shows what people suggest, as a visitor and a member find it.
@Suite("Hidden text")
struct HiddenTextTests {
    private static let text = "Xylophones for the park"

    /// Where the text of a suggestion is found now.
    private static func places(
        of number: Int,
        _ house: ModerationHouse,
        _ site: TestSite,
        round: Int
    ) async throws -> Set<String> {
        // Another address each time: nothing of a moment ago stands in.
        let pages = [
            "list": "/en/suggestions?order=\(round)",
            "page": "/en/suggestions/\(number)?order=\(round)",
            "list in French": "/fr/suggestions?order=\(round)", "home": "/en/",
            "figures": "/en/moderation",
        ]
        house.house.clock.advance(by: .seconds(2))
        var found: Set<String> = []
        for (name, page) in pages {
            let answer = try await site.get(page)
            if answer.text.contains(text) { found.insert(name) }
        }
        let links = try await site.get("/sitemaps/1.xml").text
        if links.contains("/en/suggestions/\(number)<") { found.insert("sitemap") }
        if try await export(house).contains(text) { found.insert("export") }
        return found
    }

    /// What a member exports now.
    private static func export(_ house: ModerationHouse) async throws -> String {
        let scope = Scope(tenant: .eci, space: .first, actor: .server, now: house.now)
        let found = try await house.database.read(in: scope) { transaction in
            try SuggestionStore.all(in: Suggestion.workflow.states, in: &transaction)
        }
        return found.map(\.text).joined(separator: "\n")
    }

    @Test("it is in no list, page, export, sitemap or email while it is hidden")
    func nowhere() async throws {
        try await ModerationHouse.run { house in
            try await TestSite.run(house: house.house) { site in
                let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
                let rosa = try await house.member("Rosa")
                _ = try await house.suggest("Something else", by: bob)
                house.house.clock.advance(by: .seconds(1))
                let filing = try await house.suggest(Self.text, by: ada)
                #expect(filing == .seen(2))
                let subject = house.subject("2")
                let everywhere = try await Self.places(of: 2, house, site, round: 1)
                #expect(everywhere == ["list", "page", "list in French", "sitemap", "export"])

                let number = try await house.desk.open(subject, by: house.moderator(rosa)).get()
                _ = try await house.decide(.hiding, on: number, by: house.moderator(rosa)).get()

                #expect(try await Self.places(of: 2, house, site, round: 2).isEmpty)
                // Bob was to be told in the morning that something is new.
                house.house.clock.advance(by: .seconds(86_400))
                try await house.run("notifications.send")
                let letters = try await house.house.letters(to: "bob@example.org")
                #expect(letters.allSatisfy { !$0.content.contains(Self.text) })
                let again = try await house.desk.open(subject, by: house.moderator(rosa)).get()
                let restoring = Decision(.restore)
                _ = try await house.decide(restoring, on: again, by: house.moderator(rosa)).get()
                #expect(try await Self.places(of: 2, house, site, round: 3) == everywhere)
            }
        }
    }

    @Test("it is nowhere while it waits for a look")
    func awaiting() async throws {
        try await ModerationHouse.run(["review": "before", "waiting": "0"]) { house in
            try await TestSite.run(house: house.house) { site in
                let ada = try await house.member("Ada")
                _ = try await house.suggest(Self.text, by: ada)
                #expect(try await Self.places(of: 1, house, site, round: 1).isEmpty)
            }
        }
    }
}
