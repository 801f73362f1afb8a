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

/// Goal: what comes of queued work is kept for a while and for its owner, and nobody waits for a neighbour.
///
/// Method: the small module; a clock that moves on, two servers, another institution.
@Suite("The contract with a module: what queued work leaves")
struct KeptWorkTests {
    @Test("after a week result, file and row are gone; with the account at once")
    func expiry() async throws {
        try await SuggestionHouse.queued { house, ada in
            _ = try await SuggestionHouse.export(in: &ada)
            _ = try await house.run("work.run")
            #expect(try await house.count("file") == 1)
            house.house.clock.advance(by: .seconds(7 * 86_400 - 1))
            #expect(try await house.run("work.forget") == nil)
            house.house.clock.advance(by: .seconds(1))
            #expect(try await house.run("work.forget") == "1 pieces of work that were over")
            #expect(try await house.count("file") == 0)
            #expect(try await house.count("work_item") == 0)

            var bob = try await house.member("bob@example.org", name: "Bob")
            _ = try await SuggestionHouse.export(in: &bob)
            _ = try await house.run("work.run")
            _ = try await SuggestionHouse.export(in: &bob)
            #expect(try await house.count("work_item") == 2)
            try await house.leave("bob@example.org", in: &bob)
            #expect(try await house.count("work_item") == 0)
            #expect(try await house.count("file") == 0)
        }
    }

    @Test("institutions take turns: who queued much lets others by")
    func fair() async throws {
        try await SuggestionHouse.queued { house, ada in
            for _ in 0..<3 { _ = try await house.count(holding: "", for: ada) }
            let other = try await house.stranger(at: .other)
            let order = Tries()
            let jobs = house.house.host.work.jobs(
                [
                    WorkKind(Suggestions.count, title: "Count") { _, run in
                        order.note(run.owner == other ? "other" : "eci")
                        // Nobody goes on before the neighbour has begun.
                        try await until { order.notes.contains("other") }
                        return .text("")
                    }
                ],
                everywhere: { _ in [] }
            )
            _ = try await house.queue(holding: "", for: other, at: .other)
            #expect(
                try await jobs[0].run(JobRun(now: house.house.clock.now))
                    == "4 pieces of work begun"
            )

            #expect(order.notes.count == 4)
            #expect(order.notes.prefix(2).contains("other"))
        }
    }

    @Test("two servers at once do a piece once, and results of one member make way for new ones")
    func twoServers() async throws {
        try await SuggestionHouse.queued { house, ada in
            let begun = Tries()
            let jobs = house.house.host.work.jobs(
                [
                    WorkKind(Suggestions.count, title: "Count") { _, _ in
                        .text(String(begun.next()))
                    }
                ],
                everywhere: { _ in [] }
            )
            let servers = [house.scheduler(of: jobs), house.scheduler(of: jobs)]
            for round in 1...(Limits.workKept + 1) {
                _ = try await house.count(holding: "", for: ada)
                async let one = servers[0].runNow(jobs[0])
                async let other = servers[1].runNow(jobs[0])
                let ends = try await [one, other]

                #expect(ends.contains(.done("1 pieces of work begun")))
                #expect(begun.next() == 2 * round)
            }

            #expect(try await house.items(of: ada).count == Limits.workKept)
        }
    }

    @Test("every statement on its table uses an index")
    func statements() async throws {
        try await SuggestionHouse.queued { house, ada in
            let said = try await house.house.statements.during {
                _ = try await SuggestionHouse.export(in: &ada)
                _ = try await house.run("work.run")
                _ = try await ada.get("/en/account/work")
                _ = try await SuggestionHouse.export("Rocket", in: &ada)
                _ = try await house.run("work.run")
                house.house.clock.advance(by: .seconds(8 * 86_400))
                _ = try await house.run("work.forget")
                _ = try await house.count(holding: "", for: ada)
            }

            #expect(said.filter { $0.text.contains("work_item") }.count > 10)
            for statement in said {
                #expect(!statement.scans("work_item"), "\(statement.text) \(statement.plan)")
            }
        }
    }
}
