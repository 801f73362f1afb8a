import Files
import Jobs
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Web

/// Goal: what is kept of files is whole or not there, has bounds, and goes with what it belongs to.
///
/// Method: quotas, two at once, failures in the middle, and a day that passes; the tables afterwards.
@Suite("Kept files")
struct KeptFilesTests {
    @Test("a space that is full says so, keeps the form, and has room again when something goes")
    func quota() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let file = SampleFiles.png(width: 200, height: 200)
            try await house.house.host.uploads.set(quota: 60_000, in: house.house.scope())

            let first = try await ada.send(.init("file", name: "a.png", bytes: file))
            let address = try #require(first.field("Location"))
            let room = try await house.room()
            let second = try await ada.send(
                .init("file", name: "b.png", bytes: SampleFiles.png(width: 201, height: 200))
            )
            try await house.removeThings()
            let third = try await ada.send(.init("file", name: "b.png", bytes: file))

            #expect(room > 40_000)
            #expect(second.status == 422)
            #expect(second.text.contains("no room for more files"), "\(second.text)")
            #expect(second.text.contains("value=\"A title\""))
            #expect(try await house.site.get(address).status == 404)
            #expect(third.status == 303)
            #expect(try await house.room() == room)
        }
    }

    @Test("the same picture is kept once, and stays until the last thing that has it goes")
    func twice() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let file = MultipartText.File("file", name: "a.png", bytes: SampleFiles.png())

            let one = try #require(try await ada.send(file).field("Location"))
            let other = try #require(try await ada.send(file).field("Location"))
            let both = try await house.counts()
            try await house.removeThings(but: 1)
            let left = try await [one, other].asyncMap { try await house.site.get($0).status }
            let half = try await house.counts()
            try await house.removeThings()

            #expect(one != other)
            #expect(both == [2, 1, 1])
            #expect(left.sorted() == [200, 404])
            #expect(half == [1, 1, 1])
            #expect(try await house.counts() == [0, 0, 0])
            #expect(try await house.room() == 0)
        }
    }

    @Test("two people who send at once the same and different files both have them")
    func atOnce() async throws {
        try await ShelfHouse.run { house in
            let browsers = [
                try await house.member(), try await house.member("eve@example.org"),
            ]
            let files = [SampleFiles.png(), SampleFiles.png(width: 700, height: 500)]

            let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
                for browser in browsers {
                    for bytes in files {
                        group.addTask {
                            var browser = browser
                            return try await browser.send(
                                .init("file", name: "a.png", bytes: bytes)
                            )
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(answers.map(\.status) == [303, 303, 303, 303])
            for answer in answers {
                let address = try #require(answer.field("Location"))
                #expect(try await house.site.get(address).status == 200)
            }
            #expect(try await house.counts() == [4, 2, 3])
        }
    }

    @Test("a file whose writing ends anywhere in the middle is never seen, and its parts go")
    func middle() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let file = MultipartText.File(
                "file",
                name: "a.png",
                bytes: SampleFiles.png(width: 900, height: 600)
            )
            // What is wanted, three parts, and the file: each of them may be the first that fails.
            for trial in 0..<10 {
                let survivors = trial / 2
                let before = house.house.faults.writes
                for _ in 0..<survivors { house.house.faults.come(.none) }
                for _ in 0..<100 { house.house.faults.come(trial % 2 == 0 ? .away : .lost) }
                let answer = try await ada.send(file, title: "Not lost")
                house.house.faults.end()

                #expect(house.house.faults.writes > before)
                #expect(answer.status == 503, "\(trial): \(answer.text)")
                #expect(answer.text.contains("value=\"Not lost\""))
                #expect(try await house.count("file") == 0)
            }
            #expect(try await house.count("file_part") > 0)
            #expect(try await house.room() == 0)

            let later = Instant(
                milliseconds: house.house.clock.now.milliseconds + 2 * Instant.millisecondsPerDay
            )
            let sentence = try await house.house.host.uploads.forget(JobRun(now: later))
            #expect(sentence == "1 files that belonged to nothing")
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("what belongs to nothing is gone after a day, and what belongs to something stays")
    func forgotten() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let kept = MultipartText.File("file", name: "a.png", bytes: SampleFiles.png())
            let waiting = MultipartText.File(
                "file",
                name: "b.png",
                bytes: SampleFiles.png(width: 64)
            )
            let address = try #require(try await ada.send(kept).field("Location"))
            _ = try await ada.send(waiting, title: "")
            _ = try await ada.send(kept, title: "")
            let uploads = house.house.host.uploads
            let now = house.house.clock.now.milliseconds

            let early = try await uploads.forget(
                JobRun(now: Instant(milliseconds: now + Instant.millisecondsPerDay - 60_000))
            )
            let before = try await house.counts()
            let late = try await uploads.forget(
                JobRun(now: Instant(milliseconds: now + Instant.millisecondsPerDay + 60_000))
            )

            #expect(early == nil)
            #expect(before == [3, 2, 2])
            #expect(late == "2 files that belonged to nothing")
            #expect(try await house.counts() == [1, 1, 1])
            #expect(try await house.site.get(address).status == 200)
        }
    }

    @Test("one person fills no room with files that belong to nothing: the oldest make way")
    func bounded() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            for width in 0..<Limits.waitingFiles + 3 {
                let file = SampleFiles.png(width: 20 + width)
                let answer = try await ada.send(
                    .init("file", name: "a.png", bytes: file),
                    title: ""
                )
                #expect(answer.value(ofField: "file-waiting") != nil)
                house.house.clock.tick()
            }

            #expect(try await house.count("file") == Limits.waitingFiles)
            #expect(try await house.count("file_content") == Limits.waitingFiles)
        }
    }
}

extension ShelfHouse {
    /// Removes things and their files, as a module does, in one transaction each.
    func removeThings(but spared: Int = 0) async throws {
        try await house.database.write(in: house.scope()) { transaction in
            let ids: [String] = try transaction.column(
                """
                SELECT id FROM shelf_thing
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                ORDER BY id
                """
            )
            for id in ids.dropLast(spared) {
                try Uploads.removeFiles(
                    of: Shelf.subject(id, in: transaction.scope),
                    in: &transaction
                )
                try transaction.run(
                    """
                    DELETE FROM shelf_thing
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                      AND id = \(id)
                    """
                )
            }
        }
    }
}

extension Array {
    /// One after another.
    func asyncMap<Value>(_ change: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
