import Accounts
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: a module names authors, asks for facts and writes to members, and learns nothing else of them.
///
/// Method: the small module in two spaces of one institution, and the fictitious citizens of development.
@Suite("The contract with a module: people")
struct PeopleTests {
    @Test("all authors of a page are named by one statement, whoever reads it")
    func authors() async throws {
        try await SuggestionHouse.run { house in
            var counts: [Int] = []
            for (round, name) in ["Ada", "Bob", "Eve"].enumerated() {
                var browser = try await house.member("\(round)@example.org", name: name)
                try await house.suggest("No. \(round)", at: "ideas", in: &browser)
                let said = try await house.house.statements.during {
                    let page = try await house.site.get("/en/ideas?order=\(round)")
                    #expect(page.text.contains("No. \(round) – <bdi>"))
                }
                let naming = said.filter { $0.text.contains("FROM member") }
                #expect(naming.allSatisfy { !$0.scans("member") }, "\(naming.map(\.plan))")
                counts.append(naming.count)
            }

            let page = try await house.site.get("/en/ideas?order=9").text
            #expect(counts == [1, 1, 1])
            #expect(page.contains("No. 0 – <bdi>Ada</bdi>"))
            #expect(page.contains("No. 1 – <bdi>Bob</bdi>"))
            #expect(!page.contains("@example.org"))
        }
    }

    @Test("who has left is somebody who has left, in the reader's words, and nowhere else a name")
    func gone() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("Slides", at: "ideas", in: &ada)
            let id = try await house.id(of: ada)
            let people = house.house.host.people
            func author(at tenant: Tenant.ID) async throws -> Author {
                try await house.house.database.read(in: house.house.scope(tenant)) { transaction in
                    try people.authors([id, nil], in: &transaction)[id]
                }
            }

            #expect(try await author(at: .eci) == .member(name: "Ada"))
            // The same account at another institution is nobody's.
            #expect(try await author(at: .other) == .gone)
            try await house.leave("ada@example.org", in: &ada)
            #expect(try await author(at: .eci) == .gone)
            #expect(
                try await house.site.get("/en/ideas?order=1").text
                    .contains("Slides – Someone who has left")
            )
            #expect(
                try await house.site.get("/fr/ideas?order=1").text
                    .contains("Slides – Une personne qui est partie")
            )
        }
    }

    @Test("a fact is unknown until a provider proves it, and then a yes with who and when")
    func facts() async throws {
        try await SuggestionHouse.run(isDevelopment: true) { house in
            var ada = try await house.member("ada@example.org")
            let unknown = try await ada.get("/en/ideas/proof")
            #expect(unknown.text.contains("<h1>Unknown"))
            let way = "/en/account/providers?next=/en/ideas/proof"
            #expect(
                unknown.text.contains(
                    "href=\"\(way.replacing("/en/ideas/", with: "%2Fen%2Fideas%2F"))"
                )
            )

            let back = try await house.prove("zoe", in: &ada)
            let known = try await ada.get("/en/ideas/proof")

            #expect(back == "/en/ideas/proof")
            #expect(known.text.contains("<h1>Of age"))
            #expect(known.text.contains("development \(TestClock.noon.iso8601)"))
            let shown = try await ada.get("/en/account/providers").text
            #expect(shown.contains("that you live in this country: France"))
            let archive = try await house.documents(of: ada)
            #expect(archive.contains("\"fact\" : \"age-18\""))
            #expect(!archive.contains("1991"))
            // What proved it is taken away, and with it what it proved.
            #expect(try await ada.post("/en/account/providers/development/end").status == 303)
            #expect(try await house.count("member_fact") == 0)
        }
    }

    @Test("of somebody too young nothing is kept, and what others proved is not theirs")
    func young() async throws {
        try await SuggestionHouse.run(isDevelopment: true) { house in
            var ada = try await house.member("ada@example.org")
            var eve = try await house.member("eve@example.org")
            _ = try await house.prove("zoe", in: &ada)
            _ = try await house.prove("ines", in: &eve)

            #expect(try await eve.get("/en/ideas/proof").text.contains("<h1>Unknown"))
            #expect(try await ada.get("/en/ideas/proof").text.contains("<h1>Of age"))
            #expect(try await house.count("member_fact") == 3)
            try await house.leave("ada@example.org", in: &ada)
            // Where somebody of seventeen lives was asked for, and stays.
            #expect(try await house.count("member_fact") == 1)
        }
    }

    @Test("somebody anonymous has proved it for as long as their session lasts")
    func anonymous() async throws {
        try await SuggestionHouse.run(isDevelopment: true) { house in
            var browser = TestBrowser(at: house.site)
            let before = try await browser.get("/en/ideas/proof")
            #expect(before.text.contains("/en/sign-in?next="))

            let path = "/en/sign-in/providers/development-anonymous"
            let departure = try await browser.get(path)
            let question = try #require(departure.field("Location"))
            let choice = try await browser.post(question, [("citizen", "zoe")])
            _ = try await browser.get(try #require(choice.field("Location")))

            #expect(try await browser.get("/en/ideas/proof").text.contains("<h1>Of age"))
            #expect(try await house.count("member_fact") == 0)
            house.house.clock.advance(by: .seconds(1800))
            #expect(try await browser.get("/en/ideas/proof").text.contains("<h1>Unknown"))
        }
    }

    @Test("a letter finds its reader in their language, and the module never sees the address")
    func letters() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("Swings", at: "ideas", in: &ada)
            _ = try await ada.post("/en/account/profile", [("name", "Ada"), ("language", "fr")])

            #expect(try await house.take("accept", on: "1", in: 2).get().to == "accepted")

            let letter = try #require(try await house.house.letters(to: "ada@example.org").last)
            #expect(letter.subject == "Thank you (fr)")
            #expect(letter.text.contains("Bonjour Ada,"))
            #expect(letter.language == .french)
            // It answers what she did: no news, which she would have to be able to stop.
            let causes: [String] = try await house.house.database.read(in: house.scope(0)) {
                try $0.column("SELECT cause FROM mail WHERE tenant_id = \($0.tenant) ORDER BY id")
            }
            #expect(causes.contains("member") && !causes.contains("news"))
        }
    }
}
