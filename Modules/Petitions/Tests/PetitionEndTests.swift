import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: what is over is recorded once, keys are destroyed in time, and counters are what rows say.
///
/// Method: the module's own jobs, with a clock that the test sets.
@Suite("The end of petitions")
struct PetitionEndTests {
    @Test("a collection is closed after its last moment, once, in every institution and space")
    func closed() async throws {
        try await PetitionHouse.run { house in
            let other = try await house.secondSpace()
            let abroad = house.house.scope(.other)
            let id = try await house.publish()
            _ = try await house.publish(in: other)
            _ = try await house.publish(in: abroad)
            let end = try #require(try await house.find(id).closesAt)
            house.house.clock.set(end.adding(.milliseconds(-1)))
            #expect(try await house.run(job: "petitions.close") == nil)
            house.house.clock.set(end.adding(.milliseconds(Limits.petitionGraceMilliseconds)))

            #expect(try await house.run(job: "petitions.close") == "3 petitions were closed")
            #expect(try await house.run(job: "petitions.close") == nil)
            for scope in [house.house.scope(), other, abroad] {
                #expect(try await house.find(id, in: scope).stage == .expired)
                #expect(try await house.find(id, in: scope).endedAt == end)
                #expect(try await house.events(id, in: scope) == ["publish", "expire"])
            }
        }
    }

    @Test("what has reached its threshold is examined after its end; what rests is left alone")
    func reached() async throws {
        try await PetitionHouse.run { house in
            let reached = try await house.publish(threshold: 1)
            let paused = try await house.publish("A fountain in every square")
            _ = try await house.sign(reached, 1).get()
            try await house.take("pause", on: paused)
            let end = try #require(try await house.find(reached).closesAt)
            house.house.clock.set(end.adding(.milliseconds(Limits.petitionGraceMilliseconds)))

            #expect(try await house.find(reached).state(at: end) == .examination)
            #expect(try await house.run(job: "petitions.close") == "1 petitions were closed")
            #expect(try await house.find(reached).stage == .examination)
            #expect(try await house.find(paused).stage == .paused)
        }
    }

