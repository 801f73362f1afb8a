import Files
import Jobs
import Kernel
import Storage
import TestSupport
import Testing

/// Goal: no statement about files goes through all files of everybody.
///
/// Method: everything that is done with files, with the engine's plan of each statement.
@Suite("Plans of files' statements")
struct FilePlanTests {
    @Test("taking, giving, serving, removing and forgetting find their rows by an index")
    func plans() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            var eve = try await house.member("eve@example.org")
            let uploads = house.uploads
            let file = MultipartText.File("file", name: "a.png", bytes: SampleFiles.png())
            let later = Instant(
                milliseconds: house.house.clock.now.milliseconds + 2 * Instant.millisecondsPerDay
            )

            let statements = try await house.house.statements.during {
                let answer = try await ada.send(file)
                let address = try #require(answer.field("Location"))
                #expect(try await house.site.get(address).status == 200)
                let waits = try await ada.send(file, title: "")
                let id = try #require(waits.value(ofField: "file-waiting"))
                #expect(try await ada.send(nil, more: [("file-waiting", id)]).status == 303)
                _ = try await ada.send(file, title: "")
                try await house.removeThings()
                // One that leaves, and one that makes way.
                let member = try #require(Member.ID("00000000000000000000000001"))
                try await house.house.database.write(in: house.house.scope()) { transaction in
                    #expect(try uploads.waiting(of: member, in: &transaction).isEmpty)
                    try uploads.removeWaiting(of: member, in: &transaction)
                }
                try await uploads.set(quota: 3000, in: house.house.scope())
                house.house.clock.advance(by: .seconds(120))
                let room = try await house.room()
                #expect(try await eve.send(file, title: "").status == 422)
                #expect(try await house.room() == room && room > 0)
                _ = try await house.uploads.forget(JobRun(now: later))
            }

            let tables = ["file", "file_content", "file_part", "file_room"]
            let ours = statements.filter { statement in
                tables.contains { statement.text.contains(" \($0)") }
            }
            #expect(ours.count > 20)
            for statement in ours {
                for table in tables {
                    #expect(!statement.scans(table), "\(statement.text): \(statement.plan)")
                }
            }
            #expect(try await house.counts() == [0, 0, 0])
        }
    }
}
