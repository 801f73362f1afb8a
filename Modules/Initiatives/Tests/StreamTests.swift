import Accounts
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Web

@testable import Initiatives

/// Goal: what came as people do not sign is shown to the institution, counts publicly only as it decides,
/// and is delivered in any case.
///
/// Method: a crowd from one network on a live site, its pages and its list, and the audit of the ledger.
@Suite("Streams of statements")
struct StreamTests {
    private static let id = "2026-000001"
    private static let network = "192.0.2.1"

    @Test(
        "invented people beyond a school raise no public number, until an examiner puts them back"
    )
    func held() async throws {
        try await Self.attacked { crowd, pages in
            #expect(try await Self.shown(crowd) == Self.counted)
            #expect(try await Self.audit(crowd)?.isExact == true)
            var examiner = try await crowd.site.staff(
                RoleGrant(role: .organiser),
                at: pages
            )
            let list = try await examiner.get("/en/initiatives/\(Self.id)/anomalies")
            let page = try await examiner.get("/en/initiatives/\(Self.id)/anomalies/1")

            #expect(list.status == 200 && list.text.contains("No, set aside"))
            #expect(list.text.contains("Far more statements than usual from one network"))
            #expect(list.text.contains("Estonia 10"))
            #expect(!list.text.contains(Self.network))
            #expect(
                page.text.contains("<td data-label=\"Now\" class=\"number\">\(Self.counted)</td>")
            )
            #expect(
                page.text.contains(
                    "<td data-label=\"Afterwards\" class=\"number\">\(Self.counted + 10)</td>"
                )
            )

            let path = "/en/initiatives/\(Self.id)/anomalies/1/decisions"
            let bare = try await examiner.post(path, [("held", "no"), ("reason", "")])
            let back = try await examiner.submit(path, [("held", "no"), ("reason", "A <fair>")])

            #expect(bare.status == 422 && bare.text.contains("Enter the reason"))
            #expect(back.text.contains("<bdi>Rosa</bdi> put back stream 1 (10 statements)"))
            #expect(back.text.contains("<q>A &lt;fair&gt;</q>"))
            #expect(try await Self.shown(crowd) == Self.counted + 10)
            #expect(try await Self.listed(crowd) == Self.counted + 10)

