import Kernel
import Localization
import Markup

/// The figures by which initiatives are compared: support, states, time; the same three columns in
/// every row and card.
struct Measures: Component {
    let item: InitiativeItem
    let t: Translator
    let now: Instant
    /// A card shows the crowd itself in place of the bar.
    var hasBar = true

    var html: HTML {
        let state = item.state(at: now)
        return """
            <dl class="measures">\(support, when: state != .upcoming)\
            \(states, when: state != .upcoming)\(time(state))</dl>
            """
    }

    private var share: String { t.percent(ProgressBar.share(item.total, of: Progress.goal)) }

    private var support: HTML {
        let label = t("initiatives.measure.support")
        guard item.isKnown else {
            return """
                <div class="measure-support"><dt>\(label)</dt>\
                <dd>\(t("initiatives.measure.unknown"))</dd></div>
                """
        }
        let bar = ProgressBar(caption: share, value: item.total, goal: Progress.goal)
        let percent: HTML = """
             <span class="percent">\(t("initiatives.measure.ofMillion", ["share": .text(share)]))</span>
            """
        return """
            <div class="measure-support"><dt>\(label)\(percent, when: !hasBar)</dt>\
            <dd><strong>\(t.number(item.total))</strong>\(bar.html, when: hasBar)</dd></div>
            """
    }

    private var states: HTML {
        let number: HTML = "<strong>\(t.number(item.statesReached))</strong>"
        return measure(
            t("initiatives.measure.states", ["needed": .number(Progress.statesNeeded)]),
            item.isKnown ? number : HTML(escaping: t("initiatives.measure.unknown"))
        )
    }

    private func measure(_ label: String, _ value: HTML) -> HTML {
        "<div><dt>\(label)</dt><dd>\(value)</dd></div>"
    }

    private func time(_ state: InitiativeState) -> HTML {
        let day: HTML
        let key: MessageKey
        if state == .withdrawn {
            guard let end = item.endDay else { return .empty }
            (key, day) = ("initiatives.measure.withdrawn", date(end))
        } else if let period = item.period {
            switch state {
            case .upcoming:
                let days = period.daysUntilOpen(at: now)
                return count(days, "initiatives.measure.opensIn", period.firstDay)
            case .open:
                let days = period.daysLeft(at: now) ?? 0
                return count(days, "initiatives.measure.daysLeft", period.lastDay)
            default:
                (key, day) = ("initiatives.measure.ended", date(item.endDay ?? period.lastDay))
            }
        } else {
            // The words answer by themselves what the other columns ask above theirs.
            return """
                <div><dt class="visually-hidden">\(t("initiatives.measure.start"))</dt>\
                <dd>\(t("initiatives.measure.notAnnounced"))</dd></div>
                """
        }
        return measure(t(key), day)
    }

    private func count(_ days: Int, _ key: MessageKey, _ day: CivilDate) -> HTML {
        measure(t(key, ["date": .date(day)]), "<strong>\(t.number(days))</strong>")
    }

    private func date(_ day: CivilDate) -> HTML { HTML(escaping: t.date(day)) }
}
