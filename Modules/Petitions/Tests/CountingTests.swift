import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: an adult signs once, in time, where the petition is open, and nobody else does.
///
/// Method: the module's own action, with people of whom nothing is known but a key.
@Suite("Counting signatures of petitions")
struct CountingTests {
    @Test("an adult counts once; the same form sent again gives the same receipt")
    func once() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let attempt = SendingAttempt(house.house.random)

            let first = try await house.sign(id, 1, attempt: attempt).get()
            let again = try await house.sign(id, 1, attempt: attempt).get()
            let other = try await house.sign(id, 1)

            #expect(first == again)
            #expect(other == .failure(.already))
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test(
        "who is under age, or of whom nobody says when they were born, is told which, and counts not"
    )
    func adults() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()

            #expect(try await house.sign(id, 1, isAdult: false) == .failure(.tooYoung))
            #expect(try await house.sign(id, 1, isAdult: nil) == .failure(.ageUnknown))
            #expect(try await house.audit(id).rows == 0)
        }
    }

    @Test("a hundred sendings of one person at once count once")
    func atOnce() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let outcomes = try await withThrowingTaskGroup(
                of: Result<String, SignRefusal>.self
            ) { group in
                for _ in 0..<100 { group.addTask { try await house.sign(id, 1) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            let counted = outcomes.count { if case .success = $0 { true } else { false } }
            #expect(counted == 1)
            #expect(outcomes.count { $0 == .failure(.already) } == 99)
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("hundreds of people at once are counted to the one, in few statements each")
    func crowd() async throws {
        try await PetitionHouse.run(intakeRuns: false) { house in
            let id = try await house.publish()
            // What is known of the petition is a second old at most; they wait together.
            _ = try await house.petitions.desk.signable(id, in: house.house.scope())
            let before = house.house.statements.count
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<400 {
                    group.addTask { _ = try await house.sign(id, number).get() }
                }
                group.addTask { await house.house.ledger.run() }
                for _ in 0..<400 { try await group.next() }
                house.house.ledger.stop()
                try await group.waitForAll()
            }

            let spent = house.house.statements.count - before
            #expect(try await house.audit(id).counter == 400)
            #expect(spent < 200, "\(spent) statements for 400 signatures")
        }
    }

    @Test(
        "a signature counts in its space and its institution alone, and its receipt is good there alone"
    )
    func places() async throws {
        try await PetitionHouse.run { house in
            let other = try await house.secondSpace()
            let abroad = house.house.scope(.other)
            var receipts: [String] = []
            for scope in [house.house.scope(), other, abroad] {
                let id = try await house.publish(in: scope)
                receipts.append(try await house.sign(id, 1, in: scope).get())
                #expect(try await house.audit(id, in: scope).counter == 1)
            }

            #expect(Set(receipts).count == 3)
            let id = try #require(Petition.ID(1))
            let host = house.house.host
            for (place, scope) in [house.house.scope(), other, abroad].enumerated() {
                for (number, receipt) in receipts.enumerated() {
                    let day = try await host.day(
                        ofReceipt: receipt,
                        of: scope.subject(of: id),
                        in: scope
                    )
                    #expect((day != nil) == (place == number))
                }
            }
            let absent = try #require(Petition.ID(2))
            #expect(try await house.sign(absent, 1) == .failure(.notFound))
        }
    }

    @Test(
        "what arrived at the last moment counts, and nothing later; looking at the time closes, no job"
    )
    func inTime() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let end = try #require(try await house.find(id).closesAt)
            let last = end.adding(.milliseconds(-1))
            house.house.clock.set(end.adding(.seconds(5)))

            _ = try await house.sign(id, 1, arrivedAt: last).get()
            let late = try await house.sign(id, 2, arrivedAt: end)

            #expect(late == .failure(.notOpen(.expired)))
            #expect(try await house.find(id).stage == .collecting)
            #expect(try await house.find(id).state(at: end) == .expired)
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("nobody signs what is not published, was refused, or rests; a pause is added at the end")
    func closed() async throws {
        try await PetitionHouse.run { house in
            let refused = try await house.submit()
            #expect(try await house.sign(refused, 1) == .failure(.notOpen(.submitted)))
            try await house.take("refuse", on: refused)
            #expect(try await house.sign(refused, 1) == .failure(.notOpen(.refused)))

            let id = try await house.publish("A fountain in every square")
            _ = try await house.sign(id, 1).get()
            let end = try #require(try await house.find(id).closesAt)
            try await house.take("pause", on: id)
            house.house.clock.advance(by: .seconds(3600))
            #expect(try await house.sign(id, 2) == .failure(.notOpen(.paused)))
            try await house.take("resume", on: id)
            _ = try await house.sign(id, 2).get()
            #expect(try await house.find(id).closesAt == end.adding(.seconds(3600)))
            #expect(try await house.audit(id).counter == 2)
        }
    }

    @Test(
        "while people sign, a decision closes between two batches: what was answered stays counted"
    )
    func decidedMeanwhile() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let outcomes = try await withThrowingTaskGroup(
                of: Result<String, SignRefusal>?.self
            ) { group in
                for number in 0..<200 {
                    group.addTask { try await house.sign(id, number) }
                }
                group.addTask {
                    try await house.take("take-up", on: id)
                    return nil
                }
                var answered: [Result<String, SignRefusal>] = []
                for try await outcome in group {
                    if let outcome { answered.append(outcome) }
                }
                return answered
            }

            let counted = outcomes.count { if case .success = $0 { true } else { false } }
            let refused = outcomes.count { $0 == .failure(.notOpen(.takenUp)) }
            #expect(counted + refused == 200)
            #expect(try await house.audit(id).counter == counted)
            #expect(try await house.sign(id, 500) == .failure(.notOpen(.takenUp)))
        }
    }

    @Test(
        "first supporters sign by the link alone, count like all others, and are enough or are not"
    )
    func supporters() async throws {
        try await PetitionHouse.run { house in
            let scope = house.house.scope()
            let draft = NewPetition(
                author: nil,
                isAuthorShown: false,
                language: "en",
                title: "Music lessons",
                body: "For everybody.",
                ask: nil,
                theme: nil,
                terms: house.terms(supporters: 2)
            )
            let petitions = house.petitions
            let id = try await house.database.write(in: scope, isolation: .lockedRows) {
                transaction in
                let id = try petitions.begin(draft, in: &transaction)
                let found = try PetitionStore.lock(id, in: &transaction)
                var petition = try #require(found).entering(.gathering, at: transaction.now)
                petition.supportersHash = petitions.supportersHash("secret", of: id, in: scope)
                try PetitionStore.setCourse(petition, in: &transaction)
                let end = try #require(petition.closesAt)
                try LedgerStore.schedule(
                    scope.subject(of: id),
                    opensAt: transaction.now,
                    closesAt: end,
                    in: &transaction
                )
                try petitions.weighing.weigh(id, in: &transaction)
                return id
            }

            #expect(try await house.sign(id, 1) == .failure(.notFound))
            #expect(try await house.sign(id, 1, supporter: "guess") == .failure(.notFound))
            _ = try await house.sign(id, 1, supporter: "secret").get()
            #expect(try await house.events(id).isEmpty)
            _ = try await house.sign(id, 2, supporter: "secret").get()
            #expect(try await house.events(id) == ["threshold"])
            #expect(try await house.find(id).signatures == 2)
            #expect(try await house.find(id).isPublic == false)
        }
    }

    @Test("nobody counts in two territories, and each is counted by itself")
    func territories() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            _ = try await house.sign(id, 1, territory: "north").get()
            _ = try await house.sign(id, 2, territory: "south").get()

            #expect(try await house.sign(id, 1, territory: "south") == .failure(.already))
            let scope = house.house.scope()
            let sections = try await house.database.read(in: scope) { transaction in
                try LedgerStore.sections(of: scope.subject(of: id), in: &transaction)
            }
            #expect(sections.map(\.section) == ["north", "south"])
            #expect(sections.map(\.count) == [1, 1])
        }
    }
}
