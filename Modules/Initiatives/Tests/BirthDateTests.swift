import Kernel
import Localization
import Markup
import Testing

@testable import Initiatives

/// Goal: nobody is refused because their register does not know the day they were born, or because
/// they have one name; and nobody too young is let in by leaving something out.
///
/// Method: vectors reckoned a third time in Python; forms around the day on which age is certain.
@Suite("What people say of their birth and name")
struct BirthDateTests {
    let states: MemberStates

    init() throws {
        states = try Vectors.memberStates()
    }

    @Test("a birth is written as it was said, and lies between two days")
    func vectors() throws {
        for vector in try Vectors.births().births {
            let parts = [vector.year, vector.month, vector.day]
            let numbers = parts.compactMap { part in
                part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
            }
            let birth =
                numbers.count == 3 && numbers[0] > 1800
                ? BirthDate(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
            #expect(birth?.iso == vector.text, "\(vector)")
            #expect(birth?.earliest.iso == vector.earliest, "\(vector)")
            #expect(birth?.latest.iso == vector.latest, "\(vector)")
            let isInCalendar = birth.map { $0.isIncomplete || $0.date != nil }
            #expect(isInCalendar == vector.isInCalendar, "\(vector)")
        }
    }

    @Test(
        "who is old enough for certain may sign, whatever is not known",
        arguments: [
            ("00", "00", "2007", "2026-05-09", nil), ("00", "00", "2008", "2026-12-30", "perhaps"),
            ("00", "00", "2008", "2026-12-31", nil),
            ("00", "00", "2009", "2026-12-31", "too-young"),
            ("00", "05", "2008", "2026-05-30", "perhaps"), ("00", "05", "2008", "2026-05-31", nil),
            ("00", "05", "2008", "2026-04-30", "too-young"), ("0", "0", "1920", "2026-05-09", nil),
            ("15", "00", "2008", "2026-12-14", "perhaps"), ("15", "00", "2008", "2026-12-15", nil),
            ("", "05", "1985", "2026-05-09", "impossible"),
            ("00", "", "1985", "2026-05-09", "impossible"),
            ("00", "00", "2027", "2026-05-09", "impossible"),
            ("00", "00", "1800", "2026-05-09", "impossible"),
            ("00", "00", "85", "2026-05-09", "impossible"), ("09", "05", "2008", "2026-05-09", nil),
            ("00", "00", "2026", "2026-05-09", "too-young"),
        ] as [(String, String, String, String, String?)]
    )
    func certain(day: String, month: String, year: String, on: String, said: String?) throws {
        var form = try form()
        form.birth = .init(day: day, month: month, year: year)
        form.insists = true

        let found = try problems(form, on: on).first(of: .birth)?.message.text

        switch said {
        case "perhaps": #expect(found == "initiatives.sign.error.too-young.perhaps.birth")
        case "too-young": #expect(found == "initiatives.sign.error.too-young")
        case "impossible": #expect(found == "initiatives.sign.error.birth.impossible")
        default: #expect(found == nil)
        }
    }

    @Test("a day that no calendar has is doubted; who insists signs with what they said")
    func notInCalendar() throws {
        var form = try form()
        form.birth = .init(day: "31", month: "4", year: "1990")

        let doubted = try problems(form).doubts.map(\.message)
        form.insists = true
        let statement = try rules().check(form).get()

        #expect(doubted == ["initiatives.sign.doubt.birth"])
        #expect(StatementContent(statement).birthDate == "1990-04-31")
    }

    @Test("an incomplete birth is sealed as it was said")
    func content() throws {
        var form = try form()
        form.birth = .init(day: "0", month: "00", year: "1985")

        let statement = try rules().check(form).get()

        #expect(StatementContent(statement).birthDate == "1985-00-00")
    }

    @Test("one name is enough for who insists, in either field", arguments: ["", "-", "—"])
    func oneName(nothing: String) throws {
        var form = try form()
        form.firstNames = nothing
        form.familyNames = "Suharto"

        let doubted = try problems(form).all.map(\.message)
        form.insists = true
        let family = try rules().check(form).get()
        (form.firstNames, form.familyNames) = ("Suharto", nothing)
        let first = try rules().check(form).get()

        #expect(doubted == ["initiatives.sign.doubt.first-names"])
        #expect(family.identityText == first.identityText)
        #expect(StatementContent(first).firstNames == "Suharto")
    }

    @Test("no name at all is refused, and no insisting helps")
    func noName() throws {
        var form = try form()
        (form.firstNames, form.familyNames, form.insists) = ("", "-", true)

        let found = try problems(form).errors.map(\.message)

        #expect(
            found == [
                "initiatives.sign.error.first-names.missing",
                "initiatives.sign.error.family-names.missing",
            ]
        )
    }

    @Test("whoever may be over a hundred is told how to write the number, and is let in")
    func overAHundred() throws {
        let sweden = try #require(states["SE"])
        var form = StatementForm(for: sweden)
        (form.firstNames, form.familyNames, form.certifies) = ("Åsa", "Öst", true)

        func refused(_ number: String) throws -> String? {
            form.number = number
            form.insists = true
            return try problems(form, in: sweden).first(of: .number)?.message.text
        }

        #expect(try refused("150101-1235") == "initiatives.sign.error.too-young.perhaps.number")
        #expect(try refused("20150101-1235") == "initiatives.sign.error.too-young")
        #expect(try refused("19150101-1235") == nil)
        #expect(try refused("150101+1235") == nil)
    }

    @Test("people can live in every country and territory of the Union's list")
    func countries() throws {
        let overseas = ["AW", "AX", "CW", "FO", "GF", "GI", "GL", "PF", "RE", "SX", "XK", "YT"]

        #expect(CountryCodes.all.count == 250)
        #expect(CountryCodes.list.count == CountryCodes.all.count)
        for country in overseas {
            var form = try form()
            form.country = country
            form.postalCode = ""
            #expect(try problems(form).isEmpty, "\(country)")
        }
    }

    /// A sound form of somebody of France.
    private func form() throws -> StatementForm {
        var form = StatementForm(for: try #require(states["FR"]))
        form.firstNames = "Ada"
        form.familyNames = "Lion"
        form.birth = .init(day: "21", month: "11", year: "1985")
        form.street = "Rue Haute"
        form.postalCode = "75001"
        form.city = "Paris"
        form.certifies = true
        return form
    }

    private func rules(on day: String = "2026-05-09") throws -> StatementRules {
        try rules(on: day, in: try #require(states["FR"]))
    }

    private func rules(on day: String, in state: MemberState) throws -> StatementRules {
        let today = try #require(CivilDate(iso: day))
        return StatementRules(state: state, memberStates: states, today: today)
    }

    private func problems(
        _ form: StatementForm,
        on day: String = "2026-05-09",
        in state: MemberState? = nil
    ) throws -> StatementProblems {
        let state = try state ?? #require(states["FR"])
        switch try rules(on: day, in: state).check(form) {
        case .success: return StatementProblems()
        case .failure(let problems): return problems
        }
    }
}
