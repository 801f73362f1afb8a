import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Web

@testable import Initiatives

/// Goal: a list shows what is true now, and costs the same however many initiatives there are.
///
/// Method: lists of a house in which time passes and people sign; each statement explained by its engine.
@Suite("Order and cost of lists")
struct ListOrderTests {
    @Test("signatures move an initiative up, in the transaction that counts the next ones")
    func totals() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.register("2026-000002", reported: ["EE": 1])
            let order = Browse(order: .mostSigned)
            #expect(try await site.ids(order) == ["2026-000002", "2026-000001"])

            try await site.serve { pages in
                // What a line shows is what it counted before the latest minute.
                for number in ["48507201231", "37605030299", "38001085718"] {
                    site.showCounts()
                    let form = People.form(estonia, number: number)
                    let answer = try await pages.post(
                        "/en/initiatives/2026-000001/statements",
                        form
                    )
                    #expect(answer.status == 303)
                }
            }

            #expect(try await site.ids(order) == ["2026-000001", "2026-000002"])
            let items = try await site.initiatives.browse(order, in: site.house.scope()).page.items
            #expect(items.map(\.total) == [2, 1])
            site.showCounts()
            let later = try await site.initiatives.browse(order, in: site.house.scope()).page.items
            #expect(later.map(\.total) == [3, 1])
        }
    }

    @Test("every initiative is counted by one filter, and by the one that shows all")
    func filters() async throws {
        try await InitiativeHouse.run { site in
            let dates = [(-30, 30), (30, 60), (-60, -30)]
            for (kind, stage) in Initiative.workflow.states.enumerated() {
                for (place, (from, to)) in dates.enumerated() {
                    let id = "2026-0001\(10 * kind + place + 10)"
                    try await site.register(id, from: from, to: to, stage: stage)
                }
            }
            let counts = try await site.initiatives.browse(Browse(), in: site.house.scope()).counts
            #expect(counts[.all] == 3 * Initiative.workflow.states.count + 1)
            for filter in InitiativeFilter.allCases where filter != .all {
                let shown = try await site.ids(Browse(filter: filter))
                #expect(!shown.isEmpty && shown.count == counts[filter], "\(filter)")
            }
        }
    }

    @Test("what moves past somebody who turns pages is counted, and nothing is shown twice")
    func moved() async throws {
        try await InitiativeHouse.run { site in
            for number in 10..<40 {
                try await site.register("2026-0000\(number)", reported: ["EE": number])
            }
            var browse = Browse(order: .mostSigned)
            let first = try await site.initiatives.browse(browse, in: site.house.scope()).page
            for id in ["2026-000012", "2026-000013"] {
                for _ in 0..<2 {
                    site.showCounts()
                    try await site.house.database.write(in: site.house.scope()) { transaction in
                        try InitiativeStore.setCounts([id: 500], in: &transaction)
                    }
                }
            }
            browse.cursor = first.next
            let second = try await site.initiatives.browse(browse, in: site.house.scope()).page
            let path = "/en/initiatives?order=most-signed&after=\(try #require(first.next).text)"
            try await site.serve { pages in
                let page = try await pages.get(path).text
                #expect(page.contains("2 entries have come in before this page"))
                #expect(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""))
                // The first page has one address, whichever way leads to it.
                let back = try #require(second.previous).text
                #expect(!page.contains("after=\(back)"))
            }

            #expect(first.moved == 0 && second.moved == 2)
            #expect(Set(first.items.map(\.id)).isDisjoint(with: second.items.map(\.id)))
        }
    }

    @Test("what closes soon: what has an end first, then what has none, then what is over")
    func closing() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: -90, to: -5)
            try await site.register("2026-000003", from: -90, to: -2)
            try await site.register("2026-000004", from: 5, to: 90)
            _ = try await site.initiatives.move(
                try #require(Initiative.ID("2026-000004")),
                to: .withdrawn,
                in: site.house.scope()
            )

            let all = try await site.ids(Browse(order: .closingSoon))
            let withdrawn = try await site.ids(Browse(filter: .withdrawn, order: .closingSoon))

            #expect(all == ["2026-000001", "2026-000004", "2026-000003", "2026-000002"])
            #expect(withdrawn == ["2026-000004"])
        }
    }

    @Test("a search ranks: number and title, then text; then the newest; and says what it replaced")
    func search() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: -40, objectives: "Parks without cars.")
            try await site.register("2026-000003", from: -20, title: "Cars", objectives: "None.")
            try await site.register("2026-000004", from: -50, title: "No cars", objectives: "Yes.")

            #expect(
                try await site.ids(Browse(words: "cars"))
                    == ["2026-000003", "2026-000004", "2026-000002"]
            )
            #expect(try await site.ids(Browse(words: "ECI(2026)000004")) == ["2026-000004"])
            #expect(
                try await site.ids(Browse(words: "cars", order: .mostSigned))
                    == ["2026-000004", "2026-000003", "2026-000002"]
            )
            try await site.serve { pages in
                let page = try await pages.get("/en/initiatives?q=parsk+cras").text
                #expect(page.contains("We found nothing for “parsk”. We looked for parks instead."))
                #expect(page.contains("1 initiative for “parsk cras”"))
                let ranked = try await pages.get("/en/initiatives?q=cars").text
                #expect(ranked.contains("Best match"))
                let list = try await pages.get("/en/initiatives?order=best-match").text
                #expect(!list.contains("Best match"))
            }
        }
    }

    @Test("words that too many hold list the best, and say that there are more")
    func many() async throws {
        try await InitiativeHouse.run { site in
            try await site.register(600, title: "Common")
            try await site.serve { pages in
                let page = try await pages.get("/en/initiatives?q=common").text
                #expect(page.contains("More than 500 initiatives for “common”"))
                #expect(page.contains("Only the 500 best matches are listed."))
                #expect(page.contains("(page 1)"))
            }
            let counts = try await site.initiatives.browse(Browse(), in: site.house.scope()).counts
            #expect(counts[.all] == 601 && !counts.hasMore)
        }
    }

    @Test(
        "every list, count and search finds its rows by an index, in a fixed number of statements"
    )
    func plans() async throws {
        try await InitiativeHouse.run { site in
            // What these statements call the tables of initiatives, of the ledger and of search.
            let names = ["initiative", "line", "entry", "search_word", "item", "part"]
            for words in ["", "bench", "bnech"] {
                for filter in Browse.Filter.allCases {
                    for order in Browse.Order.allCases {
                        var browse = Browse(words: words, filter: filter, order: order)
                        browse.cursor = ListCursor(value: 5, id: "2026-000001", page: 2)
                        let asked = browse
                        let said = try await site.house.statements.during {
                            _ = try await site.initiatives.browse(asked, in: site.house.scope())
                            _ = try await site.initiatives.browse(
                                asked.first,
                                in: site.house.scope()
                            )
                        }
                        #expect((1...26).contains(said.count), "\(said.count)")
                        for statement in said {
                            // What a search has found is called `line` too, and gone through.
                            for name in names where words.isEmpty || name != "line" {
                                #expect(!statement.scans(name), "\(statement)")
                            }
                            // Of what was found each line is looked up by its name, never among all.
                            for step in statement.plan where !words.isEmpty && TestEngine.isSQLite {
                                let isLine = step.contains("SEARCH line ")
                                #expect(!isLine || step.contains(" id=?"), "\(step)")
                            }
                        }
                    }
                }
            }
            let said = try await site.house.statements.during {
                _ = try await site.initiatives.overview(in: site.house.scope())
            }
            #expect(said.count > 3)
            for statement in said {
                #expect(!names.contains { statement.scans($0) }, "\(statement)")
            }
        }
    }
}

extension InitiativeHouse {
    /// Many that differ in their numbers alone, in one transaction.
    fileprivate func register(_ count: Int, title: String) async throws {
        let all = try (0..<count).map { number in
            Initiative(
                id: try #require(Initiative.ID("\(2010 + number / 100)-000\(100 + number % 100)")),
                title: title,
                objectives: "A bench for everyone.",
                annex: nil,
                language: "en",
                stage: .scheduled,
                period: nil,
                registeredOn: CivilZone.brussels.date(at: house.clock.now),
                answeredOn: nil,
                registerAddress: "https://example.org/register",
                presentation: Initiative.Presentation(),
                reportedTotal: nil,
                wrappedFingerprintKey: nil
            )
        }
        let added = try await initiatives.register(all.map { ($0, [:]) }, in: house.scope())
        #expect(added == count)
    }

    fileprivate func ids(_ browse: Browse) async throws -> [String] {
        try await initiatives.browse(browse, in: house.scope()).page.items.map(\.id.text)
    }
}
