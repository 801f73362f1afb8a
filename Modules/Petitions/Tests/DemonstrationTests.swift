import Foundation
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: the demonstration shows every state, and what it counts is exact on each day.
///
/// Method: its plan alone for the numbers; a smaller crowd in a house for what the ledger holds of it.
@Suite("The demonstration of petitions")
struct DemonstrationTests {
    private static let now = Instant(milliseconds: 1_796_133_600_000)

    private static func plan(crowd: Int, now: Instant = DemonstrationTests.now) throws -> DemoPlan {
        let path = TestHouse.root + "/Seeds/demo/petitions/petitions.json"
        let json = try #require(FileManager.default.contents(atPath: path))
        return try DemoPlan(json: Array(json), crowd: crowd, now: now)
    }

    private static func count(
        _ petition: DemoPetition,
        in plan: DemoPlan,
        _ daysAgo: ClosedRange<Int> = 0...100
    ) -> Int {
        let days = daysAgo.map { plan.today.adding(days: -$0) }
        return plan.days(of: petition).filter { days.contains($0.day) }
            .reduce(0) { $0 + $1.count }
    }

    @Test("31 petitions and 6,043 signatures in two weeks, 4,012 of them for one within ten days")
    func numbers() throws {
        let plan = try Self.plan(crowd: 20_000)
        let first = plan.petitions.prefix(31)
        let bottles = try #require(plan.petitions.first { $0.key == "consigne" })

        #expect(plan.petitions.count == 40)
        #expect(first.allSatisfy { (87...100).contains($0.steps[0].ago) })
        #expect(plan.petitions.dropFirst(31).allSatisfy { $0.steps[0].ago < 87 })
        #expect(plan.petitions.map { Self.count($0, in: plan, 87...100) }.reduce(0, +) == 6043)
        #expect(Self.count(bottles, in: plan, 89...98) == 4012)
        #expect(Self.count(bottles, in: plan) == 4443)
        #expect(plan.petitions.map { Self.count($0, in: plan) }.reduce(0, +) == 15_944)
        #expect(plan.terms.threshold == 2500)
        let asked = plan.moments.flatMap(\.crowds).map(\.people.count)
        #expect(asked.reduce(0, +) == 15_944)
    }

    @Test(
        "whoever takes part, the same petitions reach the threshold",
        arguments: [1, 7, 12, 24, 100, 200, 999, 20_000, 5_000_000]
    )
    func thresholds(crowd: Int) throws {
        let plan = try Self.plan(crowd: crowd)
        let reached = plan.petitions.filter {
            Self.count($0, in: plan) >= plan.terms.threshold
        }

        #expect(reached.map(\.title) == plan.petitions.filter { $0.isReached == true }.map(\.title))
        #expect(reached.count == 2)
    }

    @Test(
        "no day lies before its petition is open or after it is not, whatever month it is",
        arguments: [0, 31, 59, 61, 92, 183, 300]
    )
    func order(days: Int) throws {
        let later = Self.now.adding(.milliseconds(Int64(days) * Instant.millisecondsPerDay))
        let plan = try Self.plan(crowd: 20_000, now: later)
        let moments = plan.moments.map(\.at)

        #expect(moments == moments.sorted() && moments.allSatisfy { $0 <= later })
        for (place, petition) in plan.petitions.enumerated() where petition.signatures != nil {
            let open = petition.steps.last { ["publish", "gather"].contains($0.name) }
            let opened = plan.today.adding(days: -(try #require(open).ago))
            let ends = opened.adding(months: plan.terms.months)
            let days = plan.days(of: petition).map(\.day)
            #expect(days.allSatisfy { $0 >= opened && $0 <= ends }, "petition \(place + 1)")
        }
    }

    @Test("every state is shown, each day counts what was planned, and once is enough")
    func seeded() async throws {
        try await PetitionHouse.run { house in
            let (petitions, scope) = (house.petitions, house.house.scope())
            let added = try await petitions.addDemonstration(crowd: 2000, in: scope)
            let plan = try Self.plan(crowd: 2000, now: scope.now)
            let total = plan.petitions.map { Self.count($0, in: plan) }.reduce(0, +)

            #expect(added == Petitions.Demonstration(petitions: 40, signatures: total))
            var states: Set<PetitionState> = []
            for (place, demo) in plan.petitions.enumerated() {
                let id = try #require(Petition.ID(place + 1))
                let petition = try await house.find(id)
                states.insert(petition.state(at: scope.now))
                #expect(petition.title == demo.title)
                #expect(petition.signatures == Self.count(demo, in: plan), "petition \(id)")
                let days = try await house.database.read(in: scope) { transaction in
                    try LedgerStore.days(of: scope.subject(of: id), in: &transaction)
                }
                #expect(
                    days == plan.days(of: demo).map { LedgerDay(day: $0.day, count: $0.count) },
                    "petition \(id)"
                )
                if demo.signatures != nil { _ = try await house.audit(id) }
            }
            #expect(states == Set(PetitionState.allCases))

            let before = try await Self.standing(of: house, plan.petitions.count)
            let again = try await petitions.addDemonstration(crowd: 2000, in: scope)
            #expect(again == nil)
            #expect(try await Self.standing(of: house, plan.petitions.count) == before)
        }
    }

    @Test("what happened stands in its history on its day")
    func history() async throws {
        try await PetitionHouse.run { house in
            let scope = house.house.scope()
            _ = try await house.petitions.addDemonstration(crowd: 200, in: scope)
            let plan = try Self.plan(crowd: 200, now: scope.now)
            let id = try #require(plan.id(of: "consigne"))
            let petition = try await house.find(id)
            let bottles = plan.petitions[id.number - 1]

            #expect(
                try await house.events(id) == ["submit", "publish", "reach", "hearing", "close"]
            )
            var signed = 0
            let reached = plan.days(of: bottles).first { day in
                signed += day.count
                return signed >= plan.terms.threshold
            }
            let at = try #require(petition.reachedAt)
            #expect(CivilZone.brussels.date(at: at) == reached?.day)
            #expect(petition.stage == .examination)
            #expect(petition.endedAt == petition.closesAt)
        }
    }

    @Test("where nobody takes part, petitions go their way without signatures")
    func nobody() async throws {
        try await PetitionHouse.run { house in
            let scope = house.house.scope()
            let added = try await house.petitions.addDemonstration(crowd: 0, in: scope)

            #expect(added == Petitions.Demonstration(petitions: 40, signatures: 0))
            let id = try #require(Self.plan(crowd: 0).id(of: "consigne"))
            #expect(try await house.find(id).stage == .expired)
        }
    }

    /// How far all of them are, with the marks of every change.
    private static func standing(of house: PetitionHouse, _ count: Int) async throws -> [Petition] {
        let scope = house.house.scope()
        return try await house.database.read(in: scope) { transaction in
            var found: [Petition] = []
            for number in 1...(count + 1) {
                guard let id = Petition.ID(number) else { continue }
                if let one = try PetitionStore.find(id, in: &transaction) { found.append(one) }
            }
            return found
        }
    }
}
