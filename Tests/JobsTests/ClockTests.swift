import Jobs
import Kernel
import Storage
import TestSupport
import Testing

/// Goal: a clock that was wrong holds up no job once it is right.
///
/// Method: a clock that the test sets months ahead and back, on rows as schedulers left them.
@Suite("Jobs and wrong clocks")
struct ClockTests {
    private static let months = Duration.seconds(200 * 86_400)

    @Test("a job that ran by a clock months ahead runs again as soon as the clock is right")
    func planned() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.plan", every: .seconds(60), limit: .seconds(10)) { _ in
            diary.begin()
            return nil
        }
        let right = house.clock.now
        house.clock.advance(by: Self.months)
        _ = try await house.scheduler([job]).runNow(job)
        house.clock.set(right)

        try await JobsHouse.run([house.scheduler([job])]) {
            try await Diary.wait { try await house.state("test.plan")?.succeededAt == right }
        }

        let state = try #require(try await house.state("test.plan"))
        #expect(diary.runs == 2)
        #expect(state.nextAt == right.adding(.seconds(60)))
        #expect(!state.isDatedAhead(at: right))
    }

    @Test("the long pause after failures is kept, whatever else a clock may have planned")
    func paused() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.pause", every: .seconds(60), limit: .seconds(10)) { _ in
            diary.begin()
            throw JobFailure("nobody answers")
        }
        let scheduler = house.scheduler([job])
        for _ in 0..<7 { _ = try await scheduler.runNow(job) }
        let planned = try #require(try await house.state("test.pause")?.nextAt)
        let other = Diary()
        let marker = JobDefinition("test.marker", every: .seconds(1), limit: .seconds(10)) { _ in
            other.begin()
            return nil
        }

        try await JobsHouse.run([house.scheduler([job, marker])]) {
            try await Diary.wait { other.runs == 1 }
            house.clock.advance(by: .seconds(1))
            try await Diary.wait { other.runs == 2 }
        }

        #expect(planned == TestClock.noon.adding(.seconds(3600)))
        #expect(diary.runs == 7)
    }

    @Test("two servers whose clocks differ by some seconds do not take a plan for a mistake")
    func apart() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.apart", every: .seconds(60), limit: .seconds(10)) { _ in
            diary.begin()
            return nil
        }
        let other = Diary()
        let marker = JobDefinition("test.marker", every: .seconds(1), limit: .seconds(10)) { _ in
            other.begin()
            return nil
        }
        let right = house.clock.now
        house.clock.advance(by: .seconds(5))
        _ = try await house.scheduler([job]).runNow(job)
        house.clock.set(right)

        try await JobsHouse.run([house.scheduler([job, marker])]) {
            try await Diary.wait { other.runs == 1 }
            house.clock.advance(by: .seconds(1))
            try await Diary.wait { other.runs == 2 }
        }

        #expect(diary.runs == 1)
    }

    @Test("a claim months ahead of somebody who is gone ends, and one that is prolonged does not")
    func claimed() async throws {
        let house = try await JobsHouse()
        let diary = Diary()
        let job = JobDefinition("test.claim", every: .seconds(60), limit: .seconds(600)) { _ in
            diary.begin()
            return nil
        }
        var pace = Scheduler.Pace.quick
        pace.lease = .milliseconds(500)
        let heir = house.scheduler([job], pace: pace)
        _ = try await heir.runNow(job)
        let astray = house.clock.now.adding(Self.months)

        try await JobsHouse.run([heir]) {
            // Somebody lives, and says so more often than a claim lasts, on a machine that lets them.
            var (last, longest) = (ContinuousClock.now, Duration.zero)
            for step in 0..<60 {
                try await house.hold("test.claim", until: astray.adding(.seconds(step)))
                longest = max(longest, ContinuousClock.now - last)
                last = .now
                try await Task.sleep(for: .milliseconds(20))
            }
            let runsBeside = diary.runs
            // And dies.
            try await Diary.wait {
                let state = try await house.state("test.claim")
                return state.map { $0.claimedBy == nil && $0.runs >= 2 } ?? false
            }

            #expect(runsBeside == 1 || longest > pace.lease)
        }

        #expect(diary.runs >= 2)
    }
}

extension JobsHouse {
    /// Claims a job that is due for another process.
    fileprivate func hold(_ id: String, until end: Instant) async throws {
        try await database.writeShared { transaction in
            try transaction.run(
                """
                UPDATE job SET next_at = 0, claimed_by = 'another', claimed_until = \(end)
                WHERE id = \(id)
                """
            )
        }
    }
}
