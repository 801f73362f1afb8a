import Accounts
import Kernel
import TestSupport
import Testing

@testable import Initiatives

/// Goal: a text is mended wherever it was written, in a language that the site does not offer too.
///
/// Method: an initiative in German, with a translation into Polish, on a site that speaks English and French.
@Suite("Texts in languages that the site does not offer")
struct UnspokenTextTests {
    private static let one = "/en/admin/spaces/1/initiatives/2026-000002"

    @Test(
        "its original and its translations are listed, replaced, and told of by the language's own name"
    )
    func mended() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { house in
            try await Self.register(in: house)
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let list = try await rosa.get(Self.one).text
                #expect(list.contains("Text: Deutsch") && list.contains("Text: Polski"))
                #expect(list.contains("href=\"\(Self.one)/texts/de\""))
                let form = try await rosa.get(Self.one + "/texts/de").text
                #expect(form.contains("People read this text wherever there is no translation"))
                #expect(form.contains("Mehr Bänke"))
                let polish = try await rosa.get(Self.one + "/texts/pl").text
                #expect(polish.contains("No one reads this text until it does"))
                let english = try await rosa.get(Self.one + "/texts/en").text
                #expect(!english.contains("does not offer this language"))
                for path in ["/texts/it", "/texts/d"] {
                    #expect(try await rosa.get(Self.one + path).status == 404, "\(path)")
                }

                let saved = try await rosa.submit(
                    Self.one + "/texts/de",
                    [
                        ("title-de", "Mehr Bänke in Parks"), ("objectives-de", "Für alle."),
                        ("revision", "0"), ("reason", "A word was missing"),
                    ]
                )
                #expect(saved.text.contains("The text has been saved"))
                house.house.clock.advance(by: .seconds(2))
                let page = try await pages.get("/en/initiatives/2026-000002").text
                #expect(page.contains("Mehr Bänke in Parks</h1>"))
                let changes = try await pages.get("/en/initiatives/2026-000002/changes").text
                #expect(changes.contains("Deutsch") && changes.contains("A word was missing"))
            }
        }
    }

    private static func register(in house: InitiativeHouse) async throws {
        let today = CivilZone.brussels.date(at: house.house.clock.now)
        var initiative = Initiative(
            id: try #require(Initiative.ID("2026-000002")),
            title: "Mehr Bänke",
            objectives: "Eine Bank für alle.",
            annex: nil,
            language: "de",
            stage: .scheduled,
            period: CollectionPeriod(
                firstDay: today.adding(days: -30),
                lastDay: today.adding(days: 30)
            ),
            registeredOn: today.adding(days: -90),
            answeredOn: nil,
            registerAddress: "https://example.org/register",
            presentation: Initiative.Presentation(),
            reportedTotal: 0,
            wrappedFingerprintKey: nil
        )
        initiative.translations["pl"] = InitiativeText(
            title: "Więcej ławek",
            objectives: "Ławka dla każdego.",
            annex: nil
        )
        _ = try await house.initiatives.register([(initiative, [:])], in: house.house.scope())
    }
}
