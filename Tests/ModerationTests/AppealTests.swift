import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: whoever lost something contests it within six months, and somebody else decides.
///
/// Method: authors and reporters appeal by each way, with an account and without.
@Suite("Appeals")
struct AppealTests {
    private static func words(_ text: String = "It was a joke.", email: String? = nil) -> NewAppeal
    {
        NewAppeal(text: text, email: email, language: .english)
    }

    @Test("the author appeals by the link, another moderator restores everything and says why")
    func author() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.moderator("Rosa"), try await house.moderator("Ida")
            )
            let number = try await house.reported("Swings", by: ada)
            _ = try await house.decide(.hiding, on: number, by: rosa).get()
            let token = try #require(try await house.appealToken("ada@example.org"))
            let visitor = house.site(.visitor)
            let question = try #require(try await house.desk.question(.token(token), in: visitor))
            #expect(question.party == .author && question.obstacle == nil && question.hasAccount)
            #expect(question.outline.facts == "It calls people names.")
            #expect(
                try await house.desk.question(.token(token), in: house.site(at: .other)) == nil
            )

            let appealed = try await house.desk.appeal(
                Self.words(),
                by: .token(token),
                in: visitor
            )
            #expect(appealed.isDone)
            let twice = try await house.desk.appeal(Self.words(), by: .token(token), in: visitor)
            #expect(twice.refusal == .already)
            let waiting = try await house.desk.appeals(at: nil, for: ida).rows
            #expect(waiting.map(\.appeal.text) == ["It was a joke."])
            #expect(waiting.map(\.isOwn) == [false])
            let answer = AppealAnswer(isGranted: true, message: "We misread it.")
            let own = try await house.desk.answer(answer, to: 1, by: rosa)
            #expect(own.refusal == .ownDecision)
            #expect(try await house.desk.answer(answer, to: 1, by: ida).isDone)
            #expect(
                try await house.desk.answer(answer, to: 1, by: ida).refusal == .changedMeanwhile
            )

            #expect(try await house.isShown(house.subject("1")))
            #expect(try await house.desk.counts(for: ida).appeals == 0)
            let letters = try await house.told("ada")
            #expect(letters.count == 2)
            let told = letters.filter { $0.subject == "Answer to your appeal" }
            #expect(told.map { $0.flat.contains("We misread it.") } == [true])
            let after = try #require(try await house.desk.question(.token(token), in: visitor))
            #expect(after.outline.isOver && after.outline.appeal?.answer?.isGranted == true)
        }
    }

    @Test(
        "whose appeal is granted is read, also where it had only waited or a program had hidden it"
    )
    func unseen() async throws {
        try await ModerationHouse.run(
            ["review": "before", "waiting": "0", "hide-after-reports": "1"]
        ) { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.moderator("Rosa"), try await house.moderator("Ida")
            )
            _ = try await house.suggest("Swings", by: ada)
            _ = try await house.decide(.hiding, on: 1, by: rosa).get()
            try await house.set(["review": "after"])
            // Hidden by itself, and then by a person who looked.
            let number = try await house.reported("Slides", by: ada)
            let second = try await house.decide(.hiding, on: number, by: rosa).get()
            #expect(try await !house.isShown(house.subject("2")))

            for (place, decision) in [1, second].enumerated() {
                let scope = house.site(.member(ada))
                let way = AppealWay.member(ada, decision: decision)
                #expect(try await house.desk.appeal(Self.words(), by: way, in: scope).isDone)
                let answer = AppealAnswer(isGranted: true, message: "We misread it.")
                let answered = try await house.desk.answer(answer, to: place + 1, by: ida)
                #expect(answered.isDone)
            }
            for subject in [house.subject("1"), house.subject("2")] {
                #expect(try await house.isShown(subject))
                #expect(try await house.standing(subject)?.visibility == .published)
            }
            // Somebody has let it be seen: no crowd hides it again.
            _ = try await house.report(house.subject("2"), from: [198, 51, 100, 1]).get()
            #expect(try await house.isShown(house.subject("2")))
        }
    }

    @Test("an appeal that is refused leaves everything as it is, with a message")
    func refused() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.moderator("Rosa"), try await house.moderator("Ida")
            )
            let number = try await house.reported("Swings", by: ada)
            let decision = try await house.decide(.hiding, on: number, by: rosa).get()
            let way = AppealWay.member(ada, decision: decision)
            #expect(
                try await house.desk.appeal(Self.words(" "), by: way, in: house.site(.member(ada)))
                    .refusal == .unfit
            )
            _ = try await house.desk.appeal(Self.words(), by: way, in: house.site(.member(ada)))
            let silent = AppealAnswer(isGranted: false, message: " ")
            #expect(try await house.desk.answer(silent, to: 1, by: ida).refusal == .unfit)
            let answer = AppealAnswer(isGranted: false, message: "It names somebody.")
            #expect(try await house.desk.answer(answer, to: 1, by: ida).isDone)

            #expect(try await !house.isShown(house.subject("1")))
            let own = try await house.desk.own(of: ada, in: house.site(.member(ada)))
            #expect(own.decisions.map(\.outline.isOver) == [false])
            #expect(
                own.decisions.map(\.outline.appeal?.answer?.message) == ["It names somebody."]
            )
            let figures = try await house.figures()
            #expect(figures.appeals == [.author: 1])
            #expect(figures.appealsDecided == 1 && figures.reversals == 0)
        }
    }

    @Test("a reporter contests that something stays, and gets a decision in its place")
    func reporter() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.moderator("Rosa"), try await house.moderator("Ida")
            )
            let swings = try await house.seen("Swings", by: ada)
            let follow = try await house.report(swings).get()
            _ = try await house.decide(.publishing, on: 1, by: rosa).get()
            let way = AppealWay.follow(follow.text)
            let visitor = house.site(.visitor)
            let appeal = Self.words("Read it again.", email: "carla@example.org")
            #expect(try await house.desk.appeal(appeal, by: way, in: visitor).isDone)

            let empty = AppealAnswer(isGranted: true, message: "You are right.")
            #expect(try await house.desk.answer(empty, to: 1, by: ida).refusal == .unfit)
            let answer = AppealAnswer(
                isGranted: true,
                message: "You are right.",
                instead: Decision.hiding
            )
            #expect(try await house.desk.answer(answer, to: 1, by: ida).isDone)
            #expect(try await !house.isShown(swings))
            #expect(try await house.queue(ida).isEmpty)
            let letters = try await house.told("carla")
            #expect(letters.map(\.subject) == ["Answer to your appeal"])
            let author = try await house.told("ada")
            #expect(author.map(\.subject) == ["Your text is hidden: Suggestion 1"])
        }
    }

    @Test("six months later nobody appeals any more, and nobody appeals what they did not lose")
    func late() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            let decision = try await house.decide(.hiding, on: number, by: rosa).get()
            let end = house.now.adding(.milliseconds(Limits.appealMilliseconds))
            let way = AppealWay.member(ada, decision: decision)

            let strange = AppealWay.member(bob, decision: decision)
            #expect(
                try await house.desk.appeal(Self.words(), by: strange, in: house.site(.member(bob)))
                    .refusal == .notFound
            )
            for token in ["", "A", String(repeating: "0", count: 26)] {
                let found = try await house.desk.question(
                    .token(token),
                    in: house.site(.visitor)
                )
                #expect(found == nil)
            }
            house.house.clock.advance(by: .milliseconds(Limits.appealMilliseconds))
            let late = try await house.desk.appeal(
                Self.words(),
                by: way,
                in: house.site(.member(ada))
            )
            #expect(late.refusal == .over(since: end))
        }
    }

    @Test(
        "a suspension everywhere is changed by no moderator of one space, and is no reporter's to read"
    )
    func suspended() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let (ida, omar) = (
                try await house.moderator("Ida", .spaces([.first])),
                try await house.moderator("Omar")
            )
            let swings = try await house.seen("Swings", by: ada)
            _ = try await house.report(swings, by: .member(bob)).get()
            let suspending = Decision.restriction(.suspend, extent: .site)
            let decision = try await house.decide(suspending, on: 1, by: rosa).get()
            let kept = try await house.decide(.publishing, on: 1, by: rosa).get()

            let others = [
                AppealWay.member(bob, decision: decision), AppealWay.member(ada, decision: kept),
            ]
            for way in others {
                #expect(try await house.desk.question(way, in: house.site(.visitor)) == nil)
            }
            let own = AppealWay.member(ada, decision: decision)
            #expect(
                try await house.desk.appeal(Self.words(), by: own, in: house.site(.member(ada)))
                    .isDone
            )
            let answer = AppealAnswer(isGranted: true, message: "We misread it.")
            #expect(try await house.desk.answer(answer, to: 1, by: ida).refusal == .notFound)
            #expect(try await house.suggest("Slides", by: ada) == .suspended(until: nil))
            #expect(try await house.desk.answer(answer, to: 1, by: omar).isDone)
            #expect(try await house.suggest("Slides", by: ada) == .seen(2))
        }
    }

    @Test("the link works when the account is gone, and the answer goes where its reader wants it")
    func gone() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosa, ida) = (
                try await house.moderator("Rosa"), try await house.moderator("Ida")
            )
            let number = try await house.reported("Swings", by: ada)
            _ = try await house.decide(.hiding, on: number, by: rosa).get()
            let token = try #require(try await house.appealToken("ada@example.org"))
            try await house.erase(ada)

            let visitor = house.site(.visitor)
            let question = try #require(try await house.desk.question(.token(token), in: visitor))
            #expect(question.party == .author && !question.hasAccount && question.obstacle == nil)
            let appeal = Self.words(email: "other@example.org")
            #expect(try await house.desk.appeal(appeal, by: .token(token), in: visitor).isDone)
            let answer = AppealAnswer(isGranted: true, message: "We misread it.")
            #expect(try await house.desk.answer(answer, to: 1, by: ida).isDone)
            #expect(try await house.isShown(house.subject("1")))
            let letters = try await house.told("other")
            #expect(letters.map(\.subject) == ["Answer to your appeal"])
        }
    }
}

extension Result where Success == Void {
    /// Whether it was done.
    var isDone: Bool {
        if case .success = self { true } else { false }
    }

    /// Why it was not done.
    var refusal: Failure? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}
