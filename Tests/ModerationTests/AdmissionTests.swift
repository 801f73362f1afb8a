import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: whether something waits for a look depends on its space and its author, and on nothing else.
///
/// Method: suggestions under each setting, by newcomers and by people whom the space knows.
@Suite("What is admitted")
struct AdmissionTests {
    private static let promised = TestClock.noon.adding(.seconds(24 * 3600))

    @Test("the first contribution of an author waits until somebody has looked, later ones do not")
    func newcomers() async throws {
        try await ModerationHouse.run(["review": "newcomers", "waiting": "0"]) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let first = house.subject("1")

            let filing = try await house.suggest("Swings", by: ada)
            #expect(filing == .awaiting(promised: Self.promised))
            #expect(try await !house.isShown(first))
            #expect(try await house.standing(first)?.visibility == .awaiting)
            #expect(
                try await house.suggest("Slides", by: ada) == .awaiting(promised: Self.promised)
            )
            let waiting = try await house.queue(rosa)
            #expect(waiting.map(\.cause) == [.review, .review])
            #expect(waiting.map(\.subject.id) == ["1", "2"])
            let decided = try await house.desk.decide(.publishing, on: 1, over: 1, by: rosa)

            #expect(try decided.get() == 1)
            #expect(try await house.isShown(first))
            #expect(try await house.suggest("Trees", by: ada) == .seen(3))
        }
    }

    @Test("who is known in one space is a newcomer in another")
    func elsewhere() async throws {
        try await ModerationHouse.run(["review": "newcomers", "waiting": "0"]) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            _ = try await house.suggest("Swings", by: ada)
            _ = try await house.desk.decide(.publishing, on: 1, over: 1, by: rosa).get()

            let other = try await house.suggest("Slides", by: ada, in: 2)
            #expect(other == .awaiting(promised: Self.promised))
        }
    }

    @Test("whose only contribution is hidden is a newcomer again")
    func hidden() async throws {
        try await ModerationHouse.run(["review": "newcomers", "waiting": "0"]) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            _ = try await house.suggest("Swings", by: ada)
            _ = try await house.desk.decide(.publishing, on: 1, over: 1, by: rosa).get()
            let number = try await house.desk.open(house.subject("1"), by: rosa).get()
            _ = try await house.desk.decide(.hiding, on: number, over: 1, by: rosa).get()

            let next = try await house.suggest("Slides", by: ada)
            #expect(next == .awaiting(promised: Self.promised))
        }
    }

    @Test(
        "before publication everything waits, after it nothing does, and the promise is the space's"
    )
    func settings() async throws {
        try await ModerationHouse.run(
            ["review": "before", "waiting": "0", "promise-hours": "2"]
        ) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let promised = house.now.adding(.seconds(7200))
            #expect(try await house.suggest("Swings", by: ada) == .awaiting(promised: promised))
            _ = try await house.desk.decide(.publishing, on: 1, over: 1, by: rosa).get()
            #expect(try await house.suggest("Slides", by: ada) == .awaiting(promised: promised))

            try await house.set(["review": "after"])
            #expect(try await house.suggest("Trees", by: ada) == .seen(3))
            #expect(try await house.queue(rosa).count == 1)
        }
    }

    @Test("what waits or is hidden stays so when its author changes it, and somebody looks again")
    func edits() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let number = try await house.desk.open(swings, by: rosa).get()
            _ = try await house.desk.decide(.hiding, on: number, over: 1, by: rosa).get()
            let settings = try await house.settings(of: 1)
            let moderation = house.moderation
            let scope = house.site(.member(ada)).entering(.first)

            let admission = try await house.database.write(in: scope) { transaction in
                try moderation.admit(
                    Submission(subject: swings, author: ada, texts: ["Kind"], isEdit: true),
                    settings: settings,
                    in: &transaction
                )
            }

            #expect(admission.isAwaiting)
            #expect(try await house.standing(swings)?.visibility == .hidden)
            #expect(try await house.queue(rosa).map(\.cause) == [.review])
        }
    }

    @Test("what its author takes back closes its case by itself, and whoever reported it is told")
    func withdrawn() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let bob = try await house.member("Bob", .french)
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let follow = try await house.report(swings, by: .member(bob)).get()
            let moderation = house.moderation
            try await house.database.write(in: house.site(.member(ada))) { transaction in
                try moderation.withdrawn(swings, in: &transaction)
            }

            #expect(try await house.queue(rosa).isEmpty)
            let state = try #require(
                try await house.desk.follow(follow.text, in: house.site(.visitor))
            )
            #expect(state.standing == .withdrawn)
            let late = try await house.desk.decide(.hiding, on: 1, over: 1, by: rosa)
            #expect(late == .failure(.changedMeanwhile))
            let letters = try await house.told("bob")
            #expect(letters.map(\.language) == [.french])
            #expect(letters[0].subject == "Le texte que vous avez signalé n’est plus là")
        }
    }
}
