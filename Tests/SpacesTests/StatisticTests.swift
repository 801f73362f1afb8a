import Kernel
import Localization
import TestSupport
import Testing

@testable import Spaces

/// Goal: numbers about a space are what was done in it, read from counters.
///
/// Method: the small module of `TestSupport` in two spaces, by its declarations and on the page of staff.
@Suite("The contract with a module: statistics")
struct StatisticTests {
    private static let today = CivilDate(daysSinceEpoch: TestClock.noon.utcDay)
    private static let days = today.adding(days: -1)...today.adding(days: 1)

    @Test("each counts its own space alone, and moves with its cause")
    func values() async throws {
        try await SuggestionHouse.filled { house in
            func value(_ name: String, _ space: Int = 2) async throws -> StatisticValue {
                try await house.value(of: name, in: space, on: Self.days)
            }

            #expect(try await value("all") == .figure(4))
            #expect(try await value("all", 1) == .figure(1))
            #expect(try await value("states") == Self.states(["waiting": 4]))
            #expect(try await value("days") == Self.series([0, 5, 0]))
            #expect(try await value("days", 1) == Self.series([0, 1, 0]))

            house.house.clock.advance(by: .seconds(86_400))
            _ = try await house.take("decline", on: "1", in: 2).get()
            // What is hidden is decided upon, too, and counted in no state.
            _ = try await house.take("decline", on: "2", in: 2).get()
            try await house.hide("3", in: 2)
            try await house.hide("3", in: 2)
            var eve = try await house.member("eve@example.org", name: "Eve")
            try await house.suggest("Fountains", at: "ideas", in: &eve)

            #expect(try await value("all") == .figure(4))
            #expect(try await value("states") == Self.states(["waiting": 3, "declined": 1]))
            #expect(try await value("days") == Self.series([0, 5, 1]))
        }
    }

    private static func states(_ counts: [String: Int]) -> StatisticValue {
        .buckets(
            "State",
            Suggestion.workflow.states.map(\.rawValue).map { state in
                StatisticBucket(
                    state,
                    word: MessageKey(stringLiteral: state),
                    count: counts[state, default: 0]
                )
            }
        )
    }

    private static func series(_ counts: [Int]) -> StatisticValue {
        .series(
            counts.enumerated().map { offset, count in
                StatisticDay(day: days.lowerBound.adding(days: offset), count: count)
            }
        )
    }

    @Test(
        "staff read figures, a series with its table and the parts of a number, each with its words"
    )
    func page() async throws {
        try await SuggestionHouse.filled { house in
            house.house.clock.advance(by: .seconds(45_000))
            var lea = try await house.staff(
                .analyst,
                of: Space.ID(2),
                name: "Léa",
                address: "lea@example.org"
            )
            // The day is over in Brussels, and not by UTC, by which this module counts.
            let early = try await lea.get("/en/admin/spaces/2/data").text
            #expect(early.contains("<th scope=\"row\">20\u{A0}November\u{A0}2026</th>"))
            #expect(!early.contains("<th scope=\"row\">21\u{A0}November\u{A0}2026</th>"))

            house.house.clock.advance(by: .seconds(41_400))
            var rosa = try await house.staff(.analyst, of: Space.ID(2))

            let page = try await rosa.get("/en/admin/spaces/2/data").text
            let french = try await rosa.get("/fr/admin/spaces/2/data").text

            for words in [
                "<th scope=\"row\">Suggestions in all</th>", "Without those that are hidden.",
                "<strong>Suggestions by day</strong>", "Busiest day: 21", "5 in all.",
                "<caption><strong>Suggestions by state</strong>",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            // The last of the days is over.
            #expect(page.contains("<th scope=\"row\">21\u{A0}November\u{A0}2026</th>"))
            #expect(!page.contains("<th scope=\"row\">22\u{A0}November\u{A0}2026</th>"))
            #expect(french.contains("<h1>Données</h1>") && french.contains("Jour le plus actif"))
        }
    }

    @Test("the page takes as many statements whatever is in the space, each by an index")
    func statements() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            var ada = try await house.member("ada@example.org")
            var counts: [Int] = []
            for _ in 0..<2 {
                let said = try await house.house.statements.during {
                    let page = try await rosa.get("/en/admin/spaces/2/data")
                    #expect(page.status == 200)
                }
                counts.append(said.count)
                #expect(said.contains { $0.text.contains("FROM suggestion_day_count") })
                for statement in said {
                    for table in ["suggestion_state_count", "suggestion_day_count"] {
                        #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                    }
                }
                try await house.suggest("Swings", at: "ideas", in: &ada)
            }

            #expect(counts[0] == counts[1])
        }
    }
}
