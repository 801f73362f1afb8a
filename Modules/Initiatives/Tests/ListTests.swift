import Kernel
import TestSupport
import Testing
import Text
import Web

@testable import Initiatives

/// Goal: whoever comes to a home page or a list sees at once what can be done, and how it compares.
///
/// Method: pages of a live site over a socket, and the values behind them.
@Suite("Lists of initiatives")
struct ListTests {
    @Test("a title says what was searched, what is shown, and which page it is")
    func titles() async throws {
        try await InitiativeHouse.run { site in
            for number in 10..<40 {
                try await site.register("2026-0000\(number)", to: 9, title: "Élan \(number)")
            }
            try await site.serve { pages in
                let list = try await pages.get("/en/initiatives")
                let found = try await pages.get("/en/initiatives?q=%3Celan%3E&state=open")
                let french = try await pages.get("/fr/initiatives?q=benches")
                let end = try #require(found.text.firstRange(of: "after="))
                let after = found.text[end.upperBound...].prefix { $0 != "\"" }
                let second = try await pages.get("/en/initiatives?q=elan&state=open&after=\(after)")

                let site = " – Institution eci"
                #expect(title(of: list) == "European citizens’ initiatives (page 1 of 3)" + site)
                #expect(
                    title(of: found)
                        == "30 initiatives for “&lt;elan&gt;”: Open (page 1 of 3)" + site
                )
                #expect(
                    title(of: second) == "30 initiatives for “elan”: Open (page 2 of 3)" + site
                )
                #expect(title(of: french).hasPrefix("1 initiative pour «\u{A0}benches\u{A0}»"))
            }
        }
    }

    private func title(of answer: HTTPAnswer) -> String {
        let start = answer.text.firstRange(of: "<title>")?.upperBound ?? answer.text.startIndex
        return String(answer.text[start...].prefix { $0 != "<" })
    }

    @Test(
        "a place in the list is what it was written as, and nothing else",
        arguments: [
            "", "1.2026-000001", "1.2026-000001.1", "1.2026-000001.0", "1.2026-000001.1001",
            "1.2026-000001.2.3", "x.2026-000001.2", "1.%2F.2", "1.2026-000001.-2",
            "01.2026-000001.2", "+1.2026-000001.2", "before.1.2026-000001.0", "1..2",
        ]
    )
    func cursors(text: String) {
        #expect(ListCursor(text) == nil)
        #expect(ListCursor("-5.2026-000001.2")?.text == "-5.2026-000001.2")
        #expect(ListCursor("before.7.2026-000001.1")?.isBackward == true)
    }

    @Test("each filter says how many it shows, of what was searched")
    func counts() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: 5, to: 90, title: "Élections")
            try await site.register("2026-000003", from: -90, to: -5, title: "Elections again")
            try await site.register("2026-000004", from: -90, to: 5, stage: .withdrawn)
            try await site.register("2026-000005", to: -9, stage: .answered)
            try await site.register("2026-000006", from: -9, to: 9, tenant: .other)

            let all = try await site.initiatives.browse(Browse(), in: site.house.scope()).counts
            let some = try await site.initiatives.browse(
                Browse(words: "ELECTIONS", filter: .open),
                in: site.house.scope()
            ).counts

            #expect(Browse.Filter.allCases.map { all[$0] } == [5, 1, 1, 1, 1, 1])
            #expect(Browse.Filter.allCases.map { some[$0] } == [2, 0, 1, 1, 0, 0])
        }
    }

    @Test("a list knows how many states have reached their minimum, paper and online together")
    func states() async throws {
        try await InitiativeHouse.run { site in
            let malta = try #require(site.initiatives.memberStates["MT"])
            let here = try #require(try await site.details()?.initiative)
            let minimum = try #require(malta.threshold(registeredOn: here.registeredOn))
            try await site.register("2026-000002", reported: ["MT": minimum, "EE": 1])
            try await site.register("2026-000003", reported: ["MT": minimum - 1])
            try await site.serve { pages in
                let form = People.form(malta)
                _ = try await pages.post("/en/initiatives/2026-000003/statements", form)
            }
            site.showCounts()

            let items = try await site.initiatives.browse(Browse(), in: site.house.scope()).page
                .items
            let overview = try await site.initiatives.overview(in: site.house.scope())

            let reached = Dictionary(
                uniqueKeysWithValues: items.map { ($0.id.text, $0.statesReached) }
            )
            #expect(reached == ["2026-000001": 0, "2026-000002": 1, "2026-000003": 1])
            #expect(overview.open.map(\.statesReached).reduce(0, +) == 2)
            #expect(overview.support == SupportCounts(open: 2 * minimum + 1, all: 2 * minimum + 1))
        }
    }

    @Test("a home page shows what closes first, and nothing that is over before it")
    func home() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: 5, to: 90, title: "Not yet")
            try await site.register("2026-000003", from: -90, to: 2, title: "Hurry up")
            try await site.register("2026-000004", from: -90, to: -5, title: "Over")
            try await site.register("2026-000005", to: -9, title: "Won", stage: .answered)
            try await site.serve { pages in
                let home = try await pages.get("/en/").text
                let order = ["id=\"field-q\"", "Hurry up", "More benches", "Not yet", "Won"]
                let places = order.compactMap { home.firstRange(of: $0)?.lowerBound }

                #expect(places.count == order.count && places == places.sorted())
                #expect(!home.contains("Over</a>"))
            }
        }
    }

    @Test("an institution with nothing yet says what will be here, and offers no empty search")
    func nothing() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                for path in ["/en/", "/en/initiatives"] {
                    let page = try await pages.get(path, tenant: "other").text
                    #expect(page.contains("Initiatives will appear here"))
                    #expect(page.contains("id=\"field-q\"") == (path != "/en/"))
                }
                let narrowed = try await pages.get("/en/initiatives?q=x", tenant: "other").text
                #expect(narrowed.contains("Nothing matches your search"))
            }
        }
    }
}
