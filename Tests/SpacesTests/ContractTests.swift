import Accounts
import Kernel
import Moderation
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: what a module declares is what the house does, in each of its spaces alone.
///
/// Method: the small module of `TestSupport` in two spaces of one institution, tried as people would.
@Suite("The contract with a module")
struct ContractTests {
    @Test("the same number in two spaces is two things, and neither is reached from the other")
    func apart() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            #expect(
                try await ada.post("/en/suggestions/suggestions", [("text", "Swings")]).status
                    == 303
            )
            #expect(try await ada.post("/en/ideas/suggestions", [("text", "Slides")]).status == 303)

            #expect(try await house.site.get("/en/suggestions/1").text.contains("<h1>Swings"))
            #expect(try await house.site.get("/en/ideas/1").text.contains("<h1>Slides"))
            let list = try await house.site.get("/en/ideas").text
            #expect(list.contains("Slides") && !list.contains("Swings"))
            #expect(try await ada.post("/en/ideas/1/withdrawal").status == 303)
            #expect(try await house.state("1", in: 1) == "waiting")
            #expect(try await house.state("1", in: 2) == "withdrawn")
        }
    }

    @Test(
        "a phase opens what people can do; before it, after it and in an archive nothing is written"
    )
    func phases() async throws {
        var change = SpaceChange()
        let noon = TestClock.noon
        change.phases = [
            Phase(
                "gathering",
                features: [Suggestions.suggest],
                opensAt: noon.adding(.seconds(3600)),
                closesAt: noon.adding(.seconds(7200))
            )
        ]
        try await SuggestionHouse.run(change) { house in
            var ada = try await house.member("ada@example.org")
            func suggest() async throws -> Int {
                try await ada.post("/en/ideas/suggestions", [("text", "Slides")]).status
            }
            let space = try #require(try await house.space("ideas"))

            #expect(try await suggest() == 409)
            #expect(
                space.opening(of: Suggestions.suggest, after: noon)
                    == noon.adding(.seconds(3600))
            )
            house.house.clock.advance(by: .seconds(3600))
            #expect(try await suggest() == 303)
            house.house.clock.advance(by: .seconds(3600))
            #expect(try await suggest() == 409)
            #expect(try await house.site.get("/en/ideas/1").status == 200)
        }
    }

    @Test("a draft is found by nobody, and stands in no menu, list or home page")
    func draft() async throws {
        var change = SpaceChange()
        change.state = .draft
        try await SuggestionHouse.run(change) { house in
            let list = try await house.site.get("/en/ideas")
            let one = try await house.site.get("/en/ideas/1")

            #expect(list.status == 404 && one.status == 404)
            for path in ["/en/", "/sitemaps/en.xml", "/en/suggestions"] {
                #expect(try await !house.site.get(path).text.contains("/ideas"), "\(path)")
            }
        }
    }

    @Test("what is archived is read, and changed no more")
    func archived() async throws {
        var change = SpaceChange()
        change.state = .archived
        try await SuggestionHouse.run(change) { house in
            var ada = try await house.member("ada@example.org")

            #expect(try await house.site.get("/en/ideas").status == 200)
            #expect(try await ada.post("/en/ideas/suggestions", [("text", "x")]).status == 409)
        }
    }

    @Test("a setting holds in its space alone, and its standard where nothing is set")
    func settings() async throws {
        var change = SpaceChange()
        change.settings = ["waiting": "1", "open": "no"]
        try await SuggestionHouse.run(change) { house in
            var ada = try await house.member("ada@example.org")
            var answers: [String: [Int]] = [:]
            for slug in SuggestionHouse.slugs {
                for text in ["one", "two", "three"] {
                    let answer = try await ada.post("/en/\(slug)/suggestions", [("text", text)])
                    answers[slug, default: []].append(answer.status)
                }
            }

            #expect(answers["suggestions"] == [303, 303, 409])
            #expect(answers["ideas"] == [303, 409, 409])
            #expect(try await house.site.get("/en/suggestions").text.contains("<li>one"))
            #expect(try await !house.site.get("/en/ideas").text.contains("<li>one"))
        }
    }

    @Test("a space can be called something in each language")
    func titles() async throws {
        var change = SpaceChange()
        change.titles = [.english: "Ideas for the park", .french: "Idées pour le parc"]
        try await SuggestionHouse.run(change) { house in
            let english = try await house.site.get("/en/").text
            let french = try await house.site.get("/fr/").text

            #expect(english.contains("Ideas for the park</a>"))
            #expect(french.contains("Idées pour le parc</a>"))
            // Of several spaces each begins with what it is called.
            #expect(english.contains("<h2>Suggestions</h2>"))
        }
    }

    @Test("a shared page is built once, and each member finds on it what is theirs alone")
    func slots() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            _ = try await ada.post("/en/ideas/suggestions", [("text", "Slides")])
            _ = try await bob.post("/en/ideas/suggestions", [("text", "Swings")])
            _ = try await bob.post("/en/suggestions/suggestions", [("text", "Trees")])
            house.house.clock.advance(by: .seconds(2))

            let visitors = try await house.site.get("/en/ideas")
            let adas = try await ada.get("/en/ideas")
            let bobs = try await bob.get("/en/ideas")

            let (slides, swings) = ("Slides – <bdi>Ada</bdi>", "Swings – <bdi>Bob</bdi>")
            #expect(adas.text.contains("<li>\(slides) <b>yours</b></li><li>\(swings)</li>"))
            #expect(bobs.text.contains("<li>\(slides)</li><li>\(swings) <b>yours</b></li>"))
            #expect(!visitors.text.contains("yours") && visitors.text.contains(">Sign in<"))
            #expect(adas.text.contains(">My account<") && !adas.text.contains(">Sign in<"))
            #expect(adas.field("Cache-Control") == "private, no-cache")
            let tags = [visitors, adas, bobs].map { $0.field("ETag") }
            #expect(Set(tags).count == 3)
        }
    }

    @Test("whoever has just written something finds it on the page that follows")
    func ownWrites() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            house.house.clock.advance(by: .seconds(2))
            #expect(try await !ada.get("/en/ideas").text.contains("Slides"))

            _ = try await ada.post("/en/ideas/suggestions", [("text", "Slides")])

            let own = try await ada.get("/en/ideas").text
            #expect(own.contains("<li>Slides") && own.contains("<b>yours</b>"))
            #expect(own.contains(">My account<"))
            #expect(try await !house.site.get("/en/ideas").text.contains("Slides"))
            house.house.clock.advance(by: .seconds(2))
            #expect(try await house.site.get("/en/ideas").text.contains("<li>Slides"))
        }
    }

    @Test("what others can do with a subject they can do without knowing its module")
    func subjects() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            _ = try await ada.post("/en/ideas/suggestions", [("text", "Slides")])
            let hooks = try #require(house.suggestions.subjects.first)
            guard case .moderated(let hide, let restore) = hooks.visibility else {
                Issue.record("it cannot be hidden")
                return
            }
            let database = house.house.database
            func card(in space: Int) async throws -> SubjectCard? {
                try await database.read(in: house.scope(space)) { try hooks.load("1", in: &$0) }
            }

            let before = try #require(try await card(in: 2))
            #expect(before.excerpt == "Slides" && before.isPublic && before.author != nil)
            #expect(try await card(in: 1) == nil)
            try await database.write(in: house.scope(2)) { try hide(["1"], &$0) }
            #expect(try await card(in: 2)?.isPublic == false)
            #expect(try await house.site.get("/en/ideas/1").status == 404)
            #expect(try await !house.site.get("/en/ideas").text.contains("Slides"))
            try await database.write(in: house.scope(2)) { try restore(["1"], &$0) }
            #expect(try await card(in: 2) == before)
            #expect(try await house.site.get("/en/ideas/1").status == 200)
        }
    }

    @Test("whoever leaves is forgotten in every space: modules first, the account last")
    func erasure() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            for slug in SuggestionHouse.slugs {
                _ = try await ada.post("/en/\(slug)/suggestions", [("text", "By \(slug)")])
            }
            let author = try #require(try await house.find("1", in: 1)?.author)
            let source = house.suggestions.personalData.inEverySpace(of: "suggestions")
            let site = Scope(tenant: .eci, actor: .server, now: house.house.clock.now)
            let kept = try await house.house.database.read(in: site) { transaction in
                try source.collect(author, &transaction).map {
                    $0.name + " " + String(decoding: $0.json, as: UTF8.self)
                }
            }
            let texts = ["By suggestions", "By ideas"].enumerated().map { index, text in
                "suggestions-\(index + 1).json [\n  \"\(text)\"\n]"
            }
            #expect(kept == texts)

            let asked = try await ada.post("/en/account/deletion")
            #expect(asked.status == 303)
            let letters = try await house.house.letters(to: "ada@example.org")
            let done = try await ada.post(try #require(letters.last?.links.first))

            #expect(done.status == 303 || done.status == 200)
            #expect(try await ada.get("/en/account").status == 303)
            for space in [1, 2] {
                let left = try #require(try await house.find("1", in: space))
                #expect(left.author == nil && left.text.hasPrefix("By "))
            }
        }
    }

    @Test("every statement on its tables uses an index, and a list asks as often whatever is in it")
    func statements() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let record = house.house.statements
            let pages = ["/en/ideas", "/en/ideas/1"]
            var counts: [[Int]] = []
            var all: [StatementRecord.Statement] = []
            for round in 0..<2 {
                all += try await record.during {
                    _ = try await ada.post("/en/ideas/suggestions", [("text", "No. \(round)")])
                    if round == 1 { _ = try await ada.post("/en/ideas/1/withdrawal") }
                    _ = try await house.suggestions.expire(at: house.house.clock.now)
                }
                var asked: [Int] = []
                for page in pages {
                    // Another page each time: none is kept.
                    let said = try await record.during {
                        let answer = try await house.site.get("\(page)?order=\(round)")
                        #expect(answer.status == 200, "\(page)")
                    }
                    all += said
                    asked.append(said.count)
                }
                counts.append(asked)
            }

            #expect(counts[0] == counts[1])
            #expect(all.contains { $0.text.contains("FROM suggestion") })
            let tables = Suggestions.manifest.migrations.flatMap(\.access).map(\.table)
            #expect(tables == ["suggestion", "suggestion_state_count", "suggestion_day_count"])
            for statement in all {
                for table in tables + ["workflow_step"] {
                    #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                }
            }
        }
    }
}

extension SuggestionHouse {
    func space(_ slug: String) async throws -> Space? {
        try await house.tenants.all().first { $0.tenant.id == .eci }?.space(slug)
    }
}
