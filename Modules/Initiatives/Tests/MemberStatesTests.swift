import FoundationEssentials
import Kernel
import Markup
import Testing

@testable import Initiatives

/// Goal: the reference data says what the Regulation says, on each day.
///
/// Method: the file itself is read; sums are compared with the law's own arithmetic, and days on
/// both sides of each change with vectors.
@Suite("Member States")
struct MemberStatesTests {
    let states: MemberStates

    init() throws {
        states = try Vectors.memberStates()
    }

    @Test("there are 27 states, in the order of their codes, 9 of them with the form on residence")
    func all() {
        #expect(states.all.count == 27)
        #expect(states.all.map(\.code) == states.all.map(\.code).sorted())
        #expect(states.all.filter { $0.form == .residence }.count == 9)
        #expect(states["GR"]?.languages == ["el"])
        #expect(states["EL"] == nil)
    }

    @Test(
        "thresholds are the seats of a state times the seats of the Parliament, so they add up",
        arguments: [("2020-02-01", 705), ("2024-07-16", 720)]
    )
    func sums(from: String, seats: Int) throws {
        let day = try #require(CivilDate(iso: from))

        let sum = states.all.compactMap { $0.threshold(registeredOn: day) }.reduce(0, +)

        #expect(sum == seats * seats)
    }

    @Test("a threshold is that of the table in force when the initiative was registered")
    func thresholds() throws {
        for vector in try Vectors.numbers().thresholds {
            let day = try #require(CivilDate(iso: vector.on))
            let state = try #require(states[vector.state])
            #expect(state.threshold(registeredOn: day) == vector.minimum, "\(vector)")
        }
    }

    @Test("a minimum age is the state's own")
    func ages() throws {
        let vectors = try Vectors.numbers()
        for vector in vectors.minimumAges {
            let day = try #require(CivilDate(iso: vector.on))
            let state = try #require(states[vector.state])
            #expect(state.minimumAge(on: day) == vector.minimum, "\(vector)")
        }
        for vector in vectors.ages {
            let birth = try #require(CivilDate(iso: vector.birth))
            let day = try #require(CivilDate(iso: vector.on))
            #expect(birth.age(on: day) == vector.age, "\(vector)")
        }
    }

    @Test("a person is old enough on the birthday, and not the day before")
    func birthday() throws {
        let day = try #require(CivilDate(iso: "2026-05-10"))
        let greece = try #require(states["GR"])
        var form = StatementForm(for: greece)
        form.birth = .init(day: "10", month: "5", year: "2009")
        let refusals = [day, day.adding(days: -1)].map { today in
            StatementRules(state: greece, memberStates: states, today: today).refusesAge(in: form)
        }

        #expect(refusals == [false, true])
    }

    @Test("postal codes are accepted with and without the letters of the country")
    func postalCodes() throws {
        for vector in try Vectors.numbers().postalCodes {
            let state = try #require(states[vector.state])
            let canonical = PostalCode.canonical(vector.text, in: vector.state)
            #expect(canonical == vector.canonical, "\(vector)")
            #expect(state.accepts(postalCode: vector.text) == vector.accepted, "\(vector)")
        }
        for state in states.all {
            let example = try #require(state.postalCodeExample)
            #expect(state.accepts(postalCode: example), "\(state.code)")
        }
    }

    @Test("reference data that contradicts itself is refused")
    func flaws() throws {
        let austria = #""code": "AT", "languages": ["de"], "postalCode": "[0-9]{4}""#
        let places = #""postalCodeExample": "1010", "numbers": []"#
        let days = #"[{"from": "2020-02-01", "minimum": 1}, {"from": "2020-01-01", "minimum": 2}]"#
        let day = #"[{"from": "2020-02-01", "minimum": 1}]"#

        func read(_ states: String...) throws -> MemberStates {
            let list = states.joined(separator: ",")
            return try MemberStates(json: Data(#"{"credit": "", "states": [\#(list)]}"#.utf8))
        }
        func state(form: String, thresholds: String) -> String {
            #"{\#(austria), "form": "\#(form)", \#(places), "minimumAges": \#(day), "#
                + #""thresholds": \#(thresholds)}"#
        }

        let good = state(form: "A", thresholds: day)
        #expect(try read(good).all.count == 1)
        #expect(throws: MemberStates.Flaw.sameCodeTwice("AT")) { try read(good, good) }
        #expect(throws: MemberStates.Flaw.daysOutOfOrder("AT")) {
            try read(state(form: "A", thresholds: days))
        }
        #expect(throws: MemberStates.Flaw.daysOutOfOrder("AT")) {
            try read(state(form: "A", thresholds: "[]"))
        }
        #expect(throws: MemberStates.Flaw.formAndNumbersDisagree("AT")) {
            try read(state(form: "B", thresholds: day))
        }
        #expect(throws: DecodingError.self) { try read(state(form: "C", thresholds: day)) }
        #expect(throws: DecodingError.self) {
            try read(state(form: "A", thresholds: #"[{"from": "2020-02-30", "minimum": 1}]"#))
        }
    }
}