            let again = try await examiner.submit(path, [("held", "yes"), ("reason", "Invented")])
            #expect(again.text.contains("set aside stream 1"))
            #expect(try await Self.shown(crowd) == Self.counted)
            #expect(try await Self.listed(crowd) == Self.counted)
            crowd.site.showCounts()
            let details = try #require(try await crowd.site.details())
            #expect(details.days.reduce(0) { $0 + $1.count } == Self.counted)
            #expect(try await Self.audit(crowd)?.isExact == true)
        }
    }

    @Test("what is set aside is delivered with everything else")
    func delivered() async throws {
        try await Self.attacked { crowd, _ in
            let scope = crowd.site.house.scope()
            let id = try #require(Initiative.ID(Self.id))
            let item = scope.subject(of: id)
            let stored = try await crowd.site.house.database.read(in: scope) { transaction in
                try LedgerStore.entries(
                    of: item,
                    section: "EE",
                    after: 0,
                    limit: 1000,
                    in: &transaction
                )
            }

            #expect(stored.count == Self.counted + 10)
        }
    }

    @Test("where a space does not hold streams, they count until an examiner sets them aside")
    func open() async throws {
        try await Self.attacked(holding: "no") { crowd, pages in
            #expect(try await Self.shown(crowd) == Self.counted + 10)
            try await crowd.site.register("2026-000002", reported: ["EE": Self.counted + 5])
            var examiner = try await crowd.site.staff(
                RoleGrant(role: .organiser),
                at: pages
            )
            _ = try await examiner.submit(
                "/en/initiatives/\(Self.id)/anomalies/1/decisions",
                [("held", "yes"), ("reason", "Invented")]
            )
            // The list is in its new order at once, before anybody signs again.
            #expect(try await Self.mostSigned(crowd) == ["2026-000002", Self.id])

            #expect(try await Self.shown(crowd) == Self.counted)
            #expect(try await Self.audit(crowd)?.isExact == true)
        }
    }

    @Test(
        "a statement of a stream that could not be stored is one of the stream when it is sent again",
        .enabled(if: TestEngine.isSQLite)
    )
    func resent() async throws {
        try await Self.attacked { crowd, _ in
            let house = crowd.site.house
            try await Self.limit(house, pages: 1)
            var (stored, lost) = (10, [(String, String)]())
            for number in 1000..<1100 where lost.isEmpty {
                house.clock.advance(by: .milliseconds(1001))
                let attempt = SendingAttempt.number(number)
                let turn = [("turn", try crowd.turn(attempt))]
                let form = try crowd.sealed("invented \(number)", attempt: attempt) + turn
                let told = try await crowd.send(form, from: Self.network)
                if told.status == 201 { stored += 1 } else { lost = form }
            }
            try await Self.limit(house, pages: 1_000_000)

            let again = try await crowd.send(lost, from: Self.network)

            #expect(!lost.isEmpty && again.status == 201)
            let id = try #require(Initiative.ID(Self.id))
            let streams = try await crowd.site.initiatives.streams(of: id, in: house.scope())
            #expect(streams?.map(\.count) == [stored + 1])
        }
    }

    /// No more pages than that, or than there are.
    private static func limit(_ house: TestHouse, pages: Int) async throws {
        try await house.database.alter { transaction in
            try transaction.connection.runScript("PRAGMA max_page_count = \(pages)")
        }
    }

    @Test("nobody else sees streams, nor decides about them")
    func gate() async throws {
        try await Self.attacked { crowd, pages in
            let path = "/en/initiatives/\(Self.id)/anomalies"
            for address in [path, path + "/1"] {
                let answer = try await pages.get(address)
                #expect(answer.status == 303, "\(address)")
                #expect(answer.field("Location")?.contains("/sign-in?next=") == true)
            }
            let decision = try await pages.post(
                path + "/1/decisions",
                [("held", "no"), ("reason", "me")]
            )
            #expect(decision.status == 403)
            #expect(try await Self.shown(crowd) == Self.counted)
            var examiner = try await crowd.site.staff(
                RoleGrant(role: .organiser),
                at: pages
            )
            for address in ["/2", "/0", "/x"] {
                #expect(try await examiner.get(path + address).status == 404, "\(address)")
            }
            let nothing = "/en/initiatives/2026-000009/anomalies"
            #expect(try await examiner.get(nothing).status == 404)
        }
    }

    @Test("who decided finds it among their own data, and is forgotten with their account")
    func own() async throws {
        try await Self.attacked { crowd, pages in
            var examiner = try await crowd.site.staff(
                RoleGrant(role: .organiser),
                at: pages
            )
            _ = try await examiner.submit(
                "/en/initiatives/\(Self.id)/anomalies/1/decisions",
                [("held", "no"), ("reason", "A fair")]
            )
            let house = crowd.site.house
            let id = try #require(Initiative.ID(Self.id))
            let source = crowd.site.initiatives.personalData
            let found = try #require(
                try await crowd.site.initiatives.anomalies(of: id, in: house.scope())
            )
            let member = try #require(found.decisions.first?.decidedBy)

            let kept = try await house.database.read(in: house.scope()) {
                try source.collect(member, &$0)
            }
            try await house.database.write(in: house.scope()) { try source.erase(member, &$0) }
            let after = try await crowd.site.initiatives.anomalies(of: id, in: house.scope())

            #expect(kept.count == 1)
            #expect(String(decoding: kept[0].json, as: UTF8.self).contains("A fair"))
            #expect(after?.decisions.map(\.decidedBy) == [nil])
            #expect(after?.decisions.map(\.reason) == ["A fair"])
        }
    }

    /// How many of the attack are counted before it is noticed: with the next it is a budget of two and
    /// seven times as much beyond it.
    private static let counted = 2 + 2 * Limits.watchedExcess - 1

    /// Ten more than that were sent from one network, in different seconds, each in its turn.
    private static func attacked(
        holding: String = "yes",
        _ body: (PricedCrowd, TestSite) async throws -> Void
    ) async throws {
        try await PricedCrowd.run(free: 2, holding: holding) { crowd in
            for number in 0..<(counted + 10) {
                crowd.site.house.clock.advance(by: .milliseconds(1001))
                let attempt = SendingAttempt.number(number)
                let form = try crowd.sealed(
                    "invented \(number)",
                    attempt: attempt,
                    bytes: number.isMultiple(of: 2) ? 256 : 384
                )
                let turn = try crowd.turn(attempt)
                let told = try await crowd.send(form + [("turn", turn)], from: network)
                #expect(told.status == 201)
            }
            try await body(crowd, crowd.pages)
        }
    }

    /// What the page of the initiative shows, once it shows all that is counted.
    private static func shown(_ crowd: PricedCrowd) async throws -> Int? {
        crowd.site.showCounts()
        return try await crowd.site.details()?.progress.total
    }

    private static func audit(_ crowd: PricedCrowd) async throws -> LedgerAudit? {
        let scope = crowd.site.house.scope()
        let item = scope.subject(of: try #require(Initiative.ID(id)))
        return try await crowd.site.house.database.read(in: scope) { transaction in
            try LedgerStore.audit(of: item, in: &transaction)
        }
    }

    private static func mostSigned(_ crowd: PricedCrowd) async throws -> [String] {
        let browse = Browse(filter: .all, order: .mostSigned)
        return try await crowd.site.initiatives.browse(browse, in: crowd.site.house.scope())
            .page.items.map(\.id.text)
    }

    /// What the list shows, which follows the ledger.
    private static func listed(_ crowd: PricedCrowd) async throws -> Int? {
        try await crowd.site.initiatives.browse(Browse(.empty), in: crowd.site.house.scope())
            .page.items.first?.total
    }
}
