import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: a rule says what it met, flags, holds or labels as it is set, and never takes anything away.
///
/// Method: one rule of each kind, and texts on both sides of it.
@Suite("Rules of moderation")
struct RuleTests {
    private static func rule(
        _ kind: ModerationRule.Kind,
        _ effect: ModerationRule.Effect = .hold,
        space: Space.ID = .site,
        phrases: [String] = [],
        count: Int = 1,
        minutes: Int = 10,
        label: String = "",
        isOn: Bool = true
    ) -> ModerationRule {
        ModerationRule(
            name: "Our \(kind.rawValue)",
            kind: kind,
            effect: effect,
            space: space,
            phrases: phrases,
            count: count,
            minutes: minutes,
            label: label,
            isOn: isOn
        )
    }

    @Test(
        "words are met however they are written, phrases where they are whole",
        arguments: [
            ("You IDIÓT!", true), ("An idiotic text", false), ("l’idiot du village", true),
            ("buy this now", false), ("Buy… now, friends", true), ("goodbuy now", false),
        ]
    )
    func words(text: String, isMet: Bool) async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let rule = Self.rule(.words, phrases: ["Idiot", "buy now"])
            _ = try await house.desk.save(rule, by: rosa).get()

            _ = try await house.suggest(text, by: ada)

