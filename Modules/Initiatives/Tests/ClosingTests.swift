import Jobs
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Web

@testable import Initiatives

/// Goal: the end of a collection is recorded soon after it, once, and changes nobody's statement.
///
/// Method: the module's own job, with a clock that the test sets to the last millisecond and the next.
@Suite("Closing a collection")
struct ClosingTests {
    @Test("a collection is closed at 24:00 in Brussels, and not a millisecond before")
    func closed() async throws {
        try await InitiativeHouse.run { site in
            let end = try #require(try await site.details()?.initiative.period).closesAt
            site.house.clock.set(end.adding(.milliseconds(-1)))
            let early = try await site.close()
            site.house.clock.set(end)
            let before = try await site.stage("2026-000001")

            let summary = try await site.close()
            let again = try await site.close()

            #expect(early == nil && before == .scheduled)
            #expect(summary == "1 collections were closed")
            #expect(again == nil)
            #expect(try await site.stage("2026-000001") == .closed)
            let steps = try await site.house.database.read(in: site.house.scope()) { transaction in
                try WorkflowStore.steps(of: .initiative, "2026-000001", in: &transaction)
            }
            #expect(steps.map(\.step) == ["close"] && steps.first?.at == end)
        }
    }

    @Test("every institution is looked at; what is over, withdrawn or yet to come stays as it is")
    func others() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: -60, to: -1)
            try await site.register("2026-000003", from: 1, to: 90)
            try await site.register("2026-000004", from: -60, to: -1, stage: .withdrawn)
            try await site.register("2026-000005", from: -60, to: -1, tenant: .other)

            let summary = try await site.close()

            #expect(summary == "2 collections were closed")
            #expect(try await site.stage("2026-000001") == .scheduled)
            #expect(try await site.stage("2026-000002") == .closed)
            #expect(try await site.stage("2026-000003") == .scheduled)
            #expect(try await site.stage("2026-000004") == .withdrawn)
            #expect(try await site.stage("2026-000005", tenant: .other) == .closed)
        }
    }

    @Test("many at once are closed in steps")
    func many() async throws {
        try await InitiativeHouse.run { site in
            for number in 100..<310 {
                try await site.register("2026-000\(number)", from: -60, to: -1)
            }

            #expect(try await site.close() == "210 collections were closed")
        }
    }

    @Test("a statement that arrived in time counts, though the collection is closed meanwhile")
    func inTime() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let end = try #require(try await site.details()?.initiative.period).closesAt
            site.house.clock.set(end.adding(.seconds(2)))
            _ = try await site.close()
            let statement = Statement(
                state: "EE",
                firstNames: "Ada",
                familyNames: "Lõvi",
                identity: .number(kind: "isikukood", number: "48507201231")
            )

            let inTime = try await site.initiatives.support(
                id,
                state: "EE",
                with: .plain(statement),
                arrivedAt: end.adding(.milliseconds(-1)),
                in: site.house.scope()
            )

            #expect(throws: Never.self) { try inTime.get() }
            #expect(try await site.total() == 1)
        }
    }

    @Test("a collection that the law extends after its end goes on, and ends again")
    func extended() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let period = try #require(try await site.details()?.initiative.period)
            site.house.clock.set(period.closesAt)
            _ = try await site.close()
            let longer = CollectionPeriod(
                firstDay: period.firstDay,
                lastDay: period.lastDay.adding(days: 30)
            )
            try await site.initiatives.reschedule(id, to: longer, in: site.house.scope())
            let reopened = try await site.stage("2026-000001")
            let open = try #require(try await site.details()).initiative
                .state(at: site.house.clock.now)
            site.house.clock.set(longer.closesAt)
            _ = try await site.close()

            #expect(reopened == .scheduled && open == .open)
            #expect(try await site.stage("2026-000001") == .closed)
        }
    }

    @Test("what a clock that was ahead has closed is open again, and found among the open ones")
    func clockAhead() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            try await site.register("2026-000002", from: -30, to: 30)
            let decided = try #require(Initiative.ID("2026-000002"))
            _ = try await site.initiatives.move(decided, to: .closed, in: site.house.scope())
            let right = site.house.clock.now
            site.house.clock.advance(by: .seconds(200 * 86_400))
            let wrongly = try await site.close()
            site.house.clock.set(right)
            let mended = try await site.close()
            var open = Browse()
            open.filter = .open
            let listed = try await site.initiatives.browse(open, in: site.house.scope()).page.items

            #expect(wrongly == "1 collections were closed")
            #expect(mended == "1 were opened again: they had been closed too early")
            #expect(try await site.stage("2026-000001") == .scheduled)
            #expect(try await site.stage("2026-000002") == .closed)
            #expect(listed.map(\.id) == [id])
            #expect(try await site.close() == nil)
        }
    }

    @Test("where nothing is over nothing is written, and many ended early hide no other one")
    func idle() async throws {
        try await InitiativeHouse.run { site in
            for number in 100..<200 {
                let id = try #require(Initiative.ID("2026-000\(number)"))
                try await site.register(id.text, from: -30, to: 20)
                _ = try await site.initiatives.move(id, to: .closed, in: site.house.scope())
            }
            let before = site.house.faults.writes
            let idle = try await site.close()
            let written = site.house.faults.writes - before
            let right = site.house.clock.now
            site.house.clock.advance(by: .seconds(200 * 86_400))
            _ = try await site.close()
            site.house.clock.set(right)

            let mended = try await site.close()

            #expect(idle == nil && written == 0)
            #expect(mended == "1 were opened again: they had been closed too early")
        }
    }

    @Test(
        "a closed initiative goes on to verification, and the list still finds it among the closed"
    )
    func afterwards() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000002"))
            try await site.register("2026-000002", from: -60, to: -1)
            _ = try await site.close()
            var closed = Browse()
            closed.filter = .closed
            let listed = try await site.initiatives.browse(closed, in: site.house.scope()).page
                .items

            let moved = try await site.initiatives.move(
                id,
                to: .verification,
                in: site.house.scope()
            )

            #expect(listed.map(\.id) == [id])
            #expect(throws: Never.self) { try moved.get() }
        }
    }
}

extension InitiativeHouse {
    fileprivate func stage(_ id: String, tenant: Tenant.ID = .eci) async throws -> Stage? {
        try await details(id, tenant: tenant)?.initiative.stage
    }
}
