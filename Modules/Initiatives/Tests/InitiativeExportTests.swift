import Accounts
import Foundation
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Initiatives

/// Goal: tables and numbers of a space of initiatives say what its public pages say, of that space alone.
///
/// Method: three initiatives, one of another space, a statement of support; read by declarations, from the
/// address of counts and from the page of staff.
@Suite("Exports and statistics of initiatives")
struct InitiativeExportTests {
    @Test("the table has a row for each initiative of its space, with what its page shows")
    func table() async throws {
        try await InitiativeHouse.several { site, other in
            let today = CivilZone.brussels.date(at: TestClock.noon)
            func row(_ number: String, _ statements: Int?, _ reached: Int?) -> [ExportCell] {
                [
                    .text("ECI(2026)00000" + number), .text("More benches in parks"),
                    .text("en"), .text("open"), .day(today.adding(days: -90)),
                    .day(today.adding(days: -30)), .day(today.adding(days: 30)), .nothing,
                    statements.map(ExportCell.number) ?? .nothing,
                    reached.map(ExportCell.number) ?? .nothing,
                ]
            }

            let rows = try await site.rows("initiatives", in: site.house.scope())
            #expect(rows == [row("1", 1, 0), row("2", 43_000, 1), row("3", nil, nil)])
            let elsewhere = try await site.rows("initiatives", in: other)
            #expect(elsewhere.map { $0[0] } == [.text("ECI(2026)000009")])
        }
    }

    @Test("each member state has a row, with the same numbers as the address of counts")
    func counts() async throws {
        struct Answer: Decodable {
            let states: [State]
            let total: Int?

            struct State: Decodable {
                let code: String
                let count: Int?
                let threshold: Int
            }
        }

        try await InitiativeHouse.several { site, _ in
            let rows = try await site.rows("states", in: site.house.scope())
            #expect(rows.count == 3 * site.initiatives.memberStates.all.count)
            try await site.serve { pages in
                for number in 1...3 {
                    let path = "/api/v1/initiatives/2026-00000\(number)/counts"
                    let data = Data(try await pages.get(path).body)
                    let answer = try JSONDecoder().decode(Answer.self, from: data)
                    let own = rows.filter { $0[0] == .text("ECI(2026)00000\(number)") }
                    let told = answer.states.map { state -> [ExportCell] in
                        [
                            .text("ECI(2026)00000\(number)"), .text(state.code),
                            state.count.map(ExportCell.number) ?? .nothing,
                            .number(state.threshold),
                        ]
                    }
                    #expect(own == told, "\(number)")
                    #expect(answer.total == [1, 43_000, nil][number - 1], "\(number)")
                }
            }
            for export in site.initiatives.exports {
                let own = try await site.rows(export.name, in: site.house.scope())
                #expect(own.allSatisfy(export.takes), "\(export.name)")
                #expect(export.audience == .everybody)
            }
        }
    }

    @Test("a table longer than a batch comes whole and in order")
    func batches() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            // As many as one batch of the rows of states takes, and some.
            for number in 10..<70 { try await site.register("2026-0000\(number)") }

            let rows = try await site.rows("states", in: site.house.scope())

