import Accounts
import Audit
import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: one case is decided once, by somebody who may, with reasons, and leaves a mark.
///
/// Method: moderators decide, claim and come too late; the audit is read afterwards.
@Suite("Decisions")
struct DecisionTests {
    @Test("each action does what it says, as long as the subject lets it")
    func actions() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let label = Decision.restriction(.label, label: "Costs money")
            let restoring = Decision(.restore)

            func open() async throws -> Int { try await house.desk.open(swings, by: rosa).get() }
            let first = try await open()
            #expect(try await house.decide(restoring, on: first, by: rosa) == .failure(.impossible))
            _ = try await house.decide(label, on: first, by: rosa).get()
            #expect(try await house.standing(swings)?.labels == ["Costs money"])
            #expect(try await house.isShown(swings))
            let second = try await open()
            _ = try await house.decide(.hiding, on: second, by: rosa).get()
            #expect(try await house.standing(swings)?.visibility == .hidden)
            let third = try await open()
            #expect(try await house.decide(label, on: third, by: rosa) == .failure(.impossible))
            #expect(
                try await house.decide(.publishing, on: third, by: rosa) == .failure(.impossible)
            )
            _ = try await house.decide(restoring, on: third, by: rosa).get()
            #expect(try await house.isShown(swings))
            #expect(try await house.standing(swings)?.labels == ["Costs money"])
            #expect([first, second, third] == [1, 2, 3])
            #expect(try await house.queue(rosa).isEmpty)
        }
    }

    @Test("what takes something from somebody needs ground, category and facts within their limits")
    func unfounded() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let day = house.now.adding(.seconds(86_400))
            let unfounded = [
                Decision(.hide), Decision.restriction(.hide, facts: " "),
                Decision.restriction(.hide, facts: String(repeating: "a", count: 5001)),
                Decision.restriction(.hide, explanation: ""),
                Decision.restriction(.hide, explanation: String(repeating: "a", count: 2001)),
                Decision.restriction(.hide, extent: .space), Decision.restriction(.suspend),
                Decision.restriction(.hide, until: house.now), Decision.restriction(.label),
                Decision.restriction(.label, label: "one\ntwo"),
                Decision.restriction(.label, until: day, label: "Note"),
                Decision.restriction(.hide, label: "Note"), Decision(.publish, until: day),
            ]

            for decision in unfounded {
                let refused = try await house.decide(decision, on: number, by: rosa)
                #expect(refused == .failure(.unfounded), "\(decision)")
            }
            let longest = Decision.restriction(
                .hide,
                until: day,
                facts: String(repeating: "é", count: 5000),
                explanation: String(repeating: "é", count: 2000)
            )
            _ = try await house.decide(longest, on: number, by: rosa).get()
        }
    }

    @Test("of two who decide at once the second decides nothing")
    func twice() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida")
            let number = try await house.reported("Swings", by: ada)
            async let one = house.desk.decide(.publishing, on: number, over: 1, by: rosa)
            async let other = house.desk.decide(.hiding, on: number, over: 1, by: ida)
            let outcomes = [try await one, try await other]

            #expect(outcomes.filter { $0 == .failure(.changedMeanwhile) }.count == 1)
            let file = try #require(try await house.desk.file(number, for: rosa))
            #expect(file.decisions.count == 1)
        }
    }

    @Test(
        "who works at a case has it to themselves, until that ends by itself or they give it back"
    )
    func claims() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.member("Rosa"), try await house.member("Ida")
            )
            let number = try await house.reported("Swings", by: ada)
            let end = house.now.adding(.milliseconds(Limits.claimMilliseconds))
            let claimed = try await house.desk.claim(number, by: house.moderator(rosa))
            #expect(claimed == .success(end))

            let others = house.moderator(ida)
            #expect(
                try await house.desk.claim(number, by: others) == .failure(.claimed(until: end))
            )
            #expect(
                try await house.decide(.hiding, on: number, by: others)
                    == .failure(.claimed(until: end))
            )
            let row = try await house.desk.queue(CaseFilter(), at: nil, for: others).rows.first
            #expect(row?.claimedBy == .member(name: "Rosa"))
            try await house.desk.release(number, by: others)
            #expect(try await house.queue(others).first?.claim?.by == rosa)
            house.house.clock.advance(by: .milliseconds(Limits.claimMilliseconds))
            #expect(try await house.queue(house.moderator(ida)).first?.claim == nil)
            _ = try await house.desk.claim(number, by: house.moderator(ida)).get()
            try await house.desk.release(number, by: house.moderator(ida))
            _ = try await house.decide(.hiding, on: number, by: house.moderator(rosa)).get()
        }
    }

    @Test("nobody decides where they may not, about themselves, or what is gone")
    func reach() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa", .spaces([Space.ID(2)]))
            let number = try await house.reported("Swings", by: ada)
            let there = try await house.reported("Slides", by: ada, in: 2)

            #expect(try await house.desk.file(number, for: rosa) == nil)
            #expect(try await house.queue(rosa).map(\.number) == [there])
            #expect(try await house.decide(.hiding, on: number, by: rosa) == .failure(.notFound))
            #expect(try await house.desk.claim(number, by: rosa) == .failure(.notFound))
            #expect(
                try await house.desk.open(house.subject("1"), by: rosa) == .failure(.notFound)
            )
            #expect(try await house.desk.counts(for: rosa).open == 1)
            let nowhere = house.moderator(ada, .spaces([]))
            #expect(try await house.queue(nowhere).isEmpty)
            let own = house.moderator(ada)
            #expect(try await house.decide(.publishing, on: number, by: own) == .failure(.own))
            #expect(try await house.decide(.hiding, on: 99, by: own) == .failure(.notFound))
            let elsewhere = Moderator(
                scope: Scope(
                    tenant: .other,
                    actor: .member(ada),
                    now: house.now,
                    isOfStaff: true
                ),
                reach: .everywhere
            )
            #expect(try await house.desk.file(number, for: elsewhere) == nil)
            #expect(try await house.queue(elsewhere).isEmpty)
        }
    }

    @Test("no case is opened about what its author took back: nobody could ever decide it")
    func withdrawn() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let moderation = house.moderation
            try await house.database.write(in: house.site(.member(ada))) { transaction in
                try moderation.withdrawn(swings, in: &transaction)
            }

            let opened = try await house.desk.open(swings, by: rosa)
            #expect(opened == .failure(.changedMeanwhile))
            #expect(try await house.queue(rosa).isEmpty)
        }
    }

    @Test("each decision leaves a mark in its space, with what was before and is since")
    func audit() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            _ = try await house.decide(.hiding, on: number, by: rosa).get()
            let audit = house.moderation.audit
            let search = AuditSearch(action: "case-decided")
            let entries = try await house.database.read(in: house.site()) { transaction in
                try audit.entries(search, in: &transaction).entries
            }

            #expect(entries.count == 1)
            #expect(entries[0].actor.member == rosa.id)
            #expect(
                entries[0].subject
                    == Subject(space: .first, kind: .moderationCase, id: String(number))
            )
            #expect(entries[0].changes?.before == ["visibility": "published"])
            #expect(
                entries[0].changes?.after
                    == ["visibility": "hidden", "decision": "hide", "ground": "Rules, part 1"]
            )
        }
    }
}
