import Accounts
import Files
import Kernel
import Localization
import Storage
import TestSupport
import Testing
import Web

@testable import Jobs
@testable import Spaces
@testable import Work

/// Goal: what is queued for somebody is done once, and seen by nobody else.
///
/// Method: the small module exports and counts suggestions; a death is a name that a run left on a piece.
@Suite("The contract with a module: queued work")
struct WorkTests {
    @Test("a file is made for its owner, shown with its state, and downloaded by nobody else")
    func file() async throws {
        try await SuggestionHouse.queued { house, ada in
            #expect(try await ada.get("/en/account").text.contains("/en/account/work"))
            #expect(try await SuggestionHouse.export(in: &ada) == 303)
            let waiting = try await ada.get("/en/account/work").text
            #expect(waiting.contains("Export of suggestions") && waiting.contains("Waits"))
            #expect(waiting.contains("<meta http-equiv=\"refresh\" content=\"5\">"))
            let still = try await ada.get("/en/account/work?still=yes").text
            #expect(!still.contains("http-equiv=\"refresh\""))

            #expect(try await house.run("work.run") == "1 pieces of work begun")
            let done = try await ada.get("/en/account/work").text
            let path = try #require(done.address(before: "/file\""))
            #expect(done.contains("Done") && !done.contains("http-equiv=\"refresh\""))
            let file = try await ada.get(path + "/file")
            #expect(file.text == "\"1\",\"Swings\"\r\n\"2\",\"Slides\"\r\n")
            #expect(file.field("Content-Type") == "text/csv; charset=utf-8")
            #expect(file.field("Content-Disposition")?.contains("suggestions.csv") == true)
            #expect(file.field("Cache-Control") == "no-store")

            var eve = try await house.member("eve@example.org", name: "Eve")
            #expect(try await eve.get(path + "/file").status == 404)
            #expect(try await eve.post(path + "/removal").status == 404)
            #expect(try await !eve.get("/en/account/work").text.contains("Export"))
            #expect(try await house.site.get(path + "/file").status == 303)
            let id = try await house.file()
            for slug in SuggestionHouse.slugs {
                #expect(try await house.site.get("/api/v1/\(slug)/files/\(id)").status == 404)
            }
        }
    }

    @Test("what cannot be done says why in a sentence of the module, and is not tried again")
    func failure() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await SuggestionHouse.export("Rocket", in: &ada)
            #expect(try await house.run("work.run") == "1 pieces of work begun")
            #expect(try await house.run("work.run") == nil)

            let page = try await ada.get("/en/account/work").text
            #expect(page.contains("Could not be done") && page.contains("Nothing holds Rocket."))
        }
    }

    @Test("a text is in the owner's language, and sealed where it is kept")
    func text() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await ada.post("/en/account/profile", [("name", "Ada"), ("language", "fr")])
            _ = try await house.count(holding: "S", for: ada)
            _ = try await house.run("work.run")

            #expect(try await ada.get("/en/account/work").text.contains("2 suggestions (fr)"))
            let cells: [[UInt8]] = try await house.house.database.read(in: house.scope(0)) {
                try $0.column("SELECT words FROM work_item WHERE tenant_id = \($0.tenant)")
            }
            #expect(cells.count == 1 && !cells[0].contains("suggestions".utf8))
            #expect(try await house.documents(of: ada).contains("2 suggestions (fr)"))
        }
    }

    @Test(
        "a piece that a dead process was at is begun anew; what that one still brings is not kept"
    )
    func takenOver() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await SuggestionHouse.export(in: &ada)
            let dead = try await house.begin(as: "dead")
            #expect(dead?.tries == 1)
            #expect(try await house.run("work.run") == "1 pieces of work begun")

            let id = try #require(dead?.id)
            let late = try await house.house.database.write(in: house.scope(0)) { transaction in
                let end = WorkEnd(state: .failed, expiresAt: transaction.now)
                return (
                    try WorkStore.report(id, as: "dead", done: 1, total: 2, in: &transaction),
                    try WorkStore.finish(id, as: "dead", end, in: &transaction)
                )
            }
            #expect(late == (false, false))
            let items = try await house.items(of: ada)
            #expect(items.map(\.state) == [.done] && items.map(\.tries) == [2])
        }
    }

    @Test("a piece that ends its process each time is given up, and says so")
    func deadly() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await house.count(holding: "", for: ada)
            for name in ["first", "second"] { _ = try await house.begin(as: name) }
            _ = try await house.run("work.run")

            #expect(try await ada.get("/en/account/work").text.contains("never came to the end"))
        }
    }

    @Test("an error is tried again later, and after so many tries said; a stop does not count")
    func retries() async throws {
        try await SuggestionHouse.queued { house, ada in
            let (tries, lease) = (Tries(), JobLease())
            let jobs = house.house.host.work.jobs(
                [
                    WorkKind(Suggestions.count, title: "Count", tries: 2) { _, run in
                        // The server stops while it is at it.
                        if tries.next() == 1 { lease.ask(.stopping) }
                        try run.checkIsHeld()
                        throw Tries.Broken()
                    }
                ],
                everywhere: { _ in [] }
            )
            func run() async throws -> String? {
                try await jobs[0].run(JobRun(now: house.house.clock.now))
            }
            _ = try await house.count(holding: "", for: ada)

            let stopped = JobRun(now: house.house.clock.now, lease: lease)
            await #expect(throws: JobInterruption.stopping) { _ = try await jobs[0].run(stopped) }
            #expect(try await house.items(of: ada).map(\.tries) == [0])
            #expect(try await run() == "1 pieces of work begun")
            #expect(try await run() == nil)
            house.house.clock.advance(by: .seconds(60))
            #expect(try await run() == "1 pieces of work begun")
            #expect(try await house.items(of: ada).map(\.state) == [.failed])
            #expect(try await ada.get("/en/account/work").text.contains("went wrong on our side"))
        }
    }

    @Test("one member, and one institution, queue so much at once; also two at once")
    func limits() async throws {
        try await SuggestionHouse.queued { house, ada in
            for _ in 1..<Limits.workPerMember {
                #expect(try await SuggestionHouse.export(in: &ada) == 303)
            }
            let browser = ada
            async let one = browser.export()
            async let other = browser.export()
            let answers = try await [one, other].sorted()

            #expect(answers == [303, 409])
            #expect(try await house.count("work_item") == Limits.workPerMember)
            _ = try await house.run("work.run")
            #expect(try await SuggestionHouse.export(in: &ada) == 303)
        }
    }

    @Test("cancelled by its owner it is gone, also while it is at work; then its file is not kept")
    func cancelled() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await SuggestionHouse.export(in: &ada)
            let item = try #require(try await house.items(of: ada).first)
            let browser = ada
            let jobs = house.house.host.work.jobs(
                [
                    WorkKind(Suggestions.export, title: "Export") {
                        (_: Suggestions.Wish, _: WorkRun) async throws -> WorkResult in
                        var browser = browser
                        let path = "/en/account/work/\(item.id)/removal"
                        #expect(try await browser.post(path).status == 303)
                        return .file(MadeFile(name: "a", kind: .csv, bytes: [1]))
                    }
                ],
                everywhere: { _ in [] }
            )
            _ = try await jobs[0].run(JobRun(now: house.house.clock.now))

            #expect(try await house.count("work_item") == 0)
            #expect(try await house.count("file") == 0)
        }
    }
}