            #expect(try await house.isShown(house.subject("1")) == !isMet)
            let waiting = try await house.desk.queue(CaseFilter(), at: nil, for: rosa).rows
            #expect(waiting.map(\.flags) == (isMet ? [["Our words"]] : []))
            #expect(waiting.map(\.item.cause) == (isMet ? [.rule] : []))
        }
    }

    @Test("links are counted", arguments: [0, 1, 2, 3])
    func links(count: Int) async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            _ = try await house.desk.save(Self.rule(.links, count: 2), by: rosa).get()
            let links = ["https://a.example", "(HTTP://b.example)", "www.c.example"]

            _ = try await house.suggest(
                "See " + links.prefix(count).joined(separator: " and "),
                by: ada
            )

            #expect(try await house.isShown(house.subject("1")) == (count < 2))
        }
    }

    @Test("so many within so many minutes is fast, of one author and no other")
    func velocity() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let bob = try await house.member("Bob")
            let rosa = try await house.moderator("Rosa")
            _ = try await house.desk.save(Self.rule(.velocity, count: 3), by: rosa).get()
            var shown: [Bool] = []
            for (author, space) in [(ada, 1), (ada, 2), (bob, 1), (ada, 1)] {
                let filing = try await house.suggest("Swings", by: author, in: space)
                if case .seen = filing { shown.append(true) } else { shown.append(false) }
            }

            #expect(shown == [true, true, true, false])
            house.house.clock.advance(by: .seconds(601))
            #expect(try await house.suggest("Trees", by: ada) == .seen(4))
        }
    }

    @Test("nearly the same as something hidden is met, also by others; once it is back it is not")
    func similar() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let eve = try await house.member("Eve")
            let rosa = try await house.moderator("Rosa")
            let rule = Self.rule(.similar, .flag)
            _ = try await house.desk.save(rule, by: rosa).get()
            let text = """
                Earn a thousand a day from home with this one trick that no bank wants you to know, \
                write to me today and begin tomorrow
                """
            let spam = try await house.seen(text, by: eve)
            let number = try await house.desk.open(spam, by: rosa).get()
            _ = try await house.desk.decide(.hiding, on: number, over: 1, by: rosa).get()

            let near = text.replacing("today", with: "now")
            _ = try await house.seen("More swings for the children of our street", by: ada)
            _ = try await house.seen(near, by: ada, in: 2)
            let flagged = try await house.desk.queue(CaseFilter(), at: nil, for: rosa).rows
            #expect(flagged.map(\.flags) == [["Our similar"]])
            #expect(flagged.map(\.item.subject.space) == [Space.ID(2)])
            try await house.desk.undo(1, by: rosa).get()
            _ = try await house.seen(near, by: ada)
            let after = try await house.queue(rosa)
            // The first is open again, and nothing new came.
            #expect(after.map(\.number) == [1, 2])
        }
    }

    @Test("a text that was hidden a thousand times is met by looking at some of its copies")
    func copies() async throws {
        try await ModerationHouse.run { house in
            let secret = house.moderation.shapeSecret(of: .eci)
            let text = "Earn a thousand a day from home with this one trick, write to me today"
            let spam = try #require(TextShape(of: [text], secret: secret))
            let other = "The square in front of the town hall needs benches for all of us"
            let calm = try #require(TextShape(of: [other], secret: secret))
            let copies = Dictionary(
                uniqueKeysWithValues: (1...1000).map { (house.subject("\($0)", in: 2), spam) }
            )
            try await house.database.write(in: house.site()) { transaction in
                try ShapeStore.add(copies, in: &transaction)
            }
            let (new, own) = (house.subject("1"), house.subject("1", in: 2))
            let asked = try await house.house.statements.during {
                let found = try await house.database.read(in: house.site()) { transaction in
                    [
                        try ShapeStore.isNear(spam, besides: new, in: &transaction),
                        try ShapeStore.isNear(spam, besides: own, in: &transaction),
                        try ShapeStore.isNear(calm, besides: new, in: &transaction),
                    ]
                }
                #expect(found == [true, true, false])
            }

            let looked = asked.filter { $0.text.contains("moderation_shape") }
            #expect(looked.count == 3)
            for statement in looked {
                // A bound for each mark, and the one result.
                let bounds = statement.text.split(separator: "LIMIT").count - 1
                #expect(bounds == TextShape.count + 1)
                #expect(!statement.scans("moderation_shape"), "\(statement.plan)")
            }
        }
    }

    @Test("an account is new for so many hours")
    func newAccount() async throws {
        try await ModerationHouse.run { house in
            let rosa = try await house.moderator("Rosa")
            _ = try await house.desk.save(Self.rule(.newAccount, count: 24), by: rosa).get()
            let ada = try await house.member("Ada")
            house.house.clock.advance(by: .seconds(24 * 3600 - 1))
            let early = try await house.suggest("Swings", by: ada)
            house.house.clock.advance(by: .seconds(1))

            #expect(early == .awaiting(promised: house.now.adding(.seconds(24 * 3600 - 1))))
            #expect(try await house.suggest("Slides", by: ada) == .seen(2))
        }
    }

    @Test("a flag lets it be seen, a label stands beside it, and neither is in anybody's way")
    func effects() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let rules = [
                Self.rule(.words, .flag, phrases: ["swings"]),
                Self.rule(.words, .label, phrases: ["slides"], label: "Costs money"),
            ]
            for rule in rules { _ = try await house.desk.save(rule, by: rosa).get() }

            let swings = try await house.seen("Swings", by: ada)
            let slides = try await house.seen("Slides", by: ada)

            #expect(try await house.queue(rosa).map(\.subject) == [swings])
            #expect(try await house.standing(swings)?.labels == [])
            #expect(
                try await house.standing(slides)
                    == SubjectStanding(visibility: .published, labels: ["Costs money"])
            )
        }
    }

    @Test("a rule holds in its space, while it is on, and is set by who moderates there")
    func places() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let ida = try await house.moderator("Ida", .spaces([Space.ID(2)]))
            let rule = Self.rule(.words, space: Space.ID(2), phrases: ["swings"])
            let off = Self.rule(.words, phrases: ["slides"], isOn: false)
            let number = try await house.desk.save(rule, by: ida).get()
            let idle = try await house.desk.save(off, by: rosa).get()

            #expect(try await house.desk.save(off, by: ida) == .failure(.outOfReach))
            let elsewhere = Self.rule(.words, space: Space.ID(1), phrases: ["swings"])
            #expect(try await house.desk.save(elsewhere, by: ida) == .failure(.outOfReach))
            #expect(try await !house.desk.remove(rule: idle, by: ida))
            _ = try await house.seen("Swings and slides", by: ada)
            let held = try await house.suggest("Swings", by: ada, in: 2)
            #expect(held != .seen(1))
            #expect(try await house.desk.remove(rule: number, by: ida))
            _ = try await house.seen("Swings", by: ada, in: 2)
        }
    }

    @Test(
        "a rule without a name, a phrase or a bound is not kept, nor one that was changed meanwhile"
    )
    func unfit() async throws {
        try await ModerationHouse.run { house in
            let rosa = try await house.moderator("Rosa")
            let unfit = [
                Self.rule(.words), Self.rule(.words, phrases: ["…"]), Self.rule(.links, count: 0),
                Self.rule(.words, .label, phrases: ["a"]),
                ModerationRule(name: " ", kind: .similar, effect: .flag),
            ]
            for rule in unfit {
                #expect(try await house.desk.save(rule, by: rosa) == .failure(.unfit))
            }
            let number = try await house.desk.save(Self.rule(.similar), by: rosa).get()
            let seen = try #require(try await house.desk.rules(for: rosa).first)
            #expect(seen.number == number && seen.revision == 1)
            #expect(try await house.desk.save(seen, by: rosa) == .success(number))
            #expect(try await house.desk.save(seen, by: rosa) == .failure(.changedMeanwhile))
        }
    }
}
