import Kernel
import Localization
import Markup

/// The figures by which petitions are compared: signatures and time; the same columns in every row and card.
struct PetitionMeasures: Component {
    let item: PetitionItem
    let t: Translator
    let zone: CivilZone
    let now: Instant
    /// Whether what was signed today is what matters.
    var hasToday = false

    var html: HTML {
        let state = item.state(at: now)
        return """
            <dl class="measures">\(signatures, when: state != .refused)\
            \(today, when: hasToday && item.today > 0)\(time(state))</dl>
            """
    }

    private var signatures: HTML {
        let share = ProgressBar.share(item.signatures, of: item.threshold)
        let bar = ProgressBar(
            caption: t.percent(share),
            value: item.signatures,
            goal: item.threshold
        )
        let label = t("petitions.measure.signatures", ["goal": .number(item.threshold)])
        return """
            <div class="measure-support"><dt>\(label)</dt>\
            <dd><strong>\(t.number(item.signatures))</strong>\(bar)</dd></div>
            """
    }

    private var today: HTML {
        measure(t("petitions.measure.today"), "<strong>\(t.number(item.today))</strong>")
    }

    /// What comes next in time, or what came.
    private func time(_ state: PetitionState) -> HTML {
        switch state {
        case .collecting, .gathering:
            guard let closesAt = item.closesAt else { return .empty }
            return left(until: closesAt)
        case .reached, .takenUp, .examination:
            guard let since = item.waitsSince else { return .empty }
            return waiting(since: zone.date(at: since))
        case .decided:
            guard let decision = item.decision else { return .empty }
            return measure(t("petitions.measure.decided"), date(decision.date))
        case .paused: return measure(t("petitions.measure.paused"), "–")
        case .refused:
            guard let at = item.publishedAt else { return .empty }
            return measure(t("petitions.measure.refused"), date(zone.date(at: at)))
        default:
            guard let end = item.endedAt ?? item.closesAt else { return .empty }
            return measure(t("petitions.measure.ended"), date(zone.lastDay(before: end)))
        }
    }

    private func left(until end: Instant) -> HTML {
        let last = zone.lastDay(before: end)
        let days = zone.daysLeft(until: last, at: now)
        return measure(
            t("petitions.measure.left", ["date": .date(last)]),
            "<strong>\(t.number(days))</strong>"
        )
    }

    private func waiting(since day: CivilDate) -> HTML {
        let days = zone.daysPassed(since: day, at: now)
        return measure(
            t("petitions.measure.waiting", ["date": .date(day)]),
            "<strong>\(t.number(days))</strong>"
        )
    }

    private func measure(_ label: String, _ value: HTML) -> HTML {
        "<div><dt>\(label)</dt><dd>\(value)</dd></div>"
    }

    private func date(_ day: CivilDate) -> HTML { Day(day, t).html }
}
