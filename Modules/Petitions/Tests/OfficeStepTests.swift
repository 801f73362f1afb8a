import Accounts
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: the institution decides about a petition in the browser, with reasons that the right people read, and two
/// never decide about one at once.
///
/// Method: forms sent to a live site, and the rows and events behind them.
@Suite("Steps of petitions in the back office")
struct OfficeStepTests {
    @Test("nothing is published before every point was looked at; then everybody can sign it")
    func published() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit()
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let step = "\(PetitionHouse.desk)/\(id)/steps/publish"
                let page = try await rosa.get("\(PetitionHouse.desk)/\(id)").text
                let half = try await rosa.post(
                    step,
                    try await house.fields(id, [("competence", "yes")])
                )
                let done = try await rosa.submit(
                    step,
                    try await house.fields(id, PetitionHouse.checked)
                )

                #expect(page.contains("Everyone can read and sign it from now on."))
                #expect(half.status == 422)
                #expect(half.text.contains("Tick this point once you have looked at it"))
                #expect(done.text.contains("The petition has moved on"))
                #expect(try await house.find(id).stage == .collecting)
                #expect(try await house.events(id) == ["publish"])
                #expect(try await house.noted().first == "subject-moved")
                _ = try await house.sign(id, 1).get()
                #expect(try await rosa.get(step).status == 404)
            }
        }
    }

    @Test("what is sent back is asked of its author alone; a refusal is read by all, its text not")
    func refused() async throws {
        try await PetitionHouse.run { house in
            let (first, second) = (try await house.submit(), try await house.submit("Insults"))
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let desk = PetitionHouse.desk
                let silent = try await rosa.post(
                    "\(desk)/\(first)/steps/send-back",
                    try await house.fields(first)
                )
                let back = try await rosa.submit(
                    "\(desk)/\(first)/steps/send-back",
                    try await house.fields(first, saying: "Say which trains.")
                )
                let bare = try await rosa.post(
                    "\(desk)/\(second)/steps/refuse",
                    try await house.fields(second, saying: "It insults.")
                )
                let refused = try await rosa.submit(
                    "\(desk)/\(second)/steps/refuse",
                    try await house.fields(second, [("choice", "offence")], saying: "It insults.")
                )

                #expect(silent.status == 422 && silent.text.contains("Enter a text"))
                #expect(back.text.contains("Say which trains."))
                #expect(try await house.find(first).stage == .correction)
                #expect(bare.status == 422 && bare.text.contains("Choose a reason"))
                #expect(bare.text.contains("It insults."))
                #expect(refused.text.contains("Text hidden"))
                let found = try await house.find(second)
                #expect(found.stage == .refused && found.isPublic && found.isTextHidden)
                #expect(found.refusal?.texts == ["en": "It insults."])
                let events = try await house.database.read(in: house.house.scope()) {
                    try PetitionEventStore.all(of: first, publicOnly: true, in: &$0)
                }
                #expect(events.isEmpty)
            }
        }
    }

    @Test("a pause is added to the end, and a petition can be taken up below its threshold")
    func paused() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let end = try #require(try await house.find(id).closesAt)
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let steps = "\(PetitionHouse.desk)/\(id)/steps"
                let form = try await house.fields(id, saying: "We look into it.")
                _ = try await rosa.submit("\(steps)/pause", form)
                #expect(try await house.sign(id, 1) == .failure(.notOpen(.paused)))
                house.house.clock.advance(by: .seconds(60))
                // Whoever saw it before the pause does not decide about it now.
                let late = try await rosa.post("\(steps)/resume", form)
                let again = try await house.fields(id, saying: "All is well.")
                _ = try await rosa.submit("\(steps)/resume", again)
                #expect(late.status == 422 && late.text.contains("someone else has changed it"))
                #expect(try await house.find(id).closesAt == end.adding(.seconds(60)))

                let taken = try await house.fields(id, saying: "It is urgent.")
                _ = try await rosa.submit("\(steps)/take-up", taken)
                #expect(try await house.find(id).stage == .takenUp)
                #expect(try await house.events(id) == ["publish", "pause", "resume", "take-up"])
            }
        }
    }

    @Test("a petition is joined to one that people can read, and to nothing else")
    func joined() async throws {
        try await PetitionHouse.run { house in
            let (one, other) = (try await house.publish(), try await house.publish("Day trains"))
            let hidden = try await house.submit("Not published")
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let step = "\(PetitionHouse.desk)/\(one)/steps/join"
                for target in ["", "x", "99", one.text, hidden.text] {
                    let form = try await house.fields(
                        one,
                        [("target", target)],
                        saying: "The same."
                    )
                    #expect(try await rosa.post(step, form).status == 422, "\(target)")
                }
                let form = try await house.fields(
                    one,
                    [("target", other.text)],
                    saying: "The same."
                )
                _ = try await rosa.submit(step, form)

                #expect(try await house.find(one).stage == .joined)
                #expect(try await house.find(one).joinedTo == other)
                #expect(try await house.sign(one, 1) == .failure(.notOpen(.joined)))
            }
        }
    }

    @Test("a decision has its kind and its day, which is not to come; then it is archived")
    func decided() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await house.take("take-up", on: id)
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let steps = "\(PetitionHouse.desk)/\(id)/steps"
                let today = CivilZone.brussels.date(at: house.house.clock.now)
                func form(_ year: Int) async throws -> [(String, String)] {
                    try await house.fields(
                        id,
                        [
                            ("choice", "debate"), ("day-day", "\(today.day)"),
                            ("day-month", "\(today.month)"), ("day-year", "\(year)"),
                            ("url", "https://www.example.org/debate"),
                        ],
                        saying: "There will be a debate."
                    )
                }
                let future = try await rosa.post("\(steps)/decide", try await form(today.year + 1))
                let done = try await rosa.submit("\(steps)/decide", try await form(today.year))
                let archived = try await rosa.submit(
                    "\(steps)/archive",
                    try await house.fields(
                        id,
                        [("legislature", "2024–2029")],
                        saying: "The end."
                    )
                )

                #expect(future.status == 422 && future.text.contains("not in the future"))
                #expect(done.text.contains("Debate"))
                let found = try await house.find(id)
                #expect(found.decision?.kind == "debate" && found.decision?.date == today)
                #expect(found.decision?.url == "https://www.example.org/debate")
                #expect(archived.text.contains("2024–2029"))
                #expect(found.stage == .archived)
            }
        }
    }

    @Test("who works at a petition keeps others from deciding, for a quarter of an hour")
    func claimed() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit()
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                var ada = try await house.staff(at: pages, "Ada")
                let one = "\(PetitionHouse.desk)/\(id)"
                let before = try await house.noted()
                let claimed = try await rosa.submit("\(one)/claims")
                let refused = try await ada.post("\(one)/claims")
                let after = try await house.noted()
                let seen = try await ada.get(one).text
                let form = try await house.fields(id, saying: "Not so.")
                let step = try await ada.post("\(one)/steps/send-back", form)

                #expect(claimed.text.contains("You are working on this petition"))
                #expect(refused.status == 422)
                #expect(after == before)
                #expect(seen.contains("<bdi>Rosa</bdi> is working on it now."))
                #expect(step.status == 422 && step.text.contains("they are working on it now"))
                house.house.clock.advance(by: .milliseconds(Limits.claimMilliseconds + 1))
                _ = try await ada.submit("\(one)/steps/send-back", form)
                #expect(try await house.find(id).stage == .correction)
            }
        }
    }
}
