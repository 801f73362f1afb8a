import Kernel
import Localization
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: nothing is counted outside the period, to the millisecond, in Brussels.
///
/// Method: a clock that the test sets, forms over a socket, and a form that arrives late.
@Suite("When an initiative can be signed")
struct OpeningHoursTests {
    @Test("the last millisecond of the last day counts, the next does not")
    func midnight() async throws {
        try await InitiativeHouse.run { site in
            let states = site.initiatives.memberStates
            let end = try #require(try await site.details()?.initiative.period).closesAt
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001/statements"
                site.house.clock.set(end.adding(.milliseconds(-1)))
                let inTime = try await pages.post(path, People.form(try #require(states["EE"])))
                site.house.clock.set(end)
                let late = try await pages.post(path, People.form(try #require(states["PL"])))

                #expect(inTime.status == 303)
                #expect(late.status == 409)
                #expect(late.text.contains("Collection ended on"))
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test("the end is 24:00 in Brussels, in summer and in winter")
    func daylightSaving() throws {
        let summer = try #require(CivilDate(iso: "2027-07-31"))
        let winter = try #require(CivilDate(iso: "2027-01-31"))
        let change = try #require(CivilDate(iso: "2027-03-27"))

        #expect(
            CollectionPeriod(firstDay: winter, lastDay: summer).closesAt.iso8601
                == "2027-07-31T22:00:00.000Z"
        )
        #expect(
            CollectionPeriod(firstDay: winter, lastDay: winter).closesAt.iso8601
                == "2027-01-31T23:00:00.000Z"
        )
        #expect(
            CollectionPeriod(firstDay: winter, lastDay: change).closesAt.iso8601
                == "2027-03-27T23:00:00.000Z"
        )
    }

    @Test("a form that arrived in time is counted even when the ledger writes after the end")
    func arrivedInTime() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let end = try #require(try await site.details()?.initiative.period).closesAt
            let statement = Statement(
                state: "EE",
                firstNames: "Ada",
                familyNames: "Lõvi",
                identity: .number(kind: "isikukood", number: "48507201231")
            )
            site.house.clock.set(end.adding(.seconds(2)))

            let outcome = try await site.initiatives.support(
                id,
                state: "EE",
                with: .plain(statement),
                arrivedAt: end.adding(.milliseconds(-1)),
                in: site.house.scope()
            )

            #expect(throws: Never.self) { try outcome.get() }
        }
    }

    @Test(
        "an initiative that has not started, was withdrawn or has no key says so, and stores nothing"
    )
    func notOpen() async throws {
        try await InitiativeHouse.run(without: ["MT"]) { site in
            try await site.register("2026-000002", from: 5, to: 100)
            try await site.register("2026-000003", from: -5, to: 100)
            let withdrawn = try #require(Initiative.ID("2026-000003"))
            _ = try await site.initiatives.move(
                withdrawn,
                to: .withdrawn,
                in: site.house.scope()
            ).get()
            let states = site.initiatives.memberStates
            let today = CivilZone.brussels.date(at: site.house.clock.now)
            let t = site.house.pages.translations.translator(for: .english)
            try await site.serve { pages in
                let base = "/en/initiatives/"
                let estonian = People.form(try #require(states["EE"]))
                let maltese = People.form(try #require(states["MT"]))
                let early = try await pages.post(base + "2026-000002/statements", estonian)
                let gone = try await pages.post(base + "2026-000003/statements", estonian)
                let keyless = try await pages.post(base + "2026-000001/statements", maltese)
                let missing = try await pages.post(base + "2026-000009/statements", estonian)

                #expect(early.status == 409)
                #expect(early.text.contains("Signing opens on"))
                #expect(gone.status == 409)
                #expect(gone.text.contains("withdrew this initiative on \(t.date(today))"))
                #expect(keyless.status == 409)
                #expect(keyless.text.contains("has not started in your country"))
                #expect(missing.status == 404)
            }
            #expect(try await site.total() == 0)
            #expect(try await site.total("2026-000002") == 0)
            #expect(try await site.total("2026-000003") == 0)
        }
    }
}
