import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: a threshold is crossed with the very signature that reaches it, once up and once down each time.
///
/// Method: people sign and take back around small thresholds, one by one and in one batch.
@Suite("Thresholds of petitions")
struct ThresholdTests {
    @Test(
        "the third signature reaches three; a withdrawal falls below, and a signature reaches it again"
    )
    func bothWays() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 3)
            for number in 1...2 { _ = try await house.sign(id, number).get() }
            #expect(try await house.find(id).stage == .collecting)
            _ = try await house.sign(id, 3).get()
            #expect(try await house.find(id).stage == .reached)
            #expect(try await house.find(id).reachedAt == house.house.clock.now)
            // It goes on collecting.
            _ = try await house.sign(id, 4).get()
            #expect(try await house.withdraw(id, 4) == .withdrawn)
            #expect(try await house.find(id).stage == .reached)

            #expect(try await house.withdraw(id, 1) == .withdrawn)
            #expect(try await house.find(id).stage == .collecting)
            #expect(try await house.find(id).reachedAt == nil)
            #expect(try await house.withdraw(id, 1) == .absent)
            _ = try await house.sign(id, 1).get()
            #expect(try await house.find(id).stage == .reached)

            #expect(try await house.events(id) == ["publish", "reach", "fall-back", "reach"])
            #expect(try await house.audit(id).counter == 3)
        }
    }

    @Test("in the middle of a batch of hundreds it is crossed once")
    func inABatch() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 100)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<250 {
                    group.addTask { _ = try await house.sign(id, number).get() }
                }
                try await group.waitForAll()
            }

            #expect(try await house.events(id) == ["publish", "reach"])
            #expect(try await house.find(id).stage == .reached)
            #expect(try await house.audit(id).counter == 250)
        }
    }

    @Test("signatures that are set right fall below it too, and it is said")
    func corrected() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 2)
            for number in 1...2 { _ = try await house.sign(id, number).get() }
            let scope = house.house.scope()
            let correction = LedgerCorrection(
                day: CivilZone.brussels.date(at: scope.now),
                section: Petitions.everywhere,
                change: -1,
                source: "test",
                reason: "Somebody who is nobody."
            )
            try await house.house.ledger.correct(
                scope.subject(of: id),
                by: correction,
                in: scope
            )

            #expect(try await house.find(id).stage == .collecting)
            #expect(try await house.find(id).signatures == 1)
            #expect(try await house.events(id) == ["publish", "reach", "fall-back"])
        }
    }

    @Test(
        "labels, staff and promised answers have thresholds of their own; territories may be needed"
    )
    func others() async throws {
        try await PetitionHouse.run { house in
            let scope = house.house.scope()
            try await house.database.write(in: scope) { transaction in
                for threshold in [
                    PetitionThreshold(number: 1, count: 1, effect: .label),
                    PetitionThreshold(number: 2, count: 2, effect: .promise, days: 10),
                    PetitionThreshold(
                        number: 3,
                        count: 2,
                        territories: 2,
                        perTerritory: 1,
                        effect: .reached
                    ),
                ] {
                    try PetitionThresholdStore.set(threshold, in: &transaction)
                }
            }
            let id = try await house.publish(threshold: 1)

            _ = try await house.sign(id, 1, territory: "north").get()
            #expect(try await house.events(id) == ["publish", "threshold"])
            _ = try await house.sign(id, 2, territory: "north").get()
            #expect(try await house.events(id) == ["publish", "threshold", "threshold"])
            let due = PetitionTerms.days(10, from: house.house.clock.now)
            #expect(try await house.find(id).dueAt == due)
            // The space has a threshold of its own that leads on: two territories, which the third brings.
            #expect(try await house.find(id).stage == .collecting)
            _ = try await house.sign(id, 3, territory: "south").get()
            #expect(try await house.find(id).stage == .reached)
            #expect(try await house.find(id).dueAt == due)
            #expect(try await house.withdraw(id, 3) == .withdrawn)
            #expect(try await house.find(id).stage == .collecting)
        }
    }

    @Test("whoever signs and takes it back hundreds of times pushes nothing off the page")
    func toggled() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 1)
            for _ in 0..<(Limits.petitionEventsShown / 2) {
                _ = try await house.sign(id, 1).get()
                #expect(try await house.withdraw(id, 1) == .withdrawn)
            }
            try await house.take("take-up", on: id)

            let events = try await house.events(id)
            #expect(events.count == Limits.petitionEventsShown)
            #expect(events.first == "publish")
            #expect(events.suffix(3) == ["reach", "fall-back", "take-up"])
        }
    }

    @Test("a promised answer stays due through pause, end and examination, until it is given")
    func promised() async throws {
        try await PetitionHouse.run { house in
            let promise = PetitionThreshold(number: 1, count: 1, effect: .promise, days: 10)
            try await house.database.write(in: house.house.scope()) { transaction in
                try PetitionThresholdStore.set(promise, in: &transaction)
            }
            let id = try await house.publish(threshold: 1)
            _ = try await house.sign(id, 1).get()
            let due = PetitionTerms.days(10, from: house.house.clock.now)

            for step in ["pause", "resume", "take-up", "examine"] {
                try await house.take(step, on: id)
                #expect(try await house.find(id).dueAt == due, "\(step)")
            }
            try await house.take("decide", on: id)
            #expect(try await house.find(id).dueAt == nil)
        }
    }

    @Test("a pause keeps that it was reached, and resuming tells it to nobody again")
    func paused() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish(threshold: 1)
            _ = try await house.sign(id, 1).get()
            try await house.take("pause", on: id)
            try await house.take("resume", on: id)

            #expect(try await house.find(id).stage == .reached)
            #expect(
                try await house.events(id) == ["publish", "reach", "pause", "resume-reached"]
            )
        }
    }

    @Test(
        "between its bounds nothing is looked at: where territories matter, each signature may be the one"
    )
    func bounds() {
        let some = [
            PetitionThreshold(number: 0, count: 100, effect: .reached),
            PetitionThreshold(number: 1, count: 10, effect: .label),
        ]
        let plain = PetitionWeighing.Bounds(some, count: 50, sections: [:])
        #expect(plain.up == 100 && plain.down == 10)

        let spread = PetitionThreshold(
            number: 2,
            count: 20,
            territories: 2,
            perTerritory: 5,
            effect: .label
        )
        let missing = PetitionWeighing.Bounds([spread], count: 50, sections: ["north": 50])
        #expect(missing.up == 51 && missing.down == 0)
        let both = ["north": 45, "south": 5]
        let there = PetitionWeighing.Bounds([spread], count: 50, sections: both)
        #expect(there.up == PetitionStore.never && there.down == 50)
    }
}
