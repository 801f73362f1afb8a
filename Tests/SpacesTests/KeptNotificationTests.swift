import Accounts
import Jobs
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Notifications
@testable import Spaces

/// Goal: no failure loses what is to be told or tells it twice, and no crowd of news floods anybody.
///
/// Method: the small module; commits that fail, two runs at once, more decisions than an hour's letters.
@Suite("The contract with a module: notifications that are kept")
struct KeptNotificationTests {
    private static let ada = "ada@example.org"
    private static let bob = "bob@example.org"
    private static let job = "notifications.send"

    @Test("the budget of an hour bounds the letters, and what it puts off is told later, all of it")
    func budget() async throws {
        try await SuggestionHouse.run { house in
            let ada = try await house.member(Self.ada)
            let (id, notices) = (try await house.id(of: ada), house.house.host.notifications)
            let before = try await house.house.letters(to: Self.ada).count
            for number in 0..<(Limits.lettersPerHour * Limits.dutiesPerLetter + 1) {
                var browser = ada
                if number == 0 { try await house.suggest("First", at: "ideas", in: &browser) }
                try await house.house.database.write(in: house.scope(2)) { transaction in
                    try notices.tell(
                        [id],
                        Suggestions.decided,
                        of: transaction.scope.subject(.suggestion, "1"),
                        ["to": "case \(number)"],
                        in: &transaction
                    )
                }
            }

            _ = try await house.run(Self.job)
            #expect(
                try await house.house.letters(to: Self.ada).count - before == Limits.lettersPerHour
            )
            #expect(try await house.count("notification") == 1)
            #expect(try await house.run(Self.job) == nil)
            house.house.clock.advance(by: .seconds(3601))
            #expect(try await house.run(Self.job) == "1 notifications put into letters")
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("a commit that failed or that nobody confirmed loses none and tells none twice")
    func killed() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            try await house.suggest("Swings", at: "ideas", in: &ada)
            _ = try await house.take("decline", on: "1", in: 2).get()
            let before = try await house.house.letters(to: Self.ada).count
            for fault in [CommitFaults.Fault.lost, .stored] {
                house.house.faults.come(fault)
                await #expect(throws: (any Error).self) { _ = try await house.run(Self.job) }
                let left = try await house.count("notification")
                #expect(left == (fault == .lost ? 1 : 0))
            }
            #expect(try await house.run(Self.job) == nil)

            #expect(try await house.house.letters(to: Self.ada).count == before + 1)
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("two servers at once write one letter")
    func twoAtOnce() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            try await house.suggest("Swings", at: "ideas", in: &ada)
            _ = try await house.take("decline", on: "1", in: 2).get()
            let before = try await house.house.letters(to: Self.ada).count
            async let one = house.run(Self.job)
            async let other = house.run(Self.job)
            let said = try await [one, other].compactMap(\.self)

            #expect(said == ["1 notifications put into letters"])
            #expect(try await house.house.letters(to: Self.ada).count == before + 1)
        }
    }

    @Test("every statement on its tables uses an index; telling many asks as often as telling one")
    func statements() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member(Self.ada)
            var bob = try await house.member(Self.bob, name: "Bob")
            let said = try await house.house.statements.during {
                try await house.suggest("First", at: "ideas", in: &ada)
                try await house.suggest("Second", at: "ideas", in: &bob)
                _ = try await house.take("decline", on: "1", in: 2).get()
                _ = try await ada.get("/en/account/notifications")
                _ = try await ada.post(
                    "/en/account/notifications",
                    [("suggestions.added", "daily"), ("suggestions.decided", "daily")]
                )
                house.house.clock.advance(by: .seconds(86_400))
                _ = try await house.run(Self.job)
                _ = try await house.documents(of: bob)
                try await house.leave(Self.bob, in: &bob)
            }

            for table in ["notification", "notification_wish", "member_fact"] {
                #expect(said.contains { $0.text.contains(table) }, "\(table)")
                for statement in said {
                    #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                }
            }
        }
    }

    @Test("a workflow that tells somebody for whom there are no words does not start")
    func untold() async throws {
        try await SuggestionHouse.run { house in
            let flaws = Suggestion.workflow.flaws(
                conditions: ["is-long-enough"],
                effects: ["thank"]
            )
            #expect(
                flaws == [
                    .untold(.author, step: "accept"), .untold(.author, step: "decline"),
                ]
            )
            #expect(throws: WorkflowFlaw.untold(.author, step: "accept")) {
                try WorkflowEngine(
                    Suggestion.workflow,
                    hooks: Suggestions.hooks(house.house.host),
                    audit: house.house.host.audit
                )
            }
        }
    }
}
