import Kernel
import Localization
import Markup
import Web

/// The way of an initiative from its registration to its answer, and where it is on it.
struct InitiativeTimeline: Component {
    let initiative: Initiative
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var state: InitiativeState { initiative.state(at: visitor.now) }

    var html: HTML { Timeline(entries, t: t).html }

    private var entries: [Timeline.Entry] {
        let beginning = [
            entry("registered", date(initiative.registeredOn), .done),
            entry("collection", collection, collectionState),
        ]
        switch state {
        case .withdrawn:
            return beginning + [entry("withdrawn", initiative.endDay.map(date) ?? .empty, .current)]
        case .insufficient: return beginning + [entry("insufficient", .empty, .current)]
        default: return beginning + ending
        }
    }

    private var ending: [Timeline.Entry] {
        let later: [InitiativeState] = [.verification, .submitted, .answered]
        let position = later.firstIndex(of: state) ?? -1
        return later.enumerated().map { index, step in
            let isLast = step == .answered
            let status: Timeline.State =
                if index < position || (isLast && index == position) {
                    .done
                } else if index == position {
                    .current
                } else {
                    .ahead
                }
            let day = isLast ? initiative.answeredOn.map(date) ?? .empty : .empty
            return entry(step.rawValue, day, status)
        }
    }

    private var collectionState: Timeline.State {
        switch state {
        case .upcoming: .ahead
        case .open: .current
        default: .done
        }
    }

    private var collection: HTML { Self.collection(initiative, at: visitor.now, t) }

    /// From when to when it is collected, in words.
    static func collection(_ initiative: Initiative, at now: Instant, _ t: Translator) -> HTML {
        let state = initiative.state(at: now)
        let date = { (day: CivilDate) -> HTML in Day(day, t).html }
        guard let period = initiative.period else {
            return HTML(escaping: t("initiatives.card.noDates"))
        }
        if let end = initiative.endDay, state != .open, state != .upcoming {
            guard period.firstDay <= end else { return .empty }
            return t.markup(
                "initiatives.fact.ended",
                [
                    "from": date(period.firstDay), "to": date(end), "last": date(period.lastDay),
                ]
            )
        }
        return t.markup(
            "initiatives.fact.fromTo",
            ["from": date(period.firstDay), "to": date(period.lastDay)]
        )
    }

    private func entry(_ name: String, _ detail: HTML, _ state: Timeline.State) -> Timeline.Entry {
        Timeline.Entry(
            title: t(MessageKey("initiatives.timeline", name)),
            detail: detail,
            state: state
        )
    }

    private func date(_ day: CivilDate) -> HTML { Day(day, t).html }
}
