import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Mail

/// Goal: nobody uses up the letters that somebody else needs.
///
/// Method: real tables on the engine of this run; each cause is filled up while the others are tried.
@Suite("Budgets of letters")
struct BudgetTests {
    private static let causes: [Letter.Cause] = [
        .anybody(.registration, network: nil), .anybody(.signIn, network: nil),
        .anybody(.password, network: nil), .member, .owner,
    ]

    @Test("each cause has a budget of its own, which takes nothing from the others")
    func apart() async throws {
        try await TestHouse.run(modules: []) { house in
            for cause in Self.causes {
                for _ in 0..<Limits.lettersPerHour {
                    try await house.add(.signIn(to: "ada@example.org", because: cause)).get()
                }
                let refused = try await house.add(.signIn(to: "ada@example.org", because: cause))

                #expect(throws: Outbox.Refusal.self, "\(cause)") { try refused.get() }
            }
            let count = try await house.counts().waiting
            try await house.warn(.changed("ada@example.org", about: "a"))

            #expect(count == Self.causes.count * Limits.lettersPerHour)
            #expect(try await house.counts().waiting == count + 1)
        }
    }

    @Test("one network gets a share: the same letter is sent to whoever asks from another one")
    func networks() async throws {
        try await TestHouse.run(modules: []) { house in
            let start = house.clock.now
            let flood = Letter.Cause.anybody(.signIn, network: [192, 0, 2])
            let home = Letter.Cause.anybody(.signIn, network: [203, 0, 113])
            for _ in 0..<Limits.lettersPerNetwork {
                try await house.add(.signIn(to: "ada@example.org", because: flood)).get()
            }

            let refused = try await house.add(.signIn(to: "ada@example.org", because: flood))
            let grace = try await house.add(.signIn(to: "grace@example.org", because: flood))
            let owner = try await house.add(.signIn(to: "ada@example.org", because: home))

            let until = start.adding(.seconds(3600))
            #expect(throws: Outbox.Refusal.tooMany(until: until)) { try refused.get() }
            #expect(throws: Never.self) { try grace.get() }
            #expect(throws: Never.self) { try owner.get() }
        }
    }

    @Test("what is full says until when, of everybody and of one network")
    func until() {
        let letters = (0..<12).map { number in
            RecentLetter(
                createdAt: Instant(milliseconds: Int64(number) * 60_000),
                network: number.isMultiple(of: 2) ? [1] : nil
            )
        }
        let budget = LetterBudget(perHour: 12, perNetwork: 3)
        let hour = Duration.seconds(3600)

        #expect(budget.fullUntil(letters) == letters[0].createdAt.adding(hour))
        #expect(budget.fullUntil(Array(letters.prefix(11))) == nil)
        // Of its letters 0, 2, 4, 6 and 8 three may be younger than an hour.
        #expect(
            budget.fullUntil(Array(letters.prefix(10)), from: [1])
                == letters[4].createdAt.adding(hour)
        )
        #expect(budget.fullUntil(Array(letters.prefix(10)), from: [2]) == nil)
        #expect(budget.fullUntil(Array(letters.prefix(4)), from: [1]) == nil)
    }
}
