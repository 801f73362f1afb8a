import Accounts
import Jobs
import Kernel
import Moderation
import Storage
import TestSupport
import Testing
import Web

@testable import Notifications
@testable import Spaces

/// Goal: what happens to a subject is told once, to whom it should be, as often as they want to hear of it.
///
/// Method: the small module: a decision has to be told, what others suggest is news of once a day.
@Suite("The contract with a module: notifications")
struct NotificationTests {
    private static let ada = "ada@example.org"
    private static let bob = "bob@example.org"
    private static let job = "notifications.send"

    /// Ada's suggestion in the second space, and the letters that she has after the job.
    private func decided(
        _ body: (SuggestionHouse, inout TestBrowser) async throws -> Void
    ) async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            try await house.suggest("Swings", at: "ideas", in: &ada)
            try await body(house, &ada)
        }
    }

    @Test("a step of a workflow tells its author, by a letter that leads to the subject")
    func step() async throws {
        try await decided { house, _ in
            #expect(try await house.run(Self.job) == nil)
            #expect(try await house.take("decline", on: "1", in: 2).get().to == "declined")
            #expect(try await house.run(Self.job) == "1 notifications put into letters")
            #expect(try await house.run(Self.job) == nil)

            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            #expect(letter.subject == "Decisions about your suggestions: Suggestion 1")
            #expect(letter.text.contains("Suggestion 1 was declined."))
            #expect(letter.text.contains("We have to tell you this"))
            #expect(letter.links == ["http://eci.localhost/en/ideas/1"])
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("a step that is undone tells nobody, and nobody is told what they did themselves")
    func undone() async throws {
        try await decided { house, ada in
            let engine = house.suggestions.engine
            struct Undone: Error {}
            await #expect(throws: Undone.self) {
                try await house.house.database.write(in: house.scope(2)) { transaction in
                    let party = Workflow.Party.staff(Suggestions.decide)
                    _ = try engine.take("decline", on: "1", as: [party], in: &transaction).get()
                    throw Undone()
                }
            }
            #expect(try await house.count("notification") == 0)
            let id = try await house.id(of: ada)
            let own = house.scope(2, as: .member(id))
            _ = try await house.house.database.write(in: own) { transaction in
                let party = Workflow.Party.staff(Suggestions.decide)
                return try engine.take("decline", on: "1", as: [party], in: &transaction).get()
            }

            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("the very same is told once and says how often; other things come in one letter")
    func digest() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            try await house.suggest("First", at: "ideas", in: &ada)
            for text in ["Second", "Third"] {
                try await house.suggest(text, at: "ideas", in: &bob)
            }
            let (id, notices) = (try await house.id(of: ada), house.house.host.notifications)
            for _ in 0..<2 {
                try await house.house.database.write(in: house.scope(2)) { transaction in
                    try notices.tell(
                        [id],
                        Suggestions.added,
                        of: transaction.scope.subject(.suggestion, "1"),
                        in: &transaction
                    )
                }
            }
            let before = try await house.house.letters(to: Self.ada).count
            #expect(try await house.run(Self.job) == nil)

            // In the morning.
            house.house.clock.advance(by: .seconds(86_400))
            #expect(try await house.run(Self.job) == "3 notifications put into letters")
            let letters = try await house.house.letters(to: Self.ada)
            let letter = try #require(letters.last)
            #expect(letters.count == before + 1)
            #expect(letter.subject == "New suggestions: 3 new things")
            #expect(letter.text.contains("Suggestion 2: Second"))
            #expect(letter.text.contains("Suggestion 3: Third"))
            #expect(letter.text.contains("Suggestion 1 is new. This happened 2 times."))
            #expect(letter.links.count == 3)
        }
    }

    @Test(
        "what is told at once, each day or never, its reader chooses; a decision is never left out"
    )
    func choice() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            try await house.suggest("First", at: "ideas", in: &ada)
            #expect(try await ada.get("/en/account").text.contains("/en/account/notifications"))
            let page = try await ada.get("/en/account/notifications").text
            #expect(page.contains("value=\"daily\" checked"))
            #expect(page.contains("name=\"suggestions.added\" value=\"never\""))
            #expect(!page.contains("name=\"suggestions.decided\" value=\"never\""))

            try await house.suggest("Second", at: "ideas", in: &bob)
            let saved = try await ada.submit(
                "/en/account/notifications",
                [("suggestions.added", "at-once"), ("suggestions.decided", "never")]
            )
            #expect(saved.text.contains("Your choice has been saved"))
            // What waited for the morning is told at once, too.
            #expect(try await house.run(Self.job) == "1 notifications put into letters")
            _ = try await ada.post(
                "/en/account/notifications",
                [("suggestions.added", "never")]
            )
            try await house.suggest("Third", at: "ideas", in: &bob)
            #expect(try await house.count("notification") == 0)
            _ = try await house.take("decline", on: "1", in: 2).get()
            #expect(try await house.run(Self.job) == "1 notifications put into letters")
        }
    }

    @Test("one click ends a kind without a session; its link changes nothing, and names nobody")
    func stop() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            try await house.suggest("First", at: "ideas", in: &ada)
            try await house.suggest("Second", at: "ideas", in: &bob)
            house.house.clock.advance(by: .seconds(86_400))
            _ = try await house.run(Self.job)
            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            let stop = try #require(
                letter.text.split(separator: "\n").map(String.init)
                    .first { $0.hasPrefix("http://eci.localhost/en/notifications/stops/") }
            )
            let path = String(stop.dropFirst("http://eci.localhost".count))
            let id = try await house.id(of: ada)
            #expect(!stop.contains(id.text))
            #expect(letter.content.contains("List-Unsubscribe: <\(stop)>\r\n"))
            #expect(
                letter.content.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
            )

            let asked = try await house.site.get(path)
            #expect(asked.status == 200 && asked.text.contains("New suggestions"))
            #expect(try await house.count("notification_wish") == 0)
            // As mail programs send it: no cookie, no origin, and either kind of form.
            let clicked = try await house.site.post(path, [("List-Unsubscribe", "One-Click")])
            #expect(clicked.status == 200 && clicked.text.contains("We have stopped these emails"))
            let parted = try await house.site.send(
                path,
                Array(
                    "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
                        .utf8
                ),
                type: "multipart/form-data; boundary=x"
            )
            #expect(parted.status == 200)
            try await house.suggest("Third", at: "ideas", in: &bob)
            #expect(try await house.count("notification") == 0)

            // Changed by a letter, of another institution, or of somebody who has left: nothing.
            #expect(try await house.site.post(path + "A", []).status == 410)
            #expect(try await house.site.post(path, [], tenant: "other").status == 410)
            try await house.leave(Self.ada, in: &ada)
            #expect(try await house.site.post(path, []).status == 410)
        }
    }

    @Test("what has to be told has no way to stop it")
    func duty() async throws {
        try await decided { house, ada in
            _ = try await house.take("decline", on: "1", in: 2).get()
            _ = try await house.run(Self.job)
            let letter = try #require(try await house.house.letters(to: Self.ada).last)

            #expect(!letter.content.contains("List-Unsubscribe"))
            #expect(!letter.text.contains("notifications/stops"))
        }
    }

    @Test("news of what was hidden is told to nobody; a decision about it is, without a link")
    func hidden() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            try await house.suggest("First", at: "ideas", in: &bob)
            try await house.suggest("Second", at: "ideas", in: &ada)
            _ = try await house.take("decline", on: "2", in: 2).get()
            guard case .moderated(let hide, _) = house.suggestions.subjects[0].visibility else {
                Issue.record("it cannot be hidden")
                return
            }
            try await house.house.database.write(in: house.scope(2)) { try hide(["2"], &$0) }
            house.house.clock.advance(by: .seconds(86_400))
            let before = try await house.house.letters(to: Self.bob).count
            #expect(try await house.run(Self.job) == "2 notifications put into letters")

            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            #expect(letter.text.contains("Suggestion 2 was declined."))
            #expect(letter.links.isEmpty)
            #expect(try await house.house.letters(to: Self.bob).count == before)
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test(
        "what waits is in the archive of one's data, sealed in the table, and goes with the account"
    )
    func erasure() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            try await house.suggest("First", at: "ideas", in: &ada)
            try await house.suggest("A secret wish", at: "ideas", in: &bob)
            _ = try await ada.post(
                "/en/account/notifications",
                [("suggestions.decided", "daily")]
            )

            let archive = try await house.documents(of: ada)
            #expect(archive.contains("A secret wish"))
            #expect(archive.contains("\"suggestions.decided\" : \"daily\""))
            let cells: [[UInt8]] = try await house.house.database.read(in: house.scope(0)) {
                try $0.column(
                    "SELECT details FROM notification WHERE tenant_id = \($0.tenant)"
                )
            }
            #expect(cells.count == 1)
            #expect(!cells[0].contains("secret".utf8))
            try await house.leave(Self.ada, in: &ada)
            #expect(try await house.count("notification") == 0)
            #expect(try await house.count("notification_wish") == 0)
            house.house.clock.advance(by: .seconds(86_400))
            #expect(try await house.run(Self.job) == nil)
        }
    }
}
