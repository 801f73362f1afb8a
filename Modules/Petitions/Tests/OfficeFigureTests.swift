import Accounts
import Kernel
import Moderation
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: tables and numbers say what pages say and name nobody, periods that end are told in time, and what moderation
/// hides is gone for readers.
///
/// Method: petitions in several states, the declarations read as the host reads them, and the first page of the office.
@Suite("Figures of petitions")
struct OfficeFigureTests {
    @Test(
        "the table for everybody has what is public, without a hidden text; that of staff has the rest"
    )
    func tables() async throws {
        try await PetitionHouse.run { house in
            let open = try await house.publish("Open")
            _ = try await house.submit("Waiting")
            let hidden = try await house.submit("Insults")
            let scope = house.house.scope()
            let petitions = house.petitions
            try await house.database.write(in: scope, isolation: .lockedRows) { transaction in
                _ = try petitions.take(
                    "refuse",
                    on: hidden,
                    as: [.staff(Petitions.manage)],
                    in: &transaction
                ) {
                    $0.refusal = Petition.Refusal(
                        reason: "offence",
                        texts: [:],
                        isTextHidden: true
                    )
                }.get()
            }
            let exports = house.petitions.exports
            let table = try #require(exports.first { $0.name == "petitions" })
            let office = try #require(exports.first { $0.name == "office" })
            let rows = try await table.rows(in: scope, of: house.database)
            let all = try await office.rows(in: scope, of: house.database)

            #expect(rows.count == 2 && rows.allSatisfy(table.takes))
            #expect(rows[0].prefix(2) == [.number(open.number), .text("Open")])
            #expect(rows[1].prefix(2) == [.number(hidden.number), .nothing])
            #expect(all.count == 3 && all.allSatisfy(office.takes))
            #expect(table.fields.allSatisfy { $0.privacy == .open })
        }
    }

    @Test("numbers count what is public, and days what was signed on days that are over")
    func numbers() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            _ = try await house.submit("Waiting")
            for number in 0..<3 { _ = try await house.sign(id, number).get() }
            let today = CivilZone.brussels.date(at: house.house.clock.now)
            let scope = house.house.scope()
            let days = try #require(house.petitions.exports.first { $0.name == "days" })
            let early = try await days.rows(in: scope, of: house.database)
            house.house.clock.advance(by: .seconds(2 * 86_400))
            let later = house.house.scope()
            let rows = try await days.rows(in: later, of: house.database)
            var values: [String: StatisticValue] = [:]
            for statistic in house.petitions.statistics {
                values[statistic.name] = try await statistic.value(
                    on: today...today.adding(days: 1),
                    in: later,
                    of: house.database
                )
            }

            #expect(early.isEmpty)
            #expect(rows == [[.number(id.number), .day(today), .number(3)]])
            #expect(values["petitions"] == .figure(1))
            #expect(values["signatures"] == .figure(3))
            guard case .series(let series) = values["days"] else {
                Issue.record("days are a series")
                return
            }
            #expect(series.map(\.count) == [3, 0])
        }
    }

    @Test("the first page of the office tells of periods four days before they end, and after")
    func concerns() async throws {
        try await PetitionHouse.run { house in
            _ = try await house.submit("Benches in parks")
            house.house.clock.advance(by: .seconds(10 * 86_400))
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let early = try await rosa.get("/en/admin").text
                #expect(early.contains("1 petition waits to be published or not"))
                #expect(!early.contains("Decide whether to publish"))
            }
            house.house.clock.advance(by: .seconds(2 * 86_400))
            try await house.serve { pages in
                var ada = try await house.staff(at: pages, "Ada")
                let soon = try await ada.get("/en/admin").text
                #expect(soon.contains("Decide whether to publish: Benches in parks"))
            }
        }
    }

    @Test("pressure grows four days and one day before a period ends")
    func pressure() {
        let now = TestClock.noon
        func of(_ seconds: Int64) -> DuePressure? {
            DuePressure(of: now.adding(.seconds(seconds)), at: now)
        }

        #expect(DuePressure(of: nil, at: now) == nil)
        #expect(of(5 * 86_400) == nil)
        #expect(of(4 * 86_400) == .near && of(86_401) == .near)
        #expect(of(86_400) == .last && of(1) == .last)
        #expect(of(0) == .over && of(-1) == .over)
    }

    @Test("what moderation hides is in no list, and comes back when it is shown again")
    func hidden() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish("Benches in parks")
            let hooks = try #require(house.petitions.subjects.first)
            guard case .moderated(let hide, let restore) = hooks.visibility else {
                Issue.record("petitions are moderated")
                return
            }
            let scope = house.house.scope()
            try await house.database.write(in: scope, isolation: .lockedRows) {
                try hide([id.text], &$0)
            }
            #expect(try await house.find(id).isPublic == false)
            #expect(try await Self.counts(in: house)[.open] == 0)
            _ = try await house.sign(id, 1).get()

            try await house.database.write(in: scope, isolation: .lockedRows) {
                try restore([id.text], &$0)
            }
            #expect(try await house.find(id).isPublic)
            #expect(try await Self.counts(in: house)[.open] == 1)
            let card = try await house.database.read(in: scope) { try hooks.load(id.text, in: &$0) }
            #expect(card?.title == "Benches in parks" && card?.path == [id.text])
        }
    }

    private static func counts(in house: PetitionHouse) async throws -> PetitionFilterCounts {
        try await house.database.read(in: house.house.scope()) {
            try PetitionStore.counts(in: &$0)
        }
    }
}
