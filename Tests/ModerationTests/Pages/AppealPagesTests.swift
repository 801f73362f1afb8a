import Kernel
import TestSupport
import Testing

/// Goal: whoever is told of a decision can contest it, and somebody else than who decided answers.
///
/// Method: the links of emails, opened by browsers without a session, on a live site.
@Suite("Pages of appeals")
struct AppealPagesTests {
    private static let appeals = "/en/admin/moderation/appeals"

    /// Ada's text, hidden by Rosa for a reason that is written beforehand; and the link of the email to Ada.
    private func hidden(
        _ house: PageHouse,
        email: String = ""
    ) async throws -> (rosa: TestBrowser, link: String) {
        var ada = try await house.member("ada@example.org")
        try await house.suggest("You are all stupid", in: &ada)
        try await house.report(1, email: email)
        var rosa = try await house.moderator()
        try await house.writeUsualReasons(in: &rosa)
        #expect(try await house.press("hide.1", on: 1, in: &rosa).status == 303)
        try await house.run("moderation.letters")
        let letter = try await house.house.letters(to: "ada@example.org").last
        let link = try #require(letter?.links.first { $0.contains("/appeals/") })
        return (rosa, link)
    }

    @Test(
        "the author appeals by the link of the email, without a session; a colleague restores the text"
    )
    func granted() async throws {
        try await PageHouse.run { house in
            var (rosa, link) = try await hidden(house)
            var ada = house.visitor

            let page = try await ada.get(link)
            #expect(page.status == 200)
            #expect(page.text.contains("<h1>A decision about your text</h1>"))
            #expect(page.text.contains("You are all stupid"))
            #expect(page.text.contains("insults and attacks on people"))
            #expect(!page.text.contains("This attacks a person."))
            let empty = try await ada.post(link)
            #expect(empty.status == 422)
            #expect(empty.text.contains("Enter why you disagree"))
            let sent = try await ada.submit(link, [("text", "It was a quotation.")])
            #expect(sent.text.contains("We have your appeal"))
            let twice = try await ada.post(link, [("text", "Again")])
            #expect(twice.status == 422)
            #expect(twice.text.contains("you have already appealed"))

            // Whoever decided first leaves it to somebody else.
            let own = try await rosa.get(Self.appeals + "/1")
            #expect(own.text.contains("you have a part in this decision"))
            let mine = try await rosa.post(
                Self.appeals + "/1/answers",
                [("granted", "no"), ("answer", "I was right.")]
            )
            #expect(mine.status == 422)

            var omar = try await house.moderator("Omar")
            let list = try await omar.get(Self.appeals)
            #expect(list.text.contains("Suggestion 1"))
            let file = try await omar.get(Self.appeals + "/1")
            #expect(file.text.contains("It was a quotation."))
            let nothing = try await omar.post(
                Self.appeals + "/1/answers",
                [("answer", "A word")]
            )
            #expect(nothing.status == 422)
            #expect(nothing.text.contains("Choose whether the decision is changed"))
            #expect(nothing.text.contains("A word</textarea>"))
            let answered = try await omar.submit(
                Self.appeals + "/1/answers",
                [("granted", "yes"), ("answer", "You were quoting.")]
            )
            #expect(answered.text.contains("The appeal has been answered"))

            house.house.clock.advance(by: .seconds(2))
            var reader = house.visitor
            #expect(try await reader.get("/en/suggestions/1").status == 200)
            let told = try await ada.get(link)
            #expect(told.text.contains("You were right: the decision has been changed"))
            #expect(told.text.contains("You were quoting."))
        }
    }

    @Test("an author who is signed in appeals in the account, in French too")
    func account() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            try await house.writeUsualReasons(in: &rosa)
            #expect(try await house.press("hide.1", on: 1, in: &rosa).status == 303)

            let list = try await ada.get("/fr/account/moderation")
            #expect(list.text.contains("Décisions sur mes textes"))
            #expect(list.text.contains("/fr/account/moderation/decisions/1\""))
            let page = try await ada.get("/fr/account/moderation/decisions/1")
            #expect(page.text.contains("<h1>Une décision sur votre texte</h1>"))
            #expect(!page.text.contains("name=\"email\""))
            let sent = try await ada.submit(
                "/fr/account/moderation/decisions/1",
                [("text", "C’était une citation.")]
            )
            #expect(sent.text.contains("Nous avons votre contestation"))
            var bob = try await house.member("bob@example.org", name: "Bob")
            #expect(try await bob.get("/en/account/moderation/decisions/1").status == 404)
            let foreign = try await bob.post(
                "/en/account/moderation/decisions/1",
                [("text", "Mine")]
            )
            #expect(foreign.status == 404)
        }
    }

    @Test("the link of the email works for six months, and no longer")
    func time() async throws {
        try await PageHouse.run { house in
            let (_, link) = try await hidden(house)
            var ada = house.visitor

            house.house.clock.advance(by: .milliseconds(Limits.appealMilliseconds - 1000))
            #expect(try await ada.get(link).text.contains("name=\"text\""))
            house.house.clock.advance(by: .seconds(2))
            let late = try await ada.get(link)
            #expect(!late.text.contains("name=\"text\""))
            let other = try await ada.get("/en/appeals/0000000000000000000000000")
            #expect(other.status == 410)
            #expect(other.text.contains("This link leads to no decision"))
        }
    }

    @Test("a reporter without an account contests that a text stays, by the number of the report")
    func reporter() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            let number = try await house.report(1)
            var rosa = try await house.moderator()
            try await house.writeUsualReasons(in: &rosa)
            #expect(try await house.press("publish", on: 1, in: &rosa).status == 303)
            var reader = house.visitor

            let state = try await reader.post("/en/reports/follow", [("number", number)])
            #expect(state.text.contains("Published"))
            #expect(state.text.contains("Appeal this decision"))
            let wrong = try await reader.post(
                "/en/reports/appeals",
                [("number", number), ("text", "Look again"), ("email", "nobody")]
            )
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("Look again</textarea>"))
            let sent = try await reader.post(
                "/en/reports/appeals",
                [("number", number), ("text", "Look again")]
            )
            #expect(sent.status == 200 && sent.text.contains("We have your appeal"))

            var omar = try await house.moderator("Omar")
            let unfounded = try await omar.post(
                Self.appeals + "/1/answers",
                [("granted", "yes"), ("answer", "You are right.")]
            )
            #expect(unfounded.status == 422)
            #expect(unfounded.text.contains("Choose what to decide"))
            let answered = try await omar.post(
                Self.appeals + "/1/answers",
                [
                    ("granted", "yes"), ("answer", "You are right."), ("decision", "hide"),
                    ("template", "1"), ("facts", "We read it again."), ("language", "en"),
                ]
            )
            #expect(answered.status == 303)
            house.house.clock.advance(by: .seconds(2))
            #expect(try await reader.get("/en/suggestions/1").status == 404)
        }
    }
}
