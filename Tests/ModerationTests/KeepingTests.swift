import Accounts
import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: what is kept is kept as long as it is needed; whoever leaves is forgotten; what ends, ends by itself.
///
/// Method: everything that moderation knows of a member, before and after; time passes.
@Suite("What moderation keeps")
struct KeepingTests {
    /// Every column that can hold a member.
    private static let columns = [
        ("moderation_subject", "author_id"), ("moderation_author", "member_id"),
        ("moderation_case", "author_id"), ("moderation_case", "claimed_by"),
        ("moderation_report", "member_id"), ("moderation_decision", "author_id"),
        ("moderation_decision", "decided_by"), ("moderation_suspension", "member_id"),
        ("moderation_appeal", "member_id"), ("moderation_appeal", "decided_by"),
    ]

    private static func rows(
        of member: Member.ID,
        _ house: ModerationHouse
    ) async throws -> [String: Int] {
        try await house.database.read(in: house.site()) { transaction in
            var found: [String: Int] = [:]
            for (table, column) in columns {
                let count: Int? = try transaction.value(
                    """
                    SELECT COUNT(*) FROM \(SQL.name(table))
                    WHERE tenant_id = \(transaction.tenant) AND \(SQL.name(column)) = \(member)
                    """
                )
                if let count, count > 0 { found[table + "." + column] = count }
            }
            return found
        }
    }

    @Test("every table that refers to members is among those that are looked at")
    func complete() {
        let texts = ModerationMigrations.all.map(\.text).joined()
        let references = texts.split(separator: "REFERENCES member").count - 1
        #expect(references == Self.columns.count)
    }

