import Accounts
import Kernel
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: an official registers an initiative in the browser, schedules it, mends its texts and moves it on; what
/// the law forbids is refused, everybody reads why something changed, and nobody overwrites another.
///
/// Method: forms sent to a live site, its public pages, and the rows behind them.
@Suite("Initiatives in the back office")
struct OfficeRegistrationTests {
    private static let desk = "/en/admin/spaces/1/initiatives"
    private static let number = "2026-000012"

    @Test("an official sees the page first, registers it, and citizens of every language read it")
    func registered() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let form = try await rosa.get("\(Self.desk)/registration").text
                #expect(form.contains("data-maximum=\"1100\" data-spaces=\"no\""))

                let preview = try await rosa.post(
                    "\(Self.desk)/registration",
                    fields("preview")
                )
                #expect(preview.status == 200)
                #expect(preview.text.contains("What visitors will see"))
                #expect(preview.text.contains("Bancs partout") == false)
                #expect(preview.text.contains("name=\"title-fr\" value=\"Des bancs\""))
                #expect(try await house.details(Self.number) == nil)
                let made = try await rosa.submit("\(Self.desk)/registration", fields("register"))
                let again = try await rosa.post("\(Self.desk)/registration", fields("register"))

                #expect(made.text.contains("The initiative is registered"))
                #expect(made.text.contains("The organisers live in 2 member states"))
                #expect(again.status == 422)
                #expect(again.text.contains("an initiative with this number is here already"))
                #expect(again.text.contains("value=\"Ada Byron\""))
                let found = try #require(try await house.details(Self.number)?.initiative)
                #expect(found.period?.firstDay == CivilDate(iso: "2026-03-01"))
                #expect(found.dossier.categories == ["ENV", "TRA"])
                let english = try await pages.get("/en/initiatives/\(Self.number)").text
                let french = try await pages.get("/fr/initiatives/\(Self.number)").text
                #expect(english.contains("<h1 lang=\"en\">Benches</h1>"))
                #expect(french.contains("<h1 lang=\"fr\">Des bancs</h1>"))
                #expect(try await pages.get("/fr/initiatives").text.contains("Des bancs"))
                // Names are public by law, addresses are for the office.
                #expect(english.contains("Ada Byron, Estonia"))
                #expect(!english.contains("ada@example.org"))
                let about = try await rosa.get("\(Self.desk)/\(Self.number)/about").text
                #expect(about.contains("value=\"ada@example.org\""))
                #expect(try await house.noted().first == "initiative-registered")
            }
        }
    }

    @Test("what the law or the register does not know is refused beside its field")
    func refused() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                for (name, value, words) in [
                    ("number", "12", "Enter the number of the registration"),
                    ("title-en", String(repeating: "x", count: 101), "Enter 100 characters"),
                    ("objectives-en", String(repeating: "x ", count: 1101), "spaces not counted"),
                    ("first-month", "12", "the law allows six months"),
                    ("website", "http://example.org", "begins with https"),
                    ("organiser-1-name", "", "Enter the name of this person"),
                    ("registered-year", "2027", "not in the future"),
                ] {
                    let wrong = fields("register").map { $0.0 == name ? (name, value) : $0 }
                    let answer = try await rosa.post("\(Self.desk)/registration", wrong)
                    #expect(answer.status == 422, "\(name)")
                    #expect(answer.text.contains(words), "\(name)")
                    #expect(answer.text.contains("Des bancs"), "\(name)")
                }
                #expect(try await house.details(Self.number) == nil)
                var nobody = try await house.staff(
                    .init(role: .moderator),
                    at: pages,
                    address: "mod@example.org"
                )
                #expect(try await nobody.get("\(Self.desk)/registration").status == 403)
            }
        }
    }

    @Test("a text is replaced with its reason, and what it said before stays readable")
    func replaced() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let path = "\(Self.desk)/2026-000001/texts/en"
                let text = [
                    ("title-en", "More benches"), ("objectives-en", "A bench for all."),
                    ("annex-en", ""), ("revision", "0"),
                ]

                let silent = try await rosa.post(path, text)
                let saved = try await rosa.submit(path, text + [("reason", "A wrong word")])
                let late = try await rosa.post(path, text + [("reason", "Again")])

                #expect(silent.status == 422 && silent.text.contains("Enter the reason"))
                #expect(saved.text.contains("The text has been saved"))
                #expect(late.status == 422 && late.text.contains("someone else has changed"))
                // Whoever was told may send it again.
                #expect(late.text.contains("name=\"revision\" value=\"1\""))
                house.house.clock.advance(by: .seconds(2))
                let page = try await pages.get("/en/initiatives/2026-000001").text
                #expect(page.contains("More benches</h1>"))
                #expect(page.contains("1 change since registration"))
                let changes = try await pages.get("/en/initiatives/2026-000001/changes").text
                #expect(changes.contains("A wrong word"))
                let before = try await pages.get("/en/initiatives/2026-000001/changes/1").text
                #expect(before.contains("More benches in parks"))
                #expect(before.contains("A bench for everyone."))
                let list = try await pages.get("/en/initiatives?q=all")
                #expect(list.text.contains("More benches"))
            }
        }
    }

    @Test("a group without representative is saved as it is, with the roles that it has")
    func incomplete() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let one = "\(Self.desk)/2026-000001"

                let saved = try await rosa.submit(
                    "\(one)/about",
                    [
                        ("website", ""), ("contact", ""), ("organiser-1-name", "Ada Byron"),
                        ("organiser-1-residence", "EE"), ("organiser-1-email", ""),
                        ("organiser-1-role", "member"), ("organiser-2-name", ""),
                        ("organiser-2-residence", ""), ("organiser-2-email", ""),
                        ("revision", "0"),
                    ]
                )

                #expect(saved.text.contains("Nobody represents the group"))
                let found = try #require(try await house.details()?.initiative)
                #expect(found.presentation.organisers.map(\.name) == ["Ada Byron"])
                #expect(found.presentation.organisers.first?.role == .member)
            }
        }
    }

    @Test("dates and steps follow the law, each with its reason, and both tell what they do")
    func course() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let one = "\(Self.desk)/2026-000001"
                let last = CivilZone.brussels.date(at: house.house.clock.now).adding(days: 60)
                let first = try #require(try await house.details()?.initiative.period?.firstDay)
                let dates = [
                    ("first-day", "\(first.day)"), ("first-month", "\(first.month)"),
                    ("first-year", "\(first.year)"), ("last-day", "\(last.day)"),
                    ("last-month", "\(last.month)"), ("last-year", "\(last.year)"),
                    ("reason", "Regulation (EU) 2020/1042"), ("revision", "0"),
                ]
                let moved = dates.map { $0.0 == "first-year" ? ("first-year", "2025") : $0 }

                let early = try await rosa.post("\(one)/period", moved)
                let longer = try await rosa.submit("\(one)/period", dates)
                let step = try await rosa.get("\(one)/steps/verify").text
                let verified = try await rosa.submit(
                    "\(one)/steps/verify",
                    [("reason", "Sent to the authorities"), ("revision", "2")]
                )
                let back = try await rosa.submit(
                    "\(one)/steps/recall",
                    [("reason", "Not yet"), ("revision", "4")]
                )

                #expect(early.text.contains("people have signed since then"))
                #expect(longer.text.contains("The dates have been saved"))
                #expect(step.contains("Nothing more is counted from now on."))
                #expect(step.contains("You can take it back."))
                #expect(verified.text.contains("The initiative has moved on"))
                #expect(back.status == 200)
                #expect(try await house.details()?.initiative.stage == .closed)
                #expect(try await rosa.get("\(one)/steps/answer").status == 404)
                #expect(
                    try await house.noted().prefix(3) == [
                        "subject-moved", "subject-moved", "initiative-rescheduled",
                    ]
                )
                let changes = try await pages.get("/en/initiatives/2026-000001/changes").text
                #expect(changes.contains("Regulation (EU) 2020/1042"))
                #expect(changes.contains("Sent to the authorities"))
            }
        }
    }

    /// What an official types, all of it right.
    private func fields(_ step: String) -> [(String, String)] {
        [
            ("number", "ECI(2026)000012"), ("registered-day", "1"), ("registered-month", "2"),
            ("registered-year", "2026"), ("language", "en"), ("title-en", "Benches"),
            ("objectives-en", "A bench\r\nfor everyone."), ("annex-en", ""),
            ("title-fr", "Des bancs"), ("objectives-fr", "Un banc pour chacun."),
            ("annex-fr", ""), ("categories", "ENV"), ("categories", "TRA"),
            ("website", "https://example.org/"), ("contact", "benches@example.org"),
            ("organiser-1-name", "Ada Byron"), ("organiser-1-residence", "EE"),
            ("organiser-1-email", "ada@example.org"), ("organiser-2-name", "Léa Noël"),
            ("organiser-2-residence", "FR"), ("organiser-2-email", ""), ("first-day", "1"),
            ("first-month", "3"), ("first-year", "2026"), ("step", step),
        ]
    }
}
