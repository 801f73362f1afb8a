import Accounts
import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: whoever is suspended writes nothing there until a day, and then does again, without anybody's doing.
///
/// Method: suspensions of a space and of an institution, until a day and without one.
@Suite("Suspensions")
struct SuspensionTests {
    @Test("it ends when its time has come, whatever ran until then")
    func end() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let until = house.now.adding(.seconds(3 * 86_400))
            let decision = Decision.restriction(.suspend, extent: .space, until: until)
            _ = try await house.decide(decision, on: number, by: rosa).get()

            let swings = house.subject("1")
            #expect(try await house.isShown(swings))
            #expect(try await house.queue(rosa).map(\.number) == [number])
            #expect(try await house.suggest("Slides", by: ada) == .suspended(until: until))
            #expect(try await house.standing(house.subject("2")) == SubjectStanding.unknown)
            #expect(try await house.suggest("Slides", by: bob) == .seen(2))
            #expect(try await house.suggest("Slides", by: ada, in: 2) == .seen(1))
            house.house.clock.advance(by: .seconds(3 * 86_400 - 1))
            #expect(try await house.suggest("Trees", by: ada) == .suspended(until: until))
            house.house.clock.advance(by: .seconds(1))
            #expect(try await house.suggest("Trees", by: ada) == .seen(3))
        }
    }

    @Test("of the whole institution it is decided by who moderates everywhere, and ended by hand")
    func site() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida", .spaces([.first]))
            let number = try await house.reported("Swings", by: ada)
            let decision = Decision.restriction(.suspend, extent: .site)
            #expect(
                try await house.decide(decision, on: number, by: ida) == .failure(.impossible)
            )
            let made = try await house.decide(decision, on: number, by: rosa).get()

            for space in [1, 2] {
                let filing = try await house.suggest("Slides", by: ada, in: space)
                #expect(filing == .suspended(until: nil))
            }
            let rows = try await house.desk.suspensions(for: rosa)
            #expect(rows.map(\.suspension.decision) == [made])
            #expect(rows.map(\.name) == [.member(name: "Ada")])
            #expect(try await house.desk.suspensions(for: ida).isEmpty)
            let own = try await house.desk.own(of: ada, in: house.site(.member(ada)))
            #expect(own.suspensions.count == 1)
            #expect(try await house.desk.lift(made, by: ida).refusal == .notFound)
            #expect(try await house.told("ada").map(\.subject) == ["You cannot write for now"])
            house.house.clock.advance(by: .seconds(30 * 86_400))
            let later = house.moderator(try #require(rosa.id))
            #expect(try await house.desk.lift(made, by: later).isDone)
            #expect(try await house.suggest("Slides", by: ada) == .seen(2))
            let letters = try await house.told("ada").map(\.subject).sorted()
            #expect(letters == ["Decision 1 no longer holds", "You cannot write for now"])
        }
    }
}
