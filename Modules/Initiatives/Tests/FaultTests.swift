import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: when the database cannot write, reading goes on, nothing is half done, and it recovers.
///
/// Method: the database of a live site is told that its disk is full, or that it may not be
/// written; then the limit is taken away again.
@Suite("When something is full or away")
struct FaultTests {
    private let path = "/en/initiatives/2026-000001"

    @Test(
        "a full disk: the form comes back, pages are read, and signing works again afterwards",
        .enabled(if: TestEngine.isSQLite)
    )
    func fullDisk() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let before = try await pages.get(path)
                try await site.script("PRAGMA max_page_count = 1")

                var refused: [Int] = []
                for index in 0..<40 {
                    let form = People.form(estonia, number: "FULL\(index)") + [("insist", "yes")]
                    refused.append(try await pages.post(path + "/statements", form).status)
                }
                site.house.clock.advance(by: .seconds(2))
                let during = try await pages.get(path)
                try await site.script("PRAGMA max_page_count = 1000000")
                let after = try await pages.post(path + "/statements", People.form(estonia))

                #expect(before.status == 200)
                #expect(refused.contains(503))
                #expect(during.status == 200)
                #expect(after.status == 303)
                let counted = refused.count { $0 == 303 } + 1
                #expect(try await site.total() == counted)
            }
        }
    }

    @Test(
        "a database that may not be written: 503 with Retry-After, and what was typed",
        .enabled(if: TestEngine.isSQLite)
    )
    func readOnly() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                try await site.script("PRAGMA query_only = ON")
                let refused = try await pages.post(path + "/statements", People.form(estonia))
                let read = try await pages.get(path)

                #expect(refused.status == 503)
                #expect(refused.field("Retry-After") != nil)
                #expect(refused.text.contains("value=\"Ada Maria\""))
                #expect(read.status == 200)
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test(
        "a database that is away: what was typed comes back on a page that sends it again",
        .enabled(if: TestEngine.isPostgres)
    )
    func gone() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let before = try await pages.get(path)
                try site.house.store.cutOff()
                site.house.clock.advance(by: .seconds(60))

                let refused = try await pages.post(path + "/statements", People.form(estonia))
                let incomplete = try await pages.post(
                    path + "/statements",
                    People.form(estonia).filter { $0.0 != "certify" }
                )
                let read = try await pages.get(path)
                try site.house.store.restore()
                var again = try await pages.post(path + "/statements", People.form(estonia))
                for _ in 0..<100 where again.status == 503 {
                    try await Task.sleep(for: .milliseconds(100))
                    again = try await pages.post(path + "/statements", People.form(estonia))
                }

                #expect(before.status == 200 && read.status == 200 && read.body == before.body)
                for answer in [refused, incomplete] {
                    #expect(answer.status == 503)
                    #expect(answer.field("Retry-After") != nil)
                    #expect(answer.field("Cache-Control")?.contains("no-store") == true)
                    #expect(
                        answer.text.contains(
                            "type=\"hidden\" name=\"first-names\" value=\"Ada Maria\""
                        )
                    )
                }
                #expect(again.status == 303)
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test("pages are served from memory while the database is away")
    func away() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let before = try await pages.get(path)
                try await site.script("ALTER TABLE initiative RENAME TO gone")
                site.house.clock.advance(by: .seconds(60))

                let known = try await pages.get(path)
                let unknown = try await pages.get(path + "?country=FR")
                try await site.script("ALTER TABLE gone RENAME TO initiative")
                let again = try await pages.get(path + "?country=FR")

                #expect(before.status == 200)
                #expect(known.status == 200)
                #expect(known.body == before.body)
                #expect(unknown.status == 500)
                #expect(!unknown.text.contains("initiative_"))
                #expect(again.status == 200)
            }
        }
    }

    @Test("a thousand idle connections do not keep anybody from signing")
    func idle() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            var options = TestSite.Options()
            options.limits.connectionsPerNetwork = nil
            try await site.serve(options: options) { pages in
                var idle: [RawClient] = []
                for _ in 0..<1000 { idle.append(try await RawClient.connect(to: pages.port)) }

                let answer = try await pages.post(path + "/statements", People.form(estonia))

                #expect(answer.status == 303)
                for client in idle { await client.close() }
            }
        }
    }
}

extension InitiativeHouse {
    /// Runs a statement on the connection that writes.
    func script(_ text: String) async throws {
        try await house.database.alter { try $0.connection.runScript(text) }
    }
}
