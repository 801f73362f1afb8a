import FoundationEssentials
import Kernel
import Localization
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: what ended before its last day is said to have ended then, and why; what is only part of a
/// text is said to be.
///
/// Method: a collection of sixty days in its middle, ended by each way there is; and the register.
@Suite("Ends before its last day (and shortened texts")
struct EarlyEndTests {
    private let path = "/en/initiatives/2026-000001"

    @Test(
        "whichever stage ends a collection early, pages say the day on which it ended",
        arguments: [Stage.closed, .verification, .withdrawn, .insufficient]
    )
    func early(stage: Stage) async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let today = CivilZone.brussels.date(at: site.house.clock.now)
            let lastDay = try #require(try await site.details()?.initiative.period?.lastDay)
            _ = try await site.initiatives.move(id, to: stage, in: site.house.scope()).get()
            site.house.clock.advance(by: .seconds(86_400 * 3))

            let initiative = try #require(try await site.details()).initiative
            #expect(initiative.endDay == today && initiative.collectionEnd == today)
            #expect(initiative.state(at: site.house.clock.now).rawValue == stage.rawValue)
            try await site.serve { pages in
                let t = site.house.pages.translations.translator(for: .english)
                for address in [path, "/en/initiatives"] {
                    let page = try await pages.get(address)
                    #expect(page.text.contains(t.date(today)), "\(address)")
                    #expect(!page.text.contains("ended on \(t.date(lastDay))"), "\(address)")
                    #expect(!page.text.contains("id=\"statement\""))
                }
                let page = try await pages.get(path)
                #expect(page.text.contains("before its last day ("))
                #expect(page.text.contains("datetime=\"\(lastDay.iso)\""))
                #expect(!page.text.contains("24:00"))
            }
        }
    }

    @Test("what is sent after an early end is told so, and not that the last day has passed")
    func late() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                _ = try await pages.get(path)
                _ = try await site.initiatives.move(id, to: .closed, in: site.house.scope()).get()
                site.house.clock.advance(by: .seconds(5))

                let answer = try await pages.post(path + "/statements", People.form(estonia))

                #expect(answer.status == 409)
                #expect(answer.text.contains("before its last day"))
                #expect(try await site.total() == 0)
            }
        }
    }

    @Test("what arrived before the end counts when the job has recorded the end since")
    func inTime() async throws {
        try await InitiativeHouse.run { site in
            let initiative = try #require(try await site.details()).initiative
            let period = try #require(initiative.period)
            let before = Instant(milliseconds: period.closesAt.milliseconds - 1)
            func state(endedAt: Instant?, at now: Instant) -> InitiativeState {
                InitiativeState(stage: .closed, period: period, endedAt: endedAt, at: now)
            }

            #expect(state(endedAt: nil, at: before) == .open)
            #expect(state(endedAt: nil, at: period.closesAt) == .closed)
            #expect(state(endedAt: before, at: before) == .closed)
            #expect(state(endedAt: before, at: period.opensAt) == .open)
        }
    }

    @Test("a collection that goes on after all has ended on no day")
    func goesOn() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let period = try #require(try await site.details()?.initiative.period)
            _ = try await site.initiatives.move(id, to: .closed, in: site.house.scope()).get()

            try await site.initiatives.reschedule(id, to: period, in: site.house.scope())

            let initiative = try #require(try await site.details()).initiative
            #expect(initiative.endDay == nil)
            #expect(initiative.state(at: site.house.clock.now) == .open)
        }
    }

    @Test("the register's withdrawn initiatives ended on the day on which they were withdrawn")
    func register() async throws {
        try await TestHouse.run(modules: [Initiatives.self]) { house in
            let register = try RegisterImport(json: house.host.seed("demo/eci/register.json"))
            var withdrawn = 0
            for record in register.initiatives {
                let initiative = try record.initiative(presentation: nil)
                #expect(initiative.isShortened == record.objectivesCut)
                guard initiative.stage == .withdrawn, let on = record.outcome?.on else { continue }
                withdrawn += 1
                // Withdrawn after its last day, it had ended on that.
                let isEarly = initiative.period.map { on <= $0.lastDay.iso } ?? true
                #expect(initiative.endDay?.iso == (isEarly ? on : nil), "\(record.id)")
            }
            #expect(withdrawn > 20)
        }
    }

    @Test("a text that its source cuts says so at the cut, and leads to the whole")
    func shortened() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: -30, to: 30, isShortened: true)
            try await site.serve { pages in
                let cut = try await pages.get("/en/initiatives/2026-000002").text
                let whole = try await pages.get(path).text

                let text = try #require(cut.firstRange(of: "<p>A bench for everyone."))
                let note = try #require(cut.firstRange(of: "This is an extract"))
                #expect(cut[text.upperBound..<note.lowerBound].count < 40)
                let after = cut[note.upperBound...].prefix(300)
                #expect(after.contains("href=\"https://example.org/register\""))
                #expect(!whole.contains("This is an extract"))
            }
        }
    }
}
