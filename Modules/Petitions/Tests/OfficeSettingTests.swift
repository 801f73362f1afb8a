import Accounts
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: an institution says in its own words what can be chosen and what follows from how many signatures, and what
/// was chosen before keeps its meaning.
///
/// Method: forms of the office, the catalogues behind them, and people who sign around a new threshold.
@Suite("What an institution sets of its petitions")
struct OfficeSettingTests {
    @Test(
        "a standard choice is renamed in each language, moved and no longer offered; a new one has a key"
    )
    func choices() async throws {
        try await PetitionHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let list = "\(PetitionHouse.desk)/choices/theme"
                let first = try await rosa.get(list).text
                let empty = try await rosa.post(list, [("text-en", ""), ("text-fr", "Mer")])
                _ = try await rosa.submit(list, [("text-en", "The sea"), ("text-fr", "La mer")])
                let one = try await rosa.get("\(list)/transport").text
                _ = try await rosa.submit(
                    "\(list)/transport",
                    [("text-en", "Trains"), ("text-fr", "Trains"), ("position", "1")]
                )
                let wrong = try await rosa.post(
                    "\(list)/health",
                    [("text-en", "Health"), ("text-fr", ""), ("position", "0"), ("used", "yes")]
                )

                #expect(first.contains("Agriculture and food"))
                #expect(empty.status == 422 && empty.text.contains("Enter a text"))
                #expect(one.contains("value=\"Transport\""))
                #expect(wrong.status == 422 && wrong.text.contains("Enter a number from 1 to"))
                let choices = try await Self.choices(in: house)
                let sea = try #require(choices[.theme].first { $0.key == "the-sea" })
                #expect(sea.texts == ["en": "The sea", "fr": "La mer"] && sea.position == 16)
                let trains = try #require(choices.find("transport", .theme))
                #expect(!trains.isUsed && trains.texts["en"] == "Trains")
                #expect(!choices.offered(.theme).contains { $0.key == "transport" })
                #expect(try await rosa.get("\(list)/nothing").status == 404)
                #expect(try await rosa.get("\(PetitionHouse.desk)/choices/nothing").status == 404)
                let noted = Array(try await house.noted().prefix(2))
                #expect(noted == ["petition-choice-set", "petition-choice-set"])
            }
        }
    }

    @Test(
        "a new threshold is told to readers with the next signature, and taken away it is told no more"
    )
    func thresholds() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            for number in 0..<3 { _ = try await house.sign(id, number).get() }
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let list = "\(PetitionHouse.desk)/thresholds"
                let form = [
                    ("count", "2"), ("effect", "label"), ("days", "0"), ("territories", "0"),
                    ("per-territory", "0"), ("text-fr", ""),
                ]
                let nameless = try await rosa.post(list, form + [("text-en", "")])
                let many = try await rosa.post(
                    list,
                    [("count", "many")] + Array(form.dropFirst()) + [("text-en", "Two")]
                )
                _ = try await rosa.submit(list, form + [("text-en", "Two people agree")])
                #expect(nameless.status == 422 && nameless.text.contains("Enter a text"))
                #expect(many.status == 422 && many.text.contains("Enter a number from 1"))
                #expect(try await house.events(id) == ["publish"])
                _ = try await house.sign(id, 3).get()
                #expect(try await house.events(id) == ["publish", "threshold"])

                _ = try await rosa.submit("\(list)/1/removals")
                _ = try await house.sign(id, 4).get()
                #expect(try await house.events(id) == ["publish", "threshold"])
                // Its number is given to no other: petitions have crossed what it was.
                _ = try await rosa.submit(list, form + [("text-en", "Two again")])
                let numbers = try await house.database.read(in: house.house.scope()) {
                    try PetitionThresholdStore.all(in: &$0).map(\.number)
                }
                #expect(numbers == [2])
            }
        }
    }

    @Test("when a legislature ends each part has its fate, seen before and done once")
    func legislature() async throws {
        try await PetitionHouse.run { house in
            let waiting = try await house.submit("Waiting")
            let open = try await house.publish("Open")
            let over = try await house.publish("Over")
            try await house.take("take-up", on: over)
            let ended = try await house.submit("Ended")
            try await house.take("refuse", on: ended)
            house.house.clock.advance(by: .seconds(86_400))
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let path = "\(PetitionHouse.desk)/legislature"
                let form = [
                    ("legislature", "2024–2029"), ("admission", "carry"),
                    ("collection", "stop"), ("answer", "keep"), ("ended", "archive"),
                    ("text-en", "The parliament is dissolved."), ("text-fr", ""),
                ]
                let preview = try await rosa.post(path, form + [("step", "preview")])
                #expect(preview.status == 200 && preview.text.contains("Do it now"))
                #expect(try await house.find(open).stage == .collecting)

                let done = try await rosa.submit(path, form + [("step", "end")])

                #expect(done.text.contains("All petitions have been dealt with"))
                #expect(try await house.find(open).stage == .archived)
                #expect(try await house.find(open).legislature == "2024–2029")
                #expect(try await house.find(over).stage == .takenUp)
                #expect(try await house.find(ended).stage == .archived)
                let carried = try await house.find(waiting)
                #expect(carried.stage == .submitted)
                let due = house.house.clock.now.adding(.seconds(15 * 86_400))
                #expect(carried.dueAt == due)
                // Sent again it finds nothing left.
                _ = try await rosa.submit(path, form + [("step", "end")])
                #expect(try await house.events(open) == ["publish", "stop"])
                #expect(try await house.events(waiting) == ["note"])
            }
        }
    }

    private static func choices(in house: PetitionHouse) async throws -> PetitionChoices {
        try await house.database.read(in: house.house.scope()) {
            try PetitionChoiceStore.all(in: &$0)
        }
    }
}
