import Kernel
import TestSupport
import Testing

@testable import Spaces

/// Goal: a deadline that is changed changes nothing for what was waiting, unless somebody says so.
///
/// Method: the workflow of the small module, in which what waits expires after thirty days; days are counted from
/// the epoch.
@Suite("Deadlines that an institution has changed")
struct DeadlineCourseTests {
    @Test("without a rule everything has the days that the module declares")
    func declared() throws {
        let course = try #require(Self.course())

        #expect(course.due(at: Self.day(29)) == [])
        #expect(course.due(at: Self.day(40)) == [Self.begun(from: 0, to: 10)])
        #expect(Suggestion.workflow.course(of: "accept", by: []) == nil)
        #expect(Suggestion.workflow.course(of: "sing", by: []) == nil)
    }

    @Test("what was waiting keeps its days; what comes later has the new ones")
    func kept() throws {
        let course = try #require(Self.course(Self.rule(on: 10) { $0.days = 5 }))

        #expect(course.due(at: Self.day(14)) == [])
        #expect(course.due(at: Self.day(16)) == [Self.begun(from: 10, to: 11)])
        #expect(
            course.due(at: Self.day(40))
                == [Self.day(0)..<Self.day(10), Self.begun(from: 10, to: 35)]
        )
    }

    @Test("where it is said, the new days hold for what was waiting, too")
    func running() throws {
        let course = try #require(Self.course(Self.rule(on: 10, covers: true) { $0.days = 5 }))

        #expect(course.due(at: Self.day(16)) == [Self.begun(from: 0, to: 11)])
    }

    @Test("a step that is left out is taken from what waited before, and from nothing later")
    func leftOut() throws {
        let out = Self.rule(on: 10) { $0.isLeftOut = true }
        let again = Self.rule(2, on: 20) { _ in }
        let course = try #require(Self.course(out, again))

        #expect(course.stretches.map(\.days) == [30, nil, 30])
        #expect(
            course.due(at: Self.day(60))
                == [Self.day(0)..<Self.day(10), Self.begun(from: 20, to: 30)]
        )
    }

    @Test("days that the module no longer allows are those that it declares")
    func unfit() throws {
        let course = try #require(Self.course(Self.rule(on: 10) { $0.days = 4 }))

        #expect(course.stretches.map(\.days) == [30])
    }

    @Test("staff are told once of each alert, and of nothing that is over")
    func alerts() throws {
        let course = try #require(
            Self.course(
                Self.rule(on: 1) { terms in
                    terms.alerts = [7, 2, 30]
                }
            )
        )

        // What would be told on the day when it begins to wait is told never.
        #expect(course.alertDays == [7, 2])
        #expect(
            course.alerts(after: Self.day(22), until: Self.day(24))
                == [.init(days: 7, begun: Self.begun(from: 0, to: 1))]
        )
        #expect(
            course.alerts(after: Self.day(27), until: Self.day(28)) == [
                .init(days: 2, begun: Self.begun(from: 0, to: 0)),
                .init(days: 7, begun: Self.after(4)..<Self.after(5)),
            ]
        )
        #expect(
            course.alerts(after: Self.day(27), until: Self.day(31)).map(\.begun) == [
                Self.after(1)..<Self.after(3), Self.after(4)..<Self.after(8),
            ]
        )
    }

    private static func course(_ rules: SpaceRule...) -> DeadlineCourse? {
        Suggestion.workflow.course(of: "expire", by: rules)
    }

    private static func rule(
        _ number: Int = 1,
        on day: Int,
        covers: Bool = false,
        _ change: (inout SpaceRule.Terms) -> Void
    ) -> SpaceRule {
        var terms = SpaceRule.Terms()
        change(&terms)
        return SpaceRule(
            number: number,
            at: Self.day(day),
            workflow: .suggestion,
            part: .step,
            name: "expire",
            terms: terms,
            coversRunning: covers,
            isPublic: true,
            reason: "A test asks"
        )
    }

    private static func day(_ number: Int) -> Instant {
        Instant(milliseconds: Int64(number) * Instant.millisecondsPerDay)
    }

    /// The first instant after the beginning of a day.
    private static func after(_ number: Int) -> Instant {
        day(number).adding(.milliseconds(1))
    }

    /// Whatever began to wait from one day on until another, both beginnings included.
    private static func begun(from first: Int, to last: Int) -> Range<Instant> {
        day(first)..<after(last)
    }
}