    @Test("what came at the last moment and waited reaches the threshold before the end is told")
    func lastMoment() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 1)
            let end = try #require(try await house.find(id).closesAt)
            house.house.clock.set(end.adding(.seconds(20)))
            #expect(try await house.run(job: "petitions.close") == nil)

            _ = try await house.sign(id, 1, arrivedAt: end.adding(.milliseconds(-1))).get()

            #expect(try await house.find(id).stage == .reached)
            house.house.clock.set(end.adding(.milliseconds(Limits.petitionGraceMilliseconds)))
            #expect(try await house.run(job: "petitions.close") == "1 petitions were closed")
            #expect(try await house.find(id).stage == .examination)
            #expect(try await house.find(id).endedAt == end)
            #expect(try await house.events(id) == ["publish", "reach", "close"])
        }
    }

    @Test("after the days in which somebody may object the key is gone, and nothing joins any more")
    func destroyed() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(contestDays: 2)
            _ = try await house.sign(id, 1).get()
            let scope = house.house.scope()
            let person = PetitionHouse.person(1)
            #expect(try await house.petitions.hasSigned(id, person, in: scope))
            try await house.take("take-up", on: id)
            #expect(try await house.petitions.hasSigned(id, person, in: scope))
            house.house.clock.advance(by: .seconds(2 * 86_400 - 1))
            #expect(try await house.run(job: "petitions.close") == nil)
            house.house.clock.advance(by: .seconds(1))

            #expect(
                try await house.run(job: "petitions.close") == "1 keys of petitions were destroyed"
            )
            let later = house.house.scope()
            #expect(try await house.petitions.hasSigned(id, person, in: later) == false)
            #expect(try await house.find(id).keyDestroyedAt == house.house.clock.now)
            #expect(try await house.withdraw(id, 1) == .closed)
            #expect(try await house.sign(id, 2) == .failure(.notOpen(.takenUp)))
            let keys: [[UInt8]] = try await house.database.read(in: later) { transaction in
                try transaction.column(
                    """
                    SELECT wrapped FROM petition_key
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                    """
                )
            }
            #expect(keys.isEmpty)
            #expect(try await house.audit(id).counter == 1)
            #expect(try await house.attempt("reconsider", on: id).isFailure)
        }
    }

    @Test("the key of what is examined anew is kept, though it was found to be destroyed")
    func reconsidered() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit()
            try await house.take("refuse", on: id)
            try await house.take("reconsider", on: id)
            // As the job had read it before somebody took the step.
            try await house.database.write(in: house.house.scope()) { transaction in
                try transaction.run(
                    """
                    UPDATE petition SET key_due_at = \(transaction.now)
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                    """
                )
            }

            #expect(try await house.run(job: "petitions.close") == nil)

            #expect(try await house.find(id).keyDestroyedAt == nil)
            try await house.take("publish", on: id)
            _ = try await house.sign(id, 1).get()
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test(
        "every night counters, rows and numbers are compared; where they differ there is an alarm"
    )
    func checked() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            for number in 1...3 { _ = try await house.sign(id, number).get() }
            _ = try await house.withdraw(id, 2)
            #expect(try await house.run(job: "petitions.check") == nil)
            #expect(try await alarms(house).isEmpty)
            // Nothing is looked at again before the next night.
            try await house.database.write(in: house.house.scope()) { transaction in
                try transaction.run(
                    """
                    UPDATE petition_line SET signatures = 7
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                    """
                )
            }
            #expect(try await house.run(job: "petitions.check") == nil)
            house.house.clock.advance(by: .seconds(86_400))

            #expect(
                try await house.run(job: "petitions.check")
                    == "1 petitions do not count what they hold"
            )
            let alarm = try #require(try await alarms(house).first)
            #expect(alarm.id == id)
            #expect(alarm.text.contains("rows 2") && alarm.text.contains("line 7"))
            _ = try await house.sign(id, 4).get()
            house.house.clock.advance(by: .seconds(86_400))
            #expect(try await house.run(job: "petitions.check") == nil)
            #expect(try await alarms(house).isEmpty)
        }
    }

    @Test("a line that counts what no counter counts is an alarm, too")
    func counterless() async throws {
        try await PetitionHouse.run { house in
            _ = try await house.submit()
            try await house.database.write(in: house.house.scope()) { transaction in
                try transaction.run(
                    """
                    UPDATE petition_line SET signatures = 7, check_at = \(transaction.now)
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                    """
                )
                try PetitionCheck.agenda.note(transaction.now, in: &transaction)
            }

            #expect(
                try await house.run(job: "petitions.check")
                    == "1 petitions do not count what they hold"
            )
            #expect(try await alarms(house).map(\.text) == ["no counter, line 7"])
        }
    }

    private func alarms(_ house: PetitionHouse) async throws -> [PetitionAlarm] {
        try await house.database.read(in: house.house.scope()) { transaction in
            try PetitionStore.alarmed(in: [.first], in: &transaction)
        }
    }

    @Test("from where signatures came is forgotten after a day, and with the key at the latest")
    func traces() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let scope = house.house.scope()
            let trace = SignatureTraces.Trace(
                petition: id,
                key: Array(repeating: 1, count: 16),
                network: Array(repeating: 2, count: 16),
                domain: [],
                at: scope.now
            )
            try await house.petitions.write([trace, trace], in: scope)
            #expect(try await count(house) == 1)
            house.house.clock.advance(by: .seconds(86_399))
            _ = try await house.run(job: "petitions.close")
            #expect(try await count(house) == 1)
            house.house.clock.advance(by: .seconds(1))
            _ = try await house.run(job: "petitions.close")

            #expect(try await count(house) == 0)
        }
    }

    @Test("what waited for a day in a process, because nobody signed, is never written")
    func waited() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let noon = house.house.scope()
            let trace = { (number: UInt8) in
                SignatureTraces.Trace(
                    petition: id,
                    key: Array(repeating: number, count: 16),
                    network: Array(repeating: 2, count: 16),
                    domain: [],
                    at: noon.now
                )
            }
            for number: UInt8 in 1...2 {
                let due = house.petitions.traces.note(trace(number), in: noon)
                try await house.petitions.write(due, in: noon)
            }
            #expect(try await count(house) == 1)
            house.house.clock.advance(by: .seconds(86_400))

            try await house.petitions.writeTraces(in: house.house.scope())
            _ = try await house.run(job: "petitions.close")

            #expect(try await count(house) == 0)
        }
    }

    private func count(_ house: PetitionHouse) async throws -> Int {
        try await house.database.read(in: house.house.scope()) { transaction in
            try transaction.value(
                """
                SELECT count(*) FROM petition_trace
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                """
            ) ?? 0
        }
    }

    @Test("a crowd's traces are written together")
    func together() throws {
        let traces = SignatureTraces()
        let id = try #require(Petition.ID(1))
        let scope = Scope(tenant: .eci, space: .first, actor: .visitor, now: TestClock.noon)
        let trace = { (number: UInt8) in
            SignatureTraces.Trace(
                petition: id,
                key: [number],
                network: [],
                domain: [],
                at: scope.now
            )
        }

        #expect(traces.note(trace(1), in: scope).count == 1)
        #expect(traces.note(trace(2), in: scope).isEmpty)
        #expect(traces.note(trace(3), in: scope).isEmpty)
        let later = Scope(
            tenant: .eci,
            space: .first,
            actor: .visitor,
            now: scope.now.adding(.seconds(1))
        )
        #expect(traces.note(trace(4), in: later).map(\.key) == [[2], [3], [4]])
        #expect(traces.take(in: later).isEmpty)
    }
}

extension Result {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
