import Jobs
import Kernel
import Spaces
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Mail

/// Goal: each letter is sent once, late letters never, and an address that is gone is left alone.
///
/// Method: real tables, and a carrier that answers what the test wants; the clock is moved by hand.
@Suite("The postman")
struct PostmanTests {
    @Test("a letter is sent once, from its institution, and its content is erased")
    func sent() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = TestCarrier()
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await house.add(.signIn(to: "ada@example.org"), at: .other)

            let summary = try await house.postman(carrier).send(JobRun(now: house.clock.now))
            let again = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(summary == "2 sent, 0 to be tried again, 0 given up")
            #expect(again == nil)
            #expect(carrier.senders == ["no-reply@eci.localhost", "no-reply@other.localhost"])
            #expect(try await house.counts().waiting == 0)
            #expect(try await house.mails() == ["sent", "sent"])
            #expect(try await house.letters(to: "ada@example.org").isEmpty)
        }
    }

    @Test("a server that cannot now is asked again, later each time, while the letter is worth it")
    func later() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = TestCarrier { _ in .later(451) }
            _ = try await house.add(.plain(to: "ada@example.org"))
            let postman = house.postman(carrier)
            var minutes: [Int64] = []
            for minute in 0..<(26 * 60) {
                let before = carrier.count
                _ = try await postman.send(JobRun(now: house.clock.now))
                if carrier.count > before { minutes.append(Int64(minute)) }
                house.clock.advance(by: .seconds(60))
            }

            #expect(minutes == [0, 1, 3, 7, 15, 31, 63, 127, 255, 495, 735, 975, 1215])
            #expect(Set(carrier.ids).count == 1)
            #expect(try await house.mails() == ["expired"])
        }
    }

    @Test("a sign-in link that is too old is dropped, not sent late")
    func expired() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = TestCarrier()
            _ = try await house.add(.signIn(to: "ada@example.org"))
            house.clock.advance(by: .seconds(3600))

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(carrier.count == 0)
            #expect(try await house.mails() == ["expired"])
        }
    }

    @Test("an address that is gone is suspended, until its time is over or somebody lifts it")
    func suspended() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = TestCarrier { _ in .noSuchAddress(550) }
            let outbox = house.host.outbox
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
            let end = house.clock.now.adding(.milliseconds(Limits.suspensionMilliseconds))

            let refused = try await house.add(.signIn(to: "ADA@example.org"))
            let elsewhere = try await house.add(.signIn(to: "ada@example.org"), at: .other)
            let lifted = try await house.database.write(in: house.scope()) { transaction in
                try outbox.lift("ada@example.org", in: &transaction)
            }
            let taken = try await house.add(.signIn(to: "ada@example.org"))

            #expect(carrier.count == 1, "the second letter was not tried")
            let states = try await house.mails().sorted()
            #expect(states == ["bounced", "bounced", "waiting", "waiting"])
            #expect(throws: Outbox.Refusal.suspended(until: end)) { try refused.get() }
            #expect(throws: Never.self) { try elsewhere.get() }
            #expect(lifted)
            #expect(throws: Never.self) { try taken.get() }
        }
    }

    @Test("a suspension ends by itself")
    func suspensionEnds() async throws {
        try await TestHouse.run(modules: []) { house in
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await house.postman(TestCarrier { _ in .noSuchAddress(550) })
                .send(JobRun(now: house.clock.now))
            house.clock.advance(by: .milliseconds(Limits.suspensionMilliseconds))

            let taken = try await house.add(.signIn(to: "ada@example.org"))

            #expect(throws: Never.self) { try taken.get() }
        }
    }

    @Test("without a mail server nothing is lost: letters wait, and the job says what is wrong")
    func unreachable() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<12 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let away = TestCarrier { _ in .unreachable("Couldn't connect to server") }
            let there = TestCarrier()
            await #expect(throws: JobFailure.self) {
                _ = try await house.postman(away).send(JobRun(now: house.clock.now))
            }
            house.clock.advance(by: .seconds(60))

            let summary = try await house.postman(there).send(JobRun(now: house.clock.now))

            #expect(away.count == 1, "the others were not tried in vain")
            #expect(summary == "12 sent, 0 to be tried again, 0 given up")
        }
    }

    @Test(
        "what the server refuses for good is given up; a sender it refuses is not the letter's fault"
    )
    func refused() async throws {
        try await TestHouse.run(modules: []) { house in
            _ = try await house.add(.plain(to: "ada@example.org"))
            _ = try await house.add(.plain(to: "grace@example.org"))
            let carrier = TestCarrier { message in
                message.to.local == "ada" ? .refused(554) : .senderRefused(553)
            }

            await #expect(throws: JobFailure.self) {
                _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
            }

            #expect(Set(try await house.mails()) == ["failed", "waiting"])
        }
    }

    @Test("a server that refuses all letters of a day is something that an operator is told")
    func refusedByRule() async throws {
        try await TestHouse.run(modules: []) { house in
            let outbox = house.host.outbox
            func outcomes() async throws -> MailOutcomes {
                let since = house.clock.now.adding(.milliseconds(-Instant.millisecondsPerDay))
                return try await house.database.read(in: house.scope()) { transaction in
                    try outbox.outcomes(since: since, in: &transaction)
                }
            }
            let policy = TestCarrier { _ in .refused(550) }
            for name in ["ada", "grace", "hedy"] {
                _ = try await house.add(.plain(to: "\(name)@example.org"))
                _ = try await house.postman(policy).send(JobRun(now: house.clock.now))
            }
            let refused = try await outcomes()
            _ = try await house.add(.plain(to: "mary@example.org"))
            _ = try await house.postman(TestCarrier()).send(JobRun(now: house.clock.now))
            let mixed = try await outcomes()
            house.clock.advance(by: .milliseconds(Instant.millisecondsPerDay))

            #expect(refused == MailOutcomes(sent: 0, refused: 3, replyCode: 550))
            #expect(refused.isRefusedByRule && !mixed.isRefusedByRule)
            #expect(try await outcomes() == MailOutcomes(sent: 0, refused: 0, replyCode: nil))
        }
    }

    @Test("a run that has to end gives back what it took, and the next sends the rest at once")
    func interrupted() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<5 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let scheduler = Mutex<Scheduler?>(nil)
            let carrier = TestCarrier { _ in
                scheduler.withLock { $0?.stop() }
                return .taken
            }
            let jobs = MailJobs.all(house.postman(carrier)) { _ in [] }
            let running = Scheduler(
                jobs: jobs,
                database: house.database,
                bell: JobBell(),
                clock: house.clock.clock,
                random: house.random,
                logger: house.logger
            )
            scheduler.withLock { $0 = running }
            let outcome = try await running.runNow(try #require(jobs.first))

            let rest = TestCarrier()
            _ = try await house.postman(rest).send(JobRun(now: house.clock.now))

            #expect(outcome == .interrupted(.stopping))
            #expect(carrier.count == 1 && rest.count == 4)
            #expect(Set(carrier.ids + rest.ids).count == 5)
        }
    }

    @Test("a batch that takes too long is given back before somebody else could take it")
    func slow() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<4 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let carrier = TestCarrier { _ in
                house.clock.advance(by: .seconds(40))
                return .taken
            }

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(carrier.count == 4 && Set(carrier.ids).count == 4)
        }
    }

    @Test("what ended is forgotten after a week")
    func forgotten() async throws {
        try await TestHouse.run(modules: []) { house in
            let postman = house.postman(TestCarrier())
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await postman.send(JobRun(now: house.clock.now))
            let forget = try #require(
                MailJobs.all(postman) { _ in [] }.first { $0.id == "mail.forget" }
            )
            _ = try await forget.run(JobRun(now: house.clock.now))
            let kept = try await house.mails().count
            house.clock.advance(by: .milliseconds(Limits.mailTraceMilliseconds + 1))

            _ = try await forget.run(JobRun(now: house.clock.now))

            #expect(kept == 1)
            #expect(try await house.mails().isEmpty)
        }
    }

    @Test("through a real server: one arrives, one waits, one address is suspended")
    func real() async throws {
        try await TestHouse.run(modules: []) { house in
            try await MailSink.run { sink in
                for name in ["ada", "later", "gone"] {
                    _ = try await house.add(.signIn(to: name + "@example.org"))
                }
                let carrier = SMTPCarrier(settings: try sink.settings())

                let summary = try await house.postman(carrier)
                    .send(JobRun(now: house.clock.now))

                #expect(summary == "1 sent, 1 to be tried again, 1 given up")
                #expect(try await sink.mails(1).map(\.to) == [["ada@example.org"]])
                #expect(try await house.letters(to: "later@example.org").count == 1)
                let refused = try await house.add(.signIn(to: "gone@example.org"))
                #expect(throws: Outbox.Refusal.self) { try refused.get() }
            }
        }
    }
}

extension TestHouse {
    /// The states of an institution's letters, all of them, the oldest first.
    func mails() async throws -> [String] {
        try await database.readShared { transaction in
            try transaction.column("SELECT state FROM mail ORDER BY tenant_id, created_at, id")
        }
    }
}
