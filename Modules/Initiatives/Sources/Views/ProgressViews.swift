import Kernel
import Localization
import Markup

/// How far an initiative has come: the people on the square, and the two numbers that decide.
struct ProgressPanel: Component {
    let initiative: Initiative
    let progress: Progress
    let now: Instant
    let t: Translator

    var html: HTML {
        """
        <section class="standing" aria-labelledby="standing-title">
        <h2 class="visually-hidden" id="standing-title">\(t("initiatives.progress.heading"))</h2>
        \(untilOpen ?? (progress.isKnown ? counts : unknown))
        </section>
        """
    }

    private var unknown: HTML { "<p>\(t("initiatives.progress.unknown"))</p>" }

    /// Before it opens nothing can be counted but the days.
    private var untilOpen: HTML? {
        guard initiative.state(at: now) == .upcoming, let period = initiative.period else {
            return nil
        }
        let words = t("initiatives.measure.opensIn", ["date": .date(period.firstDay)])
        return """
            <p class="count"><strong>\(t.number(period.daysUntilOpen(at: now)))</strong> \
            <span>\(words)</span></p>
            """
    }

    private var counts: HTML {
        """
        <p class="count"><strong>\(t.number(progress.total))</strong> \
        <span>\(GoalWords.text(initiative.state(at: now), t))</span></p>
        <dl class="figures">
        \(figure(
            t.number(progress.statesReached),
            t("initiatives.progress.ofStates", ["needed": .number(Progress.statesNeeded)])))
        \(time)
        </dl>
        \(crowd, when: initiative.state(at: now) != .upcoming)
        """
    }

    private var crowd: HTML {
        """
        \(CrowdSquare(label: totalLabel, value: progress.total, goal: Progress.goal))
        <p class="meta key">\(t("initiatives.progress.dot")) \(sources)</p>
        """
    }

    /// One total, and what it is made of: the charts further down show only what was signed here.
    private var sources: HTML {
        let reported = progress.total - progress.here
        switch (progress.here, reported) {
        case (0, 0): return .empty
        case (0, _): return HTML(escaping: t("initiatives.progress.sources.reported"))
        case (_, 0): return HTML(escaping: t("initiatives.progress.sources.here"))
        default:
            return HTML(
                escaping: t(
                    "initiatives.progress.sources.both",
                    ["here": .number(progress.here), "reported": .number(reported)]
                )
            )
        }
    }

    /// What comes next in time: the last day, or the day of the answer.
    private var time: HTML {
        let state = initiative.state(at: now)
        if state.isSignable, let days = initiative.period?.daysLeft(at: now) {
            return figure(t.number(days), t("initiatives.progress.daysLeft"))
        }
        guard state == .answered, let day = initiative.answeredOn else { return .empty }
        return """
            <div class="answered-on"><dt>\(t("initiatives.progress.answered"))</dt>
            <dd>\(Day(day, t))</dd></div>
            """
    }

    private func figure(_ number: String, _ label: String) -> HTML {
        """
        <div><dt>\(label)</dt>
        <dd>\(number)</dd></div>
        """
    }

    private var totalLabel: String {
        t(
            "initiatives.progress.totalLabel",
            [
                "count": .number(progress.total),
                "share": .percent(ProgressBar.share(progress.total, of: Progress.goal)),
            ]
        )
    }
}

/// What stands behind a count: of what it is, and of how many.
enum GoalWords {
    static func text(_ state: InitiativeState, _ t: Translator) -> String {
        let key: MessageKey =
            state.isVerified
            ? "initiatives.progress.ofGoal" : "initiatives.progress.ofGoal.received"
        return t(key, ["goal": .number(Progress.goal)])
    }
}
