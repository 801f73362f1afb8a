import Kernel
import Storage
import TestSupport
import Testing

@testable import Jobs

/// Goal: a job runs when it is due, in one process at a time, whatever dies.
///
/// Method: schedulers on one database, as several processes have them; a clock that the test moves.
@Suite("The scheduler")
struct SchedulerTests {
    @Test("a job runs when it is new, then each time it is due, and its state says so")
    func due() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.count", every: .seconds(60), limit: .seconds(10)) { _ in
            diary.begin()
            return "\(diary.runs) counted"
        }
        try await JobsHouse.run([house.scheduler([job])]) {
            try await Diary.wait { try await house.state("test.count")?.summary == "1 counted" }
            let first = try #require(try await house.state("test.count"))
            house.clock.advance(by: .seconds(59))
            try await Task.sleep(for: .milliseconds(50))
            let early = diary.runs
            house.clock.advance(by: .seconds(1))
            try await Diary.wait { try await house.state("test.count")?.summary == "2 counted" }

            #expect(first.nextAt == TestClock.noon.adding(.seconds(60)))
            #expect(first.succeededAt == TestClock.noon)
            #expect(first.failure == nil && first.runs == 1)
            #expect(!first.isRunning(at: house.clock.now))
            #expect(early == 1)
        }
    }

    @Test("two processes never run a job at once, and each run happens in one of them")
    func exclusive() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.slow", every: .seconds(60), limit: .seconds(30)) { _ in
            diary.begin()
            try await Task.sleep(for: .milliseconds(20))
            diary.end()
            return nil
        }
        let schedulers = try (0..<3).map { _ in
            house.scheduler([job], database: try house.store.open(connections: 2))
        }
        try await JobsHouse.run(schedulers) {
            for round in 1...8 {
                try await Diary.wait {
                    // In this order: a free row that was read before the run began says nothing.
                    guard diary.runs == round else { return false }
                    return try await house.state("test.slow")?.claimedBy == nil
                }
                house.clock.advance(by: .seconds(60))
            }
        }

        #expect(diary.mostAtOnce == 1)
        #expect(try await house.state("test.slow")?.runs == diary.runs)
    }

    @Test("a job that is woken runs at once, and once more when it was woken while it ran")
    func woken() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.woken", every: .seconds(3600), limit: .seconds(30)) { _ in
            diary.begin()
            while diary.runs == 2, !diary.isOpen { try await Task.sleep(for: .milliseconds(2)) }
            diary.end()
            return nil
        }
        let scheduler = house.scheduler([job])
        try await JobsHouse.run([scheduler]) {
            try await Diary.wait { diary.runs == 1 }
            scheduler.wake("test.woken")
            try await Diary.wait { diary.runs == 2 && diary.working == 1 }
            scheduler.wake("test.woken")
            scheduler.wake("test.woken")
            try await Task.sleep(for: .milliseconds(30))
            #expect(diary.runs == 2)
            diary.open()
            try await Diary.wait { diary.runs == 3 }
            try await Task.sleep(for: .milliseconds(50))

            #expect(diary.runs == 3)
        }
    }

    @Test("a crowd that wakes a job all the time lets it run once, and its wish stays")
    func crowd() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.crowd", every: .seconds(3600), limit: .seconds(30)) { _ in
            diary.begin()
            diary.end()
            return nil
        }
        var pace = Scheduler.Pace.quick
        pace.rest = .seconds(3600)
        let scheduler = house.scheduler([job], pace: pace)
        try await JobsHouse.run([scheduler]) {
            try await Diary.wait { diary.runs == 1 }
            for _ in 0..<20 {
                scheduler.wake("test.crowd")
                try await Task.sleep(for: .milliseconds(5))
            }

            #expect(diary.runs == 1)
            #expect(scheduler.bell.waiting == ["test.crowd"])
        }
    }

    @Test("the job of a process that died is taken over when its claim runs out, and not before")
    func died() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.dead", every: .seconds(60), limit: .seconds(600)) { _ in
            diary.begin()
            guard diary.runs != 2 else { throw Secretive(address: "") }
            return "done"
        }
        let heir = house.scheduler([job])
        _ = try await heir.runNow(job)
        let end = house.clock.now.adding(.seconds(30))
        try await house.database.writeShared { transaction in
            try transaction.run(
                "UPDATE job SET next_at = 0, claimed_by = 'dead', claimed_until = \(end)"
            )
        }
        try await JobsHouse.run([heir]) {
            try await Task.sleep(for: .milliseconds(50))
            #expect(diary.runs == 1)
            house.clock.advance(by: .seconds(30))
            try await Diary.wait { try await house.state("test.dead")?.finishedAt == end }
        }

        // The death of the first and the failure of the second.
        let state = try #require(try await house.state("test.dead"))
        #expect(diary.runs == 2)
        #expect(state.failures == 2 && state.failure == JobFailure.unexpected && state.runs == 2)
    }

    @Test("a failure is kept without its details, and the pause doubles up to an hour")
    func failing() async throws {
        let house = try await JobsHouse()
        let job = JobDefinition("test.failing", every: .seconds(60), limit: .seconds(10)) { _ in
            throw Secretive(address: "ada@example.org")
        }
        let scheduler = house.scheduler([job])
        var pauses: [Int64] = []
        for _ in 0..<8 {
            let outcome = try await scheduler.runNow(job)
            let state = try #require(try await house.state("test.failing"))
            pauses.append((state.nextAt.milliseconds - house.clock.now.milliseconds) / 1000)
            #expect(outcome == .failed(JobFailure.unexpected))
            #expect(state.failure == JobFailure.unexpected && state.succeededAt == nil)
        }

        #expect(pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600])
        #expect(try await house.state("test.failing")?.failures == 8)
    }

    @Test("a run that takes too long is cancelled, and counts as failed")
    func outOfTime() async throws {
        let house = try await JobsHouse()
        let job = JobDefinition("test.long", every: .seconds(60), limit: .milliseconds(20)) { _ in
            try await Task.sleep(for: .seconds(600))
            return "never"
        }

        let outcome = try await house.scheduler([job]).runNow(job)

        #expect(outcome == .interrupted(.outOfTime))
        #expect(try await house.state("test.long")?.failures == 1)
        #expect(try await house.state("test.long")?.claimedBy == nil)
    }

    @Test("a server that stops lets a run end its step, and the job is due again at once")
    func stopped() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.steps", every: .seconds(60), limit: .seconds(600)) { run in
            diary.begin()
            while true {
                try run.checkIsHeld()
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        try await JobsHouse.run([house.scheduler([job])]) {
            try await Diary.wait { diary.runs == 1 }
        }

        let state = try #require(try await house.state("test.steps"))
        #expect(state.claimedBy == nil && state.failures == 0)
        #expect(state.nextAt == house.clock.now)
    }

    @Test("a run goes on being claimed however long it takes, and ends when another process has it")
    func renewed() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.renewed", every: .seconds(60), limit: .seconds(600)) { run in
            diary.begin()
            while true {
                try run.checkIsHeld()
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        var pace = Scheduler.Pace.quick
        pace.lease = .milliseconds(60)
        let scheduler = house.scheduler([job], pace: pace)
        let outcome = try await withThrowingTaskGroup(of: JobOutcome?.self) { group in
            group.addTask { try await scheduler.runNow(job) }
            try await Diary.wait { diary.runs == 1 }
            let first = try #require(try await house.state("test.renewed")?.claimedUntil)
            house.clock.advance(by: .seconds(5))
            try await Diary.wait {
                let until = try await house.state("test.renewed")?.claimedUntil
                return until.map { $0 > first } ?? false
            }
            try await house.database.writeShared { transaction in
                try transaction.run("UPDATE job SET claimed_by = 'another'")
            }
            return try await group.next() ?? nil
        }

        #expect(outcome == .interrupted(.lost))
        #expect(try await house.state("test.renewed")?.claimedBy == "another")
    }

    @Test("running a job by hand waits for nobody: while it runs elsewhere, it says so")
    func byHand() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.hand", every: .seconds(60), limit: .seconds(600)) { _ in
            diary.begin()
            while !diary.isOpen { try await Task.sleep(for: .milliseconds(2)) }
            return "done"
        }
        let (first, second) = (house.scheduler([job]), house.scheduler([job]))
        try await withThrowingTaskGroup(of: JobOutcome?.self) { group in
            group.addTask { try await first.runNow(job) }
            try await Diary.wait { diary.runs == 1 }

            let refused = try await second.runNow(job)
            diary.open()
            let done = try await group.next() ?? nil
            let again = try await second.runNow(job)

            #expect(refused == nil)
            #expect(done == .done("done"))
            #expect(again == .done("done"))
        }
    }
}

/// An error that would tell too much.
private struct Secretive: Error {
    let address: String
}
