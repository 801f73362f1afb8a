import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: author and reporters read why, each in their own language, and neither learns of the other.
///
/// Method: the letters of a decision about a French author's text, which a member and a visitor reported.
@Suite("Statements of reasons")
struct ReasonsLetterTests {
    private static let facts = "It says that our neighbours are thieves."

    @Test("each reads the decision in their language, and nothing of the others")
    func languages() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Adele", .french)
            let bob = try await house.member("Robert")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Balançoires", by: ada)
            _ = try await house.report(swings, by: .member(bob)).get()
            _ = try await house.report(swings, email: "carla@example.org", in: .french).get()
            // Nobody who gave no address is told.
            _ = try await house.report(swings, from: [192, 0, 2, 9]).get()
            let decision = Decision.restriction(.hide, facts: Self.facts)
            _ = try await house.decide(decision, on: 1, by: rosa).get()

            let author = try await house.told("adele")
            let member = try await house.told("robert")
            let visitor = try await house.told("carla")
            #expect([author.count, member.count, visitor.count] == [1, 1, 1])
            #expect(author[0].subject == "Votre texte est masqué\u{A0}: Suggestion 1")
            #expect(author[0].language == .french)
            #expect(author[0].flat.contains("Il est contraire à nos règles\u{A0}: Rules, part 1"))
            #expect(author[0].flat.contains("Insults do not belong here."))
            #expect(author[0].flat.contains("dans une autre langue\u{A0}: English"))
            #expect(author[0].flat.contains(Self.facts))
            #expect(author[0].flat.contains("Une personne l’a signalé ici"))
            #expect(member[0].subject == "What became of your report")
            #expect(member[0].flat.contains("A moderator has read it and hidden it."))
            #expect(member[0].flat.contains("Insults do not belong here."))
            #expect(visitor[0].subject == "La suite de votre signalement")
            for letter in member + visitor {
                #expect(!letter.flat.contains(Self.facts))
                for name in ["Adele", "adele", "Suggestion 1", "Balançoires"] {
                    #expect(!letter.content.contains(name), "\(name)")
                }
            }
            for name in ["Robert", "robert", "carla", "It hurts."] {
                #expect(!author[0].content.contains(name), "\(name)")
            }
            // Only whoever lost something contests it.
            #expect(author[0].links.filter { $0.contains("/fr/appeals/") }.count == 1)
            // Decided on 21 November: the last day is whole, and no six months end after it.
            #expect(author[0].flat.contains("contester jusqu’au 24\u{A0}mai\u{A0}2027"))
            #expect((member + visitor).flatMap(\.links).isEmpty)
        }
    }

    @Test(
        "reasons that were written beforehand are read in the language of each, where they exist in it"
    )
    func template() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada", .french)
            let rosa = try await house.moderator("Rosa")
            let words: [LanguageTag: ReasonTemplate.Words] = [
                .english: .init(reference: "Rules, part 1", explanation: "No insults."),
                .french: .init(reference: "Règles, partie 1", explanation: "Pas d’insultes."),
            ]
            let template = ReasonTemplate(
                name: "Insults",
                ground: .incompatible,
                category: .illegalSpeech,
                words: words
            )
            let number = try await house.desk.save(template, by: rosa).get()
            func hide(_ text: String, saying explanation: String) async throws {
                let decision = Decision(
                    .hide,
                    ground: Decision.Ground(
                        kind: .incompatible,
                        reference: "Rules, part 1",
                        explanation: explanation
                    ),
                    category: .illegalSpeech,
                    facts: "Names.",
                    template: number
                )
                let reported = try await house.reported(text, by: ada)
                _ = try await house.decide(decision, on: reported, by: rosa).get()
            }
            try await hide("Swings", saying: "No insults.")
            try await hide("Slides", saying: "No insults, in no thread.")

            let letters = try await house.told("ada").sorted { $0.subject < $1.subject }
            #expect(letters.count == 2)
            #expect(letters[0].flat.contains("Pas d’insultes."))
            #expect(!letters[0].flat.contains("No insults"))
            #expect(!letters[0].flat.contains("autre langue"))
            // Its words were changed, so it is not that template any more.
            #expect(letters[1].flat.contains("No insults, in no thread."))
            #expect(letters[1].flat.contains("autre langue"))
        }
    }

    @Test(
        "whose text was reported and stays hears nothing; whose text waited hears that it is seen"
    )
    func published() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let number = try await house.reported("Swings", by: ada)
            _ = try await house.decide(.publishing, on: number, by: rosa).get()
            #expect(try await house.told("ada").isEmpty)

            try await house.set(["review": "before"])
            _ = try await house.suggest("Slides", by: ada)
            _ = try await house.decide(.publishing, on: 2, by: rosa).get()
            let letters = try await house.told("ada")
            #expect(letters.map(\.subject) == ["Your text can be read: Suggestion 2"])
            #expect(letters[0].links == ["http://eci.localhost/en/suggestions/2"])
        }
    }

    @Test("many who reported one thing are told in several steps, and nobody twice")
    func many() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            for number in 0..<45 {
                let email = number % 3 == 0 ? "reader\(number)@example.org" : nil
                _ = try await house.report(
                    swings,
                    from: Array("network \(number)".utf8),
                    email: email
                ).get()
            }
            _ = try await house.decide(.hiding, on: 1, by: rosa).get()
            try await house.run("moderation.letters")
            try await house.run("moderation.letters")

            for number in 0..<45 where number % 3 == 0 {
                let letters = try await house.house.letters(to: "reader\(number)@example.org")
                #expect(letters.count == 1, "\(number)")
            }
        }
    }

    @Test("whose mailbox gets many such emails waits, and nobody else does")
    func budget() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            for number in 0..<Limits.lettersPerHour + 2 {
                let reported = try await house.reported("Swings \(number)", by: ada)
                _ = try await house.decide(.hiding, on: reported, by: rosa).get()
            }
            let last = try await house.reported("Trees", by: bob)
            _ = try await house.decide(.hiding, on: last, by: rosa).get()
            try await house.run("moderation.letters")

            let first = try await house.house.letters(to: "ada@example.org")
            #expect(first.count == Limits.lettersPerHour)
            #expect(try await house.house.letters(to: "bob@example.org").count == 1)
            house.house.clock.advance(by: .seconds(3601))
            try await house.run("moderation.letters")
            let all = try await house.house.letters(to: "ada@example.org")
            #expect(all.count == Limits.lettersPerHour + 2)
        }
    }
}
