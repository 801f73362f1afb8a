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

/// Goal: whatever goes wrong with one piece is a failed try of that piece, and stops nothing else.
@Suite("The contract with a module: work in trouble")
struct TroubledWorkTests {
    private static func jobs(_ kinds: [WorkKind], in house: SuggestionHouse) -> [JobDefinition] {
        house.house.host.work.jobs(kinds, everywhere: { _ in [] })
    }

    private static func items(
        of owner: Member.ID,
        at tenant: Tenant.ID = .eci,
        in house: SuggestionHouse
    ) async throws -> [WorkItem] {
        let scope = Scope(tenant: tenant, actor: .server, now: house.house.clock.now)
        return try await house.house.host.work.items(of: owner, in: scope)
    }

    @Test("what somebody typed is too long: a sentence for them, and the server goes on")
    func tooLong() async throws {
        try await SuggestionHouse.queued { house, ada in
            let text = String(repeating: "x", count: Limits.workInputBytes)
            let answer = try await ada.post("/en/ideas/exports", [("holding", text)])

            #expect(answer.status == 409)
            #expect(answer.text.contains("too long for this. Make it shorter."))
            #expect(try await house.count("work_item") == 0)
            #expect(try await SuggestionHouse.export(in: &ada) == 303)
        }
    }

    @Test("an error of one piece, even one that looks like a stop, keeps nobody else from theirs")
    func thrown() async throws {
        let errors: [any Error] = [
            JobInterruption.stopping, CancellationError(), PageError.notFound, Tries.Broken(),
            StorageError(.constraint), WorkGone(),
        ]
        for error in errors {
            try await SuggestionHouse.queued { house, ada in
                let other = try await house.stranger(at: .other)
                let mine = try await house.id(of: ada)
                let kind = WorkKind(Suggestions.count, title: "Count") { _, run in
                    guard run.owner == other else { throw error }
                    return .text("done")
                }
                _ = try await house.count(holding: "", for: ada)
                _ = try await house.queue(holding: "", for: other, at: .other)
                let run = JobRun(now: house.house.clock.now)

                let said = try await Self.jobs([kind], in: house)[0].run(run)

                #expect(said == "2 pieces of work begun", "\(error)")
                let others = try await Self.items(of: other, at: .other, in: house)
                #expect(others.map(\.state) == [.done], "\(error)")
                let own = try await Self.items(of: mine, in: house)
                #expect(own.map(\.state) == [.waiting] && own.map(\.tries) == [1], "\(error)")
            }
        }
    }

    @Test("a storage that is away stops the run; the try counts, so that no piece does so for ever")
    func away() async throws {
        try await SuggestionHouse.queued { house, ada in
            let kind = WorkKind(Suggestions.count, title: "Count", tries: 2) {
                (_: Suggestions.Wish, _: WorkRun) async throws -> WorkResult in
                throw StorageError(.full)
            }
            _ = try await house.count(holding: "", for: ada)
            let job = Self.jobs([kind], in: house)[0]
            for _ in 0..<2 {
                await #expect(throws: StorageError.self) {
                    _ = try await job.run(JobRun(now: house.house.clock.now))
                }
            }
            _ = try await job.run(JobRun(now: house.house.clock.now))

            #expect(try await house.items(of: ada).map(\.state) == [.failed])
        }
    }

    @Test("what fails before it is begun is given up in the end, too")
    func unreadable() async throws {
        try await SuggestionHouse.queued { house, ada in
            let id = try await house.id(of: ada)
            _ = try await house.count(holding: "", for: ada)
            // Nobody can read what language she wants to be told in.
            try await house.house.database.write(in: house.scope(0)) { transaction in
                try transaction.run(
                    """
                    UPDATE member SET name = \([UInt8]([1, 2, 3]))
                    WHERE tenant_id = \(transaction.tenant) AND id = \(id)
                    """
                )
            }
            for state in [WorkItem.State.waiting, .failed] {
                #expect(try await house.run("work.run") == "1 pieces of work begun")
                #expect(try await Self.items(of: id, in: house).map(\.state) == [state])
                house.house.clock.advance(by: .seconds(60))
            }
            #expect(try await house.run("work.run") == nil)
        }
    }

    @Test("work of a kind that this version does not know waits for one that does, for days")
    func unknown() async throws {
        try await SuggestionHouse.queued { house, ada in
            func run() async throws {
                _ = try await Self.jobs([], in: house)[0].run(JobRun(now: house.house.clock.now))
            }
            _ = try await house.count(holding: "", for: ada)
            try await run()
            let waiting = try await house.items(of: ada)
            #expect(waiting.map(\.state) == [.waiting] && waiting.map(\.tries) == [0])
            house.house.clock.advance(by: Limits.unknownKindPause)
            #expect(try await house.run("work.run") == "1 pieces of work begun")
            #expect(try await house.items(of: ada).map(\.state) == [.done])

            _ = try await house.count(holding: "", for: ada)
            house.house.clock.advance(by: .milliseconds(Limits.unknownKindMilliseconds))
            try await run()
            var later = ada
            try await house.signIn("ada@example.org", in: &later)
            let page = try await later.get("/en/account/work").text
            #expect(page.contains("This site no longer does this."))
        }
    }

    @Test("what nobody has come to in a week is given up, and its owner reads that for a week")
    func expired() async throws {
        try await SuggestionHouse.queued { house, ada in
            let id = try await house.id(of: ada)
            _ = try await house.count(holding: "", for: ada)
            house.house.clock.advance(by: .milliseconds(Limits.workLifeMilliseconds))
            #expect(try await house.run("work.forget") == "1 pieces of work that were over")
            #expect(try await Self.items(of: id, in: house).map(\.state) == [.failed])
            var later = ada
            try await house.signIn("ada@example.org", in: &later)
            let page = try await later.get("/en/account/work").text
            #expect(page.contains("We did not get to it within a week."))

            house.house.clock.advance(by: .milliseconds(Limits.workLifeMilliseconds))
            #expect(try await house.run("work.forget") == "1 pieces of work that were over")
            #expect(try await house.count("work_item") == 0)
        }
    }
}