    @Test("whoever leaves is in no row; what they wrote goes, and what was decided stays")
    func erasure() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.member("Rosa")
            let swings = try await house.seen("Swings for all of the children", by: ada)
            let slides = try await house.seen("Slides", by: bob)
            _ = try await house.report(swings, by: .member(bob)).get()
            _ = try await house.report(slides, by: .member(ada)).get()
            let suspending = Decision.restriction(.suspend, extent: .space)
            _ = try await house.decide(suspending, on: 1, by: house.moderator(rosa)).get()
            _ = try await house.decide(.hiding, on: 1, by: house.moderator(rosa)).get()
            _ = try await house.desk.claim(2, by: house.moderator(rosa)).get()
            let appealed = try await house.desk.appeal(
                NewAppeal(text: "No!", email: nil, language: .english),
                by: .member(ada, decision: 2),
                in: house.site(.member(ada))
            )
            #expect(appealed.isDone)
            let source = house.moderation.ownData
            let kept = try await house.database.read(in: house.site(.member(ada))) { transaction in
                try source.collect(ada, &transaction).map {
                    $0.name + String(decoding: $0.json, as: UTF8.self)
                }
            }
            #expect(kept.count == 1)
            for word in ["\"It hurts.\"", "\"No!\"", "It calls people names.", "\"suspend\""] {
                #expect(kept[0].contains(word), "\(word)")
            }
            #expect(!kept[0].contains(bob.text))
            #expect(
                Set(try await Self.rows(of: ada, house).keys) == [
                    "moderation_subject.author_id", "moderation_author.member_id",
                    "moderation_case.author_id", "moderation_report.member_id",
                    "moderation_decision.author_id", "moderation_suspension.member_id",
                    "moderation_appeal.member_id",
                ]
            )
            try await house.erase(ada)
            #expect(try await Self.rows(of: ada, house).isEmpty)
            try await house.erase(rosa)
            #expect(try await Self.rows(of: rosa, house).isEmpty)

            let ida = try await house.moderator("Ida")
            let file = try #require(try await house.desk.file(1, for: ida))
            #expect(file.decisions.count == 2 && file.item.author == nil)
            let other = try #require(try await house.desk.file(2, for: ida))
            #expect(other.reports.map(\.explanation) == [nil])
            let appeal = try #require(try await house.desk.appeal(1, for: ida))
            #expect(appeal.appeal.text == nil && appeal.obstacle == nil)
            let shapes = try await house.database.read(in: house.site()) { transaction in
                try ShapeStore.first(in: &transaction)
            }
            #expect(shapes == nil)
        }
    }

    @Test(
        "what is hidden until a day is seen again when it has come, and is told so to nobody else"
    )
    func until() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let until = house.now.adding(.seconds(86_400))
            let decision = Decision.restriction(.hide, until: until)
            _ = try await house.decide(decision, on: number, by: rosa).get()
            house.house.clock.advance(by: .seconds(86_399))
            try await house.run("moderation.upkeep")
            #expect(try await !house.isShown(house.subject("1")))
            house.house.clock.advance(by: .seconds(1))
            try await house.run("moderation.upkeep")

            #expect(try await house.isShown(house.subject("1")))
            #expect(try await house.standing(house.subject("1"))?.visibility == .published)
        }
    }

    @Test("half a year after a case, words and addresses of its reports are gone, and so are links")
    func forgotten() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.member("Rosa")
            let swings = try await house.seen("Swings for all of the children", by: ada)
            let follow = try await house.report(swings, email: "carla@example.org").get()
            _ = try await house.decide(.hiding, on: 1, by: house.moderator(rosa)).get()
            let token = try #require(try await house.appealToken("ada@example.org"))
            house.house.clock.advance(by: .milliseconds(Limits.reportLifeMilliseconds - 1))
            try await house.run("moderation.upkeep")
            let before = try await house.desk.file(1, for: house.moderator(rosa))
            #expect(before?.reports.map(\.explanation) == ["It hurts."])
            house.house.clock.advance(by: .milliseconds(1))
            try await house.run("moderation.upkeep")

            let after = try await house.desk.file(1, for: house.moderator(rosa))
            #expect(after?.reports.map(\.explanation) == [nil])
            let known: Int? = try await house.database.read(in: house.site()) { transaction in
                try transaction.value(
                    """
                    SELECT COUNT(*) FROM moderation_report
                    WHERE tenant_id = \(transaction.tenant)
                      AND (sender_key IS NOT NULL OR length(reporter_key) > 0)
                    """
                )
            }
            #expect(known == 0)
            let visitor = house.site(.visitor)
            #expect(try await house.desk.question(.token(token), in: visitor) == nil)
            // That something was decided is known for ever.
            let state = try await house.desk.follow(follow.text, in: visitor)
            if case .decided(let outline)? = state?.standing {
                #expect(outline.action == .hide)
            } else {
                Issue.record("it is not known")
            }
            let next = try await house.database.read(in: visitor) { try Upkeep.next(in: &$0) }
            #expect(
                next
                    == house.now.adding(
                        .milliseconds(Limits.shapeLifeMilliseconds - Limits.reportLifeMilliseconds)
                    )
            )
        }
    }

    @Test("however many shapes and links have been kept long enough, they go a batch at a time")
    func batches() async throws {
        try await ModerationHouse.run { house in
            let secret = house.moderation.shapeSecret(of: .eci)
            let subjects = (1...210).map { house.subject(String($0)) }
            let shapes = try subjects.map { subject in
                let text = (1...8).map { "\(subject.id)-\($0)-word" }.joined(separator: " ")
                return (subject, try #require(TextShape(of: [text], secret: secret)))
            }
            let end = house.now.adding(.milliseconds(Limits.shapeLifeMilliseconds))
            try await house.database.write(in: house.site()) { transaction in
                try ShapeStore.add(Dictionary(uniqueKeysWithValues: shapes), in: &transaction)
                for number in 0...Limits.moderationForgotten {
                    try AppealStore.addWay(
                        Array("\(number)".utf8),
                        to: 1,
                        report: 0,
                        until: end,
                        in: &transaction
                    )
                }
                try Moderation.upkeep.note(end, in: &transaction)
            }
            house.house.clock.advance(by: .milliseconds(Limits.shapeLifeMilliseconds))
            let asked = try await house.house.statements.during {
                try await house.run("moderation.upkeep")
            }

            func count(_ start: String) -> Int {
                asked.filter { $0.text.contains(start) }.count
            }
            // Twelve marks of each of 210 texts are 2,520 rows, of a thousand at a time.
            #expect(count("DELETE FROM moderation_shape") == 3)
            #expect(count("DELETE FROM moderation_way") == 2)
            for statement in asked {
                for table in ["moderation_shape", "moderation_way", "moderation_appeal"] {
                    #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                }
            }
            let left = try await house.database.read(in: house.site()) { transaction in
                [
                    try ShapeStore.first(in: &transaction),
                    try AppealStore.nextWayEnd(in: &transaction),
                ]
            }
            #expect(left.allSatisfy { $0 == nil })
        }
    }
}