            let count = site.initiatives.memberStates.all.count
            let numbers = ["01"] + (10..<70).map { String($0) }
            let firsts = stride(from: 0, to: rows.count, by: count).map { rows[$0][0] }
            #expect(rows.count == 61 * count)
            #expect(firsts == numbers.map { ExportCell.text("ECI(2026)0000" + $0) })
        }
    }

    @Test("the numbers are those of the public pages, by status, member state and day")
    func statistics() async throws {
        try await InitiativeHouse.several { site, other in
            let day = CivilZone.brussels.date(at: TestClock.noon)
            let days = day.adding(days: -1)...day.adding(days: 1)
            func values(in scope: Scope) async throws -> [String: StatisticValue] {
                var values: [String: StatisticValue] = [:]
                for statistic in site.initiatives.statistics {
                    values[statistic.name] = try await statistic.value(
                        on: days,
                        in: scope,
                        of: site.house.database
                    )
                }
                return values
            }

            let own = try await values(in: site.house.scope())
            #expect(own.count == 5)
            #expect(own["initiatives"] == .figure(3))
            #expect(own["support"] == .figure(43_001))
            #expect(Self.parts(own["stages"]) == ["open": 3])
            #expect(Self.parts(own["states"]) == ["EE": 13_001, "FR": 30_000])
            #expect(Self.counts(own["days"]) == [0, 1, 0])
            let elsewhere = try await values(in: other)
            #expect(elsewhere["initiatives"] == .figure(1))
            #expect(elsewhere["support"] == .figure(5))
            #expect(Self.parts(elsewhere["states"]) == ["EE": 5])
            #expect(Self.counts(elsewhere["days"]) == [0, 0, 0])

            try await site.keepOut(on: day)
            #expect(Self.counts(try await values(in: site.house.scope())["days"]) == [0, 0, 0])
        }
    }

    @Test("every statement finds its rows by an index, as many for several as for one")
    func plans() async throws {
        try await InitiativeHouse.several { site, other in
            // What these statements call the tables of initiatives and of the ledger.
            let names = [
                "initiative", "line", "initiative_line", "initiative_reported", "item", "part",
                "anomaly", "held", "ledger_item", "ledger_section", "ledger_day",
                "ledger_anomaly", "ledger_anomaly_section",
            ]
            let day = CivilZone.brussels.date(at: TestClock.noon)
            var counts: [[Int]] = []
            for scope in [site.house.scope(), other] {
                var asked: [Int] = []
                let (exports, statistics) = (site.initiatives.exports, site.initiatives.statistics)
                for number in 0..<(exports.count + statistics.count) {
                    let said = try await site.house.statements.during {
                        try await site.house.database.read(in: scope) { transaction in
                            if number < exports.count {
                                _ = try exports[number].batch(after: nil, in: &transaction)
                            } else {
                                let statistic = statistics[number - exports.count]
                                _ = try statistic.value(on: day...day, in: &transaction)
                            }
                        }
                    }
                    asked.append(said.count)
                    for statement in said {
                        #expect(!names.contains { statement.scans($0) }, "\(statement)")
                    }
                }
                counts.append(asked)
            }

            #expect(counts[0] == counts[1])
            #expect(counts[0] == [3, 3, 1, 1, 1, 2, 1])
        }
    }

    @Test(
        "an analyst reads the numbers and asks for both tables; an organiser of one initiative does not"
    )
    func page() async throws {
        try await InitiativeHouse.several { site, _ in
            try await site.serve { pages in
                let path = "/en/admin/spaces/1/data"
                var rosa = try await site.staff(.init(role: .analyst), at: pages)
                var max = try await site.staff(
                    site.organiser("2026-000001"),
                    at: pages,
                    address: "max@example.org"
                )

                let page = try await rosa.get(path)
                #expect(page.status == 200)
                for words in [
                    "<th scope=\"row\">Statements of support</th>", "43,001",
                    "Statements of support by day", "<th scope=\"row\">Estonia</th>",
                    "<h3>Statements of support by member state</h3>", "<code>states_reached</code>",
                ] {
                    #expect(page.text.contains(words), "\(words)")
                }
                let french = try await rosa.get("/fr/admin/spaces/1/data").text
                #expect(french.contains("Déclarations de soutien par jour"))
                #expect(Self.states(in: french) == Self.french)
                #expect(try await rosa.get("/en/account").text.contains("/en/account/work"))
                for name in ["initiatives", "states"] {
                    let asked = try await rosa.post(path, [("export", name)])
                    #expect(asked.status == 303, "\(name)")
                }
                #expect(try await max.get(path).status == 403)
                #expect(try await max.post(path, [("export", "states")]).status == 403)
            }
        }
    }

    /// The member states in the order of their French names.
    private static let french = [
        "Allemagne", "Autriche", "Belgique", "Bulgarie", "Chypre", "Croatie", "Danemark", "Espagne",
        "Estonie", "Finlande", "France", "Grèce", "Hongrie", "Irlande", "Italie", "Lettonie",
        "Lituanie", "Luxembourg", "Malte", "Pays-Bas", "Pologne", "Portugal", "Roumanie",
        "Slovaquie", "Slovénie", "Suède", "Tchéquie",
    ]

    /// Those rows of a page that are of member states, as they follow each other.
    private static func states(in page: String) -> [String] {
        page.components(separatedBy: "<th scope=\"row\">").dropFirst()
            .map { row in String(row.prefix { $0 != "<" }) }
            .filter(french.contains)
    }

    /// What is not nothing, by its code.
    private static func parts(_ value: StatisticValue?) -> [String: Int] {
        guard case .buckets(_, let buckets) = value else { return [:] }
        return buckets.filter { $0.count != 0 }.reduce(into: [:]) { $0[$1.code] = $1.count }
    }

    private static func counts(_ value: StatisticValue?) -> [Int] {
        guard case .series(let days) = value else { return [] }
        return days.map(\.count)
    }
}

extension InitiativeHouse {
    /// One initiative that was supported here, one that the register reported, one of which nobody knows
    /// anything, and one of another space of the same institution, whose scope is given.
    fileprivate static func several(
        _ body: (InitiativeHouse, Scope) async throws -> Void
    ) async throws {
        try await run { site in
            let other = try await site.secondSpace()
            try await site.register("2026-000002", reported: ["EE": 13_000, "FR": 30_000])
            try await site.register("2026-000003", reported: nil)
            try await site.register("2026-000009", reported: ["EE": 5], in: other)
            let statement = Statement(
                state: "EE",
                firstNames: "Ada",
                familyNames: "Lõvi",
                identity: .number(kind: "isikukood", number: "48507201231")
            )
            _ = try await site.initiatives.support(
                try #require(Initiative.ID("2026-000001")),
                state: "EE",
                with: .plain(statement),
                arrivedAt: site.house.clock.now,
                in: site.house.scope()
            ).get()
            site.showCounts()
            try await body(site, site.house.scope().entering(other.space))
        }
    }

    fileprivate func rows(_ name: String, in scope: Scope) async throws -> [[ExportCell]] {
        let export = try #require(initiatives.exports.first { $0.name == name })
        return try await export.rows(in: scope, of: house.database)
    }

    /// Keeps one statement of support of a day out of public numbers, as a decision about a stream does.
    fileprivate func keepOut(on day: CivilDate) async throws {
        try await house.database.write(in: house.scope()) { transaction in
            let stream = [UInt8](repeating: 1, count: 16)
            try transaction.run(
                """
                INSERT INTO ledger_anomaly (tenant_id, item, number, stream, kind, day, is_held)
                VALUES (\(transaction.tenant), 1, 1, \(stream), 'test', \(day), \(true))
                """
            )
            try transaction.run(
                """
                INSERT INTO ledger_anomaly_section (tenant_id, item, number, section, entry_count)
                VALUES (\(transaction.tenant), 1, 1, 'EE', 1)
                """
            )
        }
    }
}
