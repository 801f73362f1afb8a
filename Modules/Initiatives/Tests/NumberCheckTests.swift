import Kernel
import Testing

@testable import Initiatives

/// Goal: a slip of the finger is noticed, a good number never refused, and a child never let in.
///
/// Method: vectors reckoned a third time in Python; every kind of number of every state, typed well
/// and badly; days on both sides of a birthday.
@Suite("Numbers of persons and documents")
struct NumberCheckTests {
    let states: MemberStates
    let vectors: NumberVectors

    init() throws {
        states = try Vectors.memberStates()
        vectors = try Vectors.numbers()
    }

    @Test("a pattern matches whole texts, and only those")
    func patterns() throws {
        for vector in vectors.patterns {
            let pattern = try NumberPattern(vector.pattern)
            for text in vector.holds { #expect(pattern.matches(text), "\(vector.pattern) \(text)") }
            for text in vector.fails {
                #expect(!pattern.matches(text), "\(vector.pattern) \(text)")
            }
        }
    }

    @Test("a pattern that the parser does not know is refused")
    func refusedPatterns() {
        for text in vectors.refusedPatterns {
            #expect(throws: PatternFlaw.self, "\(text)") { try NumberPattern(text) }
        }
    }

    @Test("a pattern and a text made to be slow are not")
    func slowPattern() throws {
        let pattern = try NumberPattern("(((a*)*)*)*b")

        #expect(!pattern.matches(String(repeating: "a", count: NumberPattern.longest)))
    }

    @Test("a checksum holds for good numbers and fails for every other ending")
    func checksums() {
        #expect(Set(vectors.checksums.map(\.rule)) == Set(Checksum.allCases))
        for vector in vectors.checksums {
            for number in vector.holds {
                #expect(vector.rule.holds(for: number), "\(vector.rule) \(number)")
            }
            for number in vector.fails {
                #expect(!vector.rule.holds(for: number), "\(vector.rule) \(number)")
            }
        }
    }

    @Test("a birth date is read out of a number, or said to be absent or impossible")
    func birthDates() throws {
        #expect(Set(vectors.birthDates.map(\.rule)) == Set(BirthDateRule.allCases))
        for vector in vectors.birthDates {
            let day = try #require(CivilDate(iso: vector.on))
            let birth = vector.rule.birthDate(in: vector.number, on: day)
            #expect(written(birth) == vector.birth, "\(vector)")
        }
    }

    @Test("each number of each state is doubted, and its holder too young, as its vector says")
    func numbers() throws {
        for vector in vectors.numbers {
            let state = try #require(states[vector.state])
            let kind = try #require(state.numberKind(chosen: vector.kind))
            let day = try #require(CivilDate(iso: vector.on))

            let doubts = kind.doubts(about: vector.number, on: day).map(\.rawValue)

            #expect(doubts == vector.doubts, "\(vector)")
            let isTooYoung = isTooYoung(vector.number, of: kind, in: state, on: day)
            #expect(isTooYoung == vector.tooYoung, "\(vector)")
        }
    }

    @Test("what python-stdnum calls valid is neither doubted nor refused, and what it does not is")
    func stdnum() throws {
        let numbers = try Vectors.stdnum().numbers
        for vector in numbers {
            let state = try #require(states[vector.state])
            let kind = try #require(state.numberKind(chosen: vector.kind))
            let day = try #require(CivilDate(iso: vector.on))

            let isSound = kind.doubts(about: vector.number, on: day).isEmpty
            #expect(isSound == vector.isValid, "\(vector)")
            let isTooYoung = isTooYoung(vector.number, of: kind, in: state, on: day)
            #expect(!(vector.isValid && isTooYoung), "\(vector)")
        }
        #expect(Set(numbers.filter(\.isValid).map(\.state)).count == 12)
    }

    @Test("the example that a citizen is shown raises no doubt, and no sample a doubt of its form")
    func examples() throws {
        let day = try #require(CivilDate(iso: "2026-05-09"))
        for state in states.all {
            for kind in state.numbers {
                #expect(kind.doubts(about: kind.example, on: day) == [], "\(state.code)")
                #expect(!isTooYoung(kind.example, of: kind, in: state, on: day), "\(state.code)")
                for sample in kind.samples {
                    #expect(!kind.doubts(about: sample, on: day).contains(.format), "\(sample)")
                }
            }
        }
    }

    @Test("nonsense is doubted in every state", arguments: ["x", "1", "-", "n/a", "12"])
    func nonsense(text: String) throws {
        let day = try #require(CivilDate(iso: "2026-05-09"))
        for state in states.all {
            for kind in state.numbers {
                #expect(kind.doubts(about: text, on: day) == [.format], "\(state.code) \(kind.key)")
            }
            if !text.utf8.contains(UInt8(ascii: "-")) {
                #expect(!state.accepts(postalCode: text), "\(state.code)")
            }
        }
    }

    /// As the form decides it.
    private func isTooYoung(
        _ number: String,
        of kind: NumberKind,
        in state: MemberState,
        on day: CivilDate
    ) -> Bool {
        var form = StatementForm(for: state)
        form.numberKind = kind.key
        form.number = number
        return StatementRules(state: state, memberStates: states, today: day).refusesAge(in: form)
    }

    private func written(_ birth: EmbeddedBirthDate) -> String {
        switch birth {
        case .date(let date): date.iso
        case .yearOnly(let year): String(year)
        case .absent: "absent"
        case .impossible: "impossible"
        }
    }
}
