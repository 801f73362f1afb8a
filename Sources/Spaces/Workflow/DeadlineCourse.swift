package import Kernel

/// How many days what waits has until time takes a step, by when it began to wait.
///
/// A rule that changes the days holds for what begins to wait from then on; what was waiting keeps the days that
/// it had, unless whoever decided said otherwise.
package struct DeadlineCourse: Sendable, Hashable {
    /// Everything that began to wait from one instant until before another one.
    package struct Stretch: Sendable, Hashable {
        package let from: Instant
        /// Nil for the last one, which goes on.
        package let until: Instant?
        /// Nil where time takes the step from nothing.
        package let days: Int?
    }

    /// The oldest first; together they have no gap.
    package let stretches: [Stretch]
    /// How many days before a deadline staff are told, as it is set now.
    package let alertDays: Set<Int>

    /// Nil for a step that time does not take after days.
    init?(of step: Workflow.Step, kind: Subject.Kind, by rules: [SpaceRule]) {
        guard let declared = step.days else { return nil }
        var begun: [(from: Instant, days: Int?)] = [(Self.beginning, declared)]
        var alerts: Set<Int> = []
        let place = SpaceRule.Place(workflow: kind, part: .step, name: step.name)
        for rule in rules where rule.place == place {
            let changed = step.changed(by: rule.terms)
            let isOut = rule.terms.isLeftOut && step.freedom.canBeLeftOut
            let days = isOut ? nil : changed.days
            alerts = isOut ? [] : changed.alerts
            if rule.coversRunning {
                begun = [(Self.beginning, days)]
            } else if begun.last?.days != days {
                // Two decisions of one instant are the later one.
                begun.removeAll { $0.from == rule.at }
                begun.append((rule.at, days))
            }
        }
        let ends: [Instant?] = begun.dropFirst().map { $0.from } + [nil]
        stretches = zip(begun, ends).map { start, end in
            Stretch(from: start.from, until: end, days: start.days)
        }
        alertDays = alerts
    }

    /// When whatever is over now began to wait.
    package func due(at now: Instant) -> [Range<Instant>] {
        stretches.compactMap { stretch in
            stretch.days.flatMap { days in
                stretch.begun(after: Self.beginning, until: now.adding(.days(-days)))
            }
        }
    }

    /// What staff are told of: how many days before the deadline, and when whatever it is about began to wait.
    package struct Alert: Sendable, Hashable {
        package let days: Int
        package let begun: Range<Instant>
    }

    /// Each alert that came after an instant and until now; what is over already is left out.
    package func alerts(after seen: Instant, until now: Instant) -> [Alert] {
        var found: [Alert] = []
        for stretch in stretches {
            guard let days = stretch.days else { continue }
            let over = now.adding(.days(-days))
            for before in alertDays.sorted() where before < days {
                let ago = Duration.days(before - days)
                let first = max(seen.adding(ago), over).adding(.milliseconds(1))
                if let begun = stretch.begun(after: first, until: now.adding(ago)) {
                    found.append(Alert(days: before, begun: begun))
                }
            }
        }
        return found
    }

    private static let beginning = Instant(milliseconds: 0)
}

extension DeadlineCourse.Stretch {
    /// The part of it from an instant on and until another one, both included; nil where there is none.
    fileprivate func begun(after first: Instant, until last: Instant) -> Range<Instant>? {
        let end = last.adding(.milliseconds(1))
        let lower = max(from, first)
        let upper = until.map { min($0, end) } ?? end
        return lower < upper ? lower..<upper : nil
    }
}

extension Duration {
    /// Days of twenty-four hours, as deadlines count them.
    static func days(_ count: Int) -> Duration { .seconds(Int64(count) * 86_400) }
}

extension Workflow {
    /// How many days what waits has until time takes a step; nil where time does not take it after days.
    package func course(of step: String, by rules: [SpaceRule]) -> DeadlineCourse? {
        self.step(step).flatMap { DeadlineCourse(of: $0, kind: kind, by: rules) }
    }
}
