import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: a slip is taken back within a day, and everything is as it was.
///
/// Method: decisions of each sort are undone, soon and late.
@Suite("Decisions that are taken back")
struct UndoTests {
    @Test("what was hidden is seen again, and its case waits as before")
    func hidden() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let before = try await house.queue(rosa)
            let decision = try await house.decide(.hiding, on: number, by: rosa).get()
            try await house.desk.undo(decision, by: rosa).get()

            #expect(try await house.isShown(house.subject("1")))
            let after = try await house.queue(rosa)
            #expect(after.map(\.number) == before.map(\.number))
            #expect(after.map(\.promisedAt) == before.map(\.promisedAt))
            #expect(after.map(\.revision) == [3])
            #expect(try await house.desk.undo(decision, by: rosa).refusal == .changedMeanwhile)
            // Nobody had been told, so nobody is told.
            #expect(try await house.told("ada").isEmpty)
            let figures = try await house.figures()
            #expect(
                figures.undone == 1 && figures.promisesKept == 0 && figures.hours.values.sum == 0
            )
        }
    }

    @Test("what waited waits again, and what was labelled or suspended is so no more")
    func others() async throws {
        try await ModerationHouse.run(["review": "before", "waiting": "0"]) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            _ = try await house.suggest("Swings", by: ada)
            let swings = house.subject("1")
            let published = try await house.decide(.publishing, on: 1, by: rosa).get()
            try await house.desk.undo(published, by: rosa).get()
            #expect(try await house.standing(swings)?.visibility == .awaiting)
            #expect(try await !house.isShown(swings))

            _ = try await house.decide(.publishing, on: 1, by: rosa).get()
            let second = try await house.desk.open(swings, by: rosa).get()
            let suspending = Decision.restriction(.suspend, extent: .space)
            let suspended = try await house.decide(suspending, on: second, by: rosa).get()
            #expect(
                try await house.suggest("Trees", by: ada)
                    == .suspended(until: nil)
            )
            let label = Decision.restriction(.label, label: "Costs money")
            let labelled = try await house.decide(label, on: second, by: rosa).get()
            try await house.desk.undo(labelled, by: rosa).get()
            try await house.desk.undo(suspended, by: rosa).get()
            #expect(
                try await house.standing(swings) == SubjectStanding(visibility: .published)
            )
            #expect(try await house.suggest("Trees", by: ada) != .suspended(until: nil))
        }
    }

    @Test("what a program hid and a person shows again is hidden by no crowd any more")
    func automatic() async throws {
        try await ModerationHouse.run(
            ["review": "after", "waiting": "0", "hide-after-reports": "1"]
        ) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let file = try #require(try await house.desk.file(number, for: rosa))
            let hidden = try #require(file.decisions.first)
            #expect(hidden.automation == .fully)
            try await house.desk.undo(hidden.number, by: rosa).get()
            _ = try await house.report(house.subject("1"), from: [198, 51, 100, 1]).get()

            #expect(try await house.isShown(house.subject("1")))
            #expect(try await house.queue(rosa).map(\.number) == [number])
        }
    }

    @Test("what is hidden until a day ends then, whatever beside it is taken back")
    func until() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let until = house.now.adding(.seconds(86_400))
            let swings = try await house.seen("Swings", by: ada)
            func decide(_ decision: Decision) async throws -> Int {
                let number = try await house.desk.open(swings, by: rosa).get()
                return try await house.decide(decision, on: number, by: rosa).get()
            }
            let labelled = try await decide(Decision.restriction(.label, label: "Costs money"))
            _ = try await decide(Decision.restriction(.hide, until: until))
            let longer = try await decide(.hiding)
            try await house.desk.undo(longer, by: rosa).get()
            try await house.desk.undo(labelled, by: rosa).get()
            #expect(try await !house.isShown(swings))

            house.house.clock.advance(by: .seconds(86_400))
            try await house.run("moderation.upkeep")
            #expect(try await house.isShown(swings))
            #expect(try await house.standing(swings) == SubjectStanding(visibility: .published))
        }
    }

    @Test("whoever was told hears that it holds no more")
    func told() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let bob = try await house.member("Bob", .french)
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            _ = try await house.report(swings, by: .member(bob)).get()
            let decision = try await house.decide(.hiding, on: 1, by: rosa).get()
            try await house.run("moderation.letters")
            try await house.desk.undo(decision, by: rosa).get()
            try await house.run("moderation.letters")

            let author = try await house.told("ada").map(\.subject).sorted()
            let reporter = try await house.told("bob").map(\.subject).sorted()
            #expect(
                author == ["Decision 1 no longer holds", "Your text is hidden: Suggestion 1"]
            )
            #expect(
                reporter == ["La décision 1 ne vaut plus", "La suite de votre signalement"]
            )
        }
    }

    @Test("whoever contested what is taken back hears that, and not that they were right")
    func contested() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let decision = try await house.decide(.hiding, on: number, by: rosa).get()
            let appealed = try await house.desk.appeal(
                NewAppeal(text: "No!", email: nil, language: .english),
                by: .member(ada, decision: decision),
                in: house.site(.member(ada))
            )
            #expect(appealed.isDone)
            try await house.desk.undo(decision, by: rosa).get()

            #expect(try await house.desk.counts(for: rosa).appeals == 0)
            let letters = try await house.told("ada")
            #expect(letters.map(\.subject) == ["Answer to your appeal"])
            #expect(letters.map { $0.flat.contains("we took it back") } == [true])
        }
    }

    @Test("what a colleague put in the place of one's own decision is left to others")
    func replaced() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida")
            let omar = try await house.moderator("Omar")
            let number = try await house.reported("Swings", by: ada)
            let first = try await house.decide(.hiding, on: number, by: rosa).get()
            let again = try await house.desk.open(house.subject("1"), by: ida).get()
            let second = try await house.decide(Decision(.restore), on: again, by: ida).get()
            func offered(_ moderator: Moderator) async throws -> [Int] {
                try await house.desk.decisions(at: nil, for: moderator).rows
                    .filter(\.canBeUndone).map(\.record.number)
            }

            #expect(try await house.desk.undo(first, by: rosa).refusal == .over)
            #expect(try await house.desk.undo(second, by: rosa).refusal == .replacesOwn)
            #expect(try await house.isShown(house.subject("1")))
            #expect(try await offered(rosa).isEmpty)
            #expect(try await offered(ida) == [second])
            #expect(try await offered(omar) == [second])
            // Whoever made the slip mends it, and a colleague who had no part in either does.
            try await house.desk.undo(second, by: omar).get()
            #expect(try await !house.isShown(house.subject("1")))
        }
    }

    @Test("what an appeal put in the place of a decision is not taken back by whoever took that")
    func afterAppeal() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida")
            let swings = try await house.seen("Swings", by: ada)
            _ = try await house.report(swings, by: .member(bob)).get()
            let kept = try await house.decide(.publishing, on: 1, by: rosa).get()
            let appealed = try await house.desk.appeal(
                NewAppeal(text: "It names my child.", email: nil, language: .english),
                by: .member(bob, decision: kept),
                in: house.site(.member(bob))
            )
            #expect(appealed.isDone)
            let answer = AppealAnswer(
                isGranted: true,
                message: "You are right.",
                instead: Decision.hiding
            )
            #expect(try await house.desk.answer(answer, to: 1, by: ida).isDone)
            let rows = try await house.desk.decisions(at: nil, for: rosa).rows
            let instead = try #require(rows.first?.record.number)

            #expect(instead == kept + 1 && rows.allSatisfy { !$0.canBeUndone })
            #expect(try await house.desk.undo(instead, by: rosa).refusal == .replacesOwn)
            #expect(try await !house.isShown(swings))
        }
    }

    @Test("what a colleague decided since was decided over what is there, so that stays")
    func answered() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida")
            let swings = try await house.seen("Swings", by: ada)
            let number = try await house.desk.open(swings, by: rosa).get()
            let label = Decision.restriction(.label, label: "Costs money")
            let labelled = try await house.decide(label, on: number, by: rosa).get()
            let again = try await house.desk.open(swings, by: ida).get()
            let hidden = try await house.decide(.hiding, on: again, by: ida).get()

            #expect(try await house.desk.undo(labelled, by: rosa).refusal == .over)
            try await house.desk.undo(hidden, by: ida).get()
            try await house.desk.undo(labelled, by: rosa).get()
            #expect(try await house.standing(swings) == SubjectStanding(visibility: .published))
        }
    }

    @Test("after a day, after another word, or elsewhere nothing is taken back")
    func late() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.member("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let first = try await house.decide(.hiding, on: number, by: house.moderator(rosa))
                .get()
            let again = try await house.desk.open(house.subject("1"), by: house.moderator(rosa))
                .get()
            let second = try await house.decide(
                Decision(.restore),
                on: again,
                by: house.moderator(rosa)
            ).get()
            let there = house.moderator(rosa, .spaces([Space.ID(2)]))

            #expect(try await house.desk.undo(first, by: house.moderator(rosa)).refusal == .over)
            #expect(try await house.desk.undo(second, by: there).refusal == .notFound)
            #expect(
                try await house.desk.undo(second, by: house.moderator(ada)).refusal == .own
            )
            house.house.clock.advance(by: .milliseconds(Limits.undoMilliseconds))
            #expect(try await house.desk.undo(second, by: house.moderator(rosa)).refusal == .over)
        }
    }
}

extension Sequence<Int> {
    /// All of them together.
    var sum: Int { reduce(0, +) }
}
