import Kernel
import TestSupport
import Testing

/// Goal: reasons and rules are written in pages, and everybody reads what moderation did.
///
/// Method: pages of a live site, in both languages.
@Suite("Pages of reasons, rules and figures")
struct SetupPagesTests {
    private static let office = "/en/admin/moderation"

    @Test("reasons are written in each language, changed by one moderator at a time, and removed")
    func templates() async throws {
        try await PageHouse.run { house in
            var rosa = try await house.moderator()
            let none = try await rosa.get(Self.office + "/templates")
            #expect(none.text.contains("Begin with the usual reasons"))
            try await house.writeUsualReasons(in: &rosa)
            let usual = try await rosa.get("/fr/admin/moderation/templates")
            for name in ["Insulte", "Publicité", "Hors sujet"] {
                #expect(usual.text.contains(">\(name)<"), "\(name)")
            }
            let english = try await rosa.get(Self.office + "/templates").text
            for name in ["Insult", "Advertising", "Private details", "Off topic"] {
                #expect(english.contains(">\(name)<"), "\(name)")
            }
            let half = try await rosa.post(
                Self.office + "/templates",
                [
                    ("name-en", "Noise"), ("name-fr", "Bruit"), ("category", "other-violation-tc"),
                    ("reference-fr", "Règle 5"),
                ]
            )
            #expect(half.status == 422)
            #expect(
                half.text.contains("value=\"Noise\"") && half.text.contains("value=\"Bruit\"")
                    && half.text.contains("value=\"Règle 5\"")
            )
            #expect(half.text.contains("Enter why the text is against it"))

            let page = try await rosa.get(Self.office + "/templates/1")
            let revision = try #require(page.value(ofField: "revision"))
            let words: [(String, String)] = [
                ("name-en", "Rude"), ("name-fr", ""), ("ground", "incompatible"),
                ("category", "other-violation-tc"),
                ("reference-en", "Rule 1"), ("explanation-en", "It is rude."),
            ]
            let path = Self.office + "/templates/1"
            let saved = try await rosa.submit(path, words + [("revision", revision)])
            #expect(saved.text.contains("Saved") && saved.text.contains("Rude"))
            // Without a name of its own, French has the first one.
            let french = try await rosa.get("/fr/admin/moderation/templates").text
            #expect(french.contains(">Rude<") && !french.contains(">Insulte<"))
            let late = try await rosa.post(path, words + [("revision", revision)])
            #expect(late.status == 422)
            #expect(late.text.contains("someone else has changed this"))
            let removed = try await rosa.submit(path + "/removal")
            #expect(removed.text.contains("Removed") && !removed.text.contains("Rude"))
            #expect(try await rosa.get(path).status == 404)

            // Reasons are of the institution: whoever moderates one space makes none.
            var ida = try await house.moderator("Ida", of: Space.ID(2))
            let refused = try await ida.post(Self.office + "/templates/usual")
            #expect(refused.status == 403)
        }
    }

    @Test("the page on personal data tells what becomes of comments, reports and appeals")
    func privacy() async throws {
        try await PageHouse.run { house in
            var reader = house.visitor
            let english = try await reader.get("/en/privacy").text
            let french = try await reader.get("/fr/privacy").text

            let words = [
                "<h2>If you comment, report or appeal</h2>",
                "You can report a text without an account",
                "All this is deleted half a year after the case ends", "<h2>Your rights</h2>",
            ]
            for word in words { #expect(english.contains(word), "\(word)") }
            let mots = [
                "<h2>Si vous commentez, signalez ou contestez</h2>",
                "Tout cela est supprimé six mois après la fin du cas", "<h2>Vos droits</h2>",
            ]
            for word in mots { #expect(french.contains(word), "\(word)") }
            #expect(!english.contains("site.privacy"))
        }
    }

    @Test("a rule is checked, kept, shown and removed")
    func rules() async throws {
        try await PageHouse.run { house in
            var rosa = try await house.moderator()
            let path = Self.office + "/rules"
            let empty = try await rosa.get(path)
            #expect(empty.text.contains("No rule yet"))
            let wrong = try await rosa.post(
                path,
                [
                    ("name", "Fast"), ("kind", "velocity"), ("effect", "hold"), ("count", "many"),
                    ("space", "0"), ("on", "yes"),
                ]
            )
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("Enter a whole number from 1 to 1000"))
            #expect(wrong.text.contains("value=\"many\""))
            // No form sends these; whoever does reads what is missing.
            for space in ["", "x", "9"] {
                let forged = try await rosa.post(
                    path,
                    [
                        ("name", "Words"), ("kind", "words"), ("effect", "flag"),
                        ("phrases", "stupid"), ("space", space), ("on", "yes"),
                        ("revision", "0"),
                    ]
                )
                #expect(forged.status == 422, "\(space)")
                #expect(forged.text.contains("Choose where the rule applies"), "\(space)")
                #expect(forged.text.contains("href=\"#field-space\""), "\(space)")
                #expect(forged.text.contains("stupid</textarea>"), "\(space)")
            }
            let saved = try await rosa.submit(
                path,
                [
                    ("name", "Bad words"), ("kind", "words"), ("effect", "flag"),
                    ("phrases", "stupid\r\n\r\nidiot"), ("space", "0"), ("on", "yes"),
                    ("revision", "0"),
                ]
            )
            #expect(saved.text.contains("Bad words"))
            #expect(saved.text.contains("On the whole site"))
            let page = try await rosa.get(path + "/1")
            #expect(page.text.contains("stupid\nidiot</textarea>"))
            let removed = try await rosa.submit(path + "/1/removal")
            #expect(removed.text.contains("No rule yet"))
        }
    }

    @Test("everybody reads what moderators decided, and the rules lead there")
    func transparency() async throws {
        try await PageHouse.run { house in
            var reader = house.visitor
            let before = try await reader.get("/en/moderation")
            #expect(before.status == 200)
            #expect(before.text.contains("Nothing to report"))
            let rules = try await reader.get("/en/moderation-policy")
            #expect(rules.text.contains("href=\"/en/moderation\""))

            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            try await house.writeUsualReasons(in: &rosa)
            #expect(try await house.press("hide.1", on: 1, in: &rosa).status == 303)
            house.house.clock.advance(by: .seconds(2))

            let page = try await reader.get("/en/moderation")
            #expect(page.text.contains("<h1>How we moderate</h1>"))
            #expect(page.text.contains("November 2026"))
            #expect(page.text.contains("<dt>Decisions</dt><dd>1</dd>"))
            #expect(page.text.contains("<dt>Promises kept</dt><dd>100"))
            #expect(!page.text.contains("Ada") && !page.text.contains("stupid"))
            let french = try await reader.get("/fr/moderation")
            #expect(french.text.contains("novembre 2026"))
            // Where French words need more room than a window has, the table scrolls and the page does not.
            let frames = french.text.split(separator: "class=\"wide-table\" role=\"region\"")
                .dropFirst()
            #expect(frames.count == 2)
            #expect(frames.allSatisfy { $0.hasPrefix(" aria-label=\"") })
            #expect(frames.allSatisfy { $0.prefix(200).contains("tabindex=\"0\"") })
            let file = try await rosa.get(Self.office + "/exports?month=2026-11")
            #expect(file.field("Content-Type") == "application/json")
            #expect(file.text.contains("\"decision_ground\""))
            let wrong = try await rosa.get(Self.office + "/exports?month=soon")
            #expect(wrong.status == 422)
        }
    }

    @Test(
        "what can be moderated here is called by a word in the queue's choices, in both languages"
    )
    func kinds() async throws {
        try await PageHouse.run { house in
            var rosa = try await house.moderator()
            for (language, word) in [("en", "Suggestions"), ("fr", "Propositions")] {
                let page = try await rosa.get("/\(language)/admin/moderation").text
                #expect(page.contains(word) && !page.contains("moderation.kind"), "\(language)")
            }
        }
    }

    @Test("Today tells a moderator what waits, and that a promise is broken")
    func today() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()

            let waiting = try await rosa.get("/en/admin")
            #expect(waiting.text.contains("1 case waits for a decision"))
            house.house.clock.advance(by: .seconds(86_401))
            rosa = try await house.moderator("Omar")
            let late = try await rosa.get("/fr/admin")
            #expect(late.text.contains("1 cas attend depuis plus longtemps que promis"))
            let queue = try await rosa.get(Self.office + "?late=yes")
            #expect(queue.text.contains("late by 1 minute"))
        }
    }
}
