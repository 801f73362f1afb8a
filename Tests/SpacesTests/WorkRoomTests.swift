import Accounts
import Files
import Jobs
import Kernel
import Localization
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces
@testable import Work

/// Goal: results fill nobody else's room, and what is in them is what was typed.
///
/// Method: pieces that say how many bytes their result has, in a space with a small quota.
@Suite("The contract with a module: the room of results")
struct WorkRoomTests {
    /// Queues one result of so many bytes for each number, and lets them be made.
    private static func make(
        _ sizes: [Int],
        for browser: TestBrowser,
        in house: SuggestionHouse
    ) async throws {
        let numbers = Tries()
        let kind = WorkKind(Suggestions.count, title: "Count") { wish, _ in
            let size = Int(wish.holding) ?? 0
            // No two alike: the same contents are kept once.
            let front = Array("\(wish.holding) \(numbers.next())".utf8)
            let rest = [UInt8](repeating: 0x61, count: size - front.count)
            return .file(MadeFile(name: "a", kind: .csv, bytes: front + rest))
        }
        let jobs = house.house.host.work.jobs([kind], everywhere: { _ in [] })
        for size in sizes {
            _ = try await house.count(holding: String(size), for: browser)
            _ = try await jobs[0].run(JobRun(now: house.house.clock.now))
            house.house.clock.tick()
        }
    }

    private static func bytes(in house: SuggestionHouse) async throws -> Int {
        try await house.house.host.uploads.usage(in: house.scope(2)).bytes
    }

    @Test(
        "the oldest results make way, of their owner and of everybody; too large a one is refused"
    )
    func room() async throws {
        try await SuggestionHouse.queued { house, ada in
            let bob = try await house.member("bob@example.org", name: "Bob")
            let share = 1000
            try await house.house.host.uploads.set(
                quota: share * Limits.workShare,
                in: house.scope(2)
            )
            try await Self.make([400, 401, 402], for: ada, in: house)
            #expect(try await Self.bytes(in: house) == 401 + 402)
            #expect(try await house.items(of: ada).count == 2)

            try await Self.make([500], for: bob, in: house)
            #expect(try await Self.bytes(in: house) == 402 + 500)
            #expect(try await house.items(of: ada).count == 1)

            try await Self.make([share + 1], for: ada, in: house)
            #expect(try await Self.bytes(in: house) == 402 + 500)
            #expect(try await house.items(of: ada).map(\.state) == [.failed, .done])
            let page = try await ada.get("/en/account/work").text
            #expect(page.contains("We have no room for the result."))
            #expect(try await house.count("file_content") == 2)
        }
    }

    @Test("a space that is full keeps no result, and removes none for it")
    func full() async throws {
        try await SuggestionHouse.queued { house, ada in
            let uploads = house.house.host.uploads
            try await uploads.set(quota: 4000, in: house.scope(2))
            try await Self.make([600], for: ada, in: house)
            let scope = house.scope(2)
            let thing = MadeFile(name: "b", kind: .csv, bytes: Array(repeating: 1, count: 3300))
            try await uploads.keep(thing, for: scope.subject("thing", "1"), in: scope) { _, _ in }

            try await Self.make([950], for: ada, in: house)

            #expect(try await house.items(of: ada).map(\.state) == [.failed, .done])
            #expect(try await Self.bytes(in: house) == 600 + 3300)
        }
    }

    @Test("whoever forgets takes the rooms of spaces in their order, whatever expires first")
    func order() async throws {
        try await SuggestionHouse.queued { house, ada in
            let (id, work) = (try await house.id(of: ada), house.house.host.work)
            for space in [2, 1] {
                try await house.house.database.write(in: house.scope(space)) { transaction in
                    let wish = Suggestions.Wish(holding: "")
                    _ = try work.add(Suggestions.count, wish, for: id, in: &transaction).get()
                }
                house.house.clock.tick()
            }
            house.house.clock.advance(by: .seconds(8 * 86_400))
            let items = try await house.house.database.read(in: house.scope(0)) {
                try WorkStore.expired(in: &$0)
            }

            #expect(items.map(\.space.number) == [2, 1])
            #expect(WorkQueue.inOrder(items).map(\.space.number) == [1, 2])
        }
    }

    @Test("a download reads the one piece; its table is safe in a spreadsheet, the archive is JSON")
    func contents() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let text = "=1+1, \"a\""
            try await house.suggest(text, at: "ideas", in: &ada)
            _ = try await SuggestionHouse.export(in: &ada)
            _ = try await house.run("work.run")
            let page = try await ada.get("/en/account/work").text
            let path = try #require(page.address(before: "/file\""))
            let browser = ada
            let said = try await house.house.statements.during {
                var browser = browser
                let file = try await browser.get(path + "/file")
                #expect(file.text == "\"1\",\"'=1+1, \"\"a\"\"\"\r\n")
            }

            let reading = said.filter { $0.text.contains("FROM work_item") }
            #expect(reading.count == 1 && !reading.contains { $0.text.contains("ORDER BY") })
            let archive = try await house.documents(of: ada)
            #expect(archive.contains("\"=1+1, \\\"a\\\"\""))
        }
    }
}
