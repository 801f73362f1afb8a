import Kernel
import Localization
import Markup
import Web

/// The way of a petition: what has happened, where it is, and what comes next, with dates, deadlines and reasons.
struct PetitionTimeline: Component {
    let details: PetitionDetails
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }
    private var state: PetitionState { petition.state(at: visitor.now) }
    private var zone: CivilZone { petition.terms.civilZone }

    var html: HTML {
        """
        <section><h2>\(t("petitions.timeline.title"))</h2>
        \(Timeline(past + [current].compactMap(\.self) + ahead, t: t))
        <p class="rules-link"><a href="\(url: visitor.petitionsGuide.path)">\
        \(t("petitions.rules.title"))</a></p></section>
        """
    }

    private var past: [Timeline.Entry] {
        details.events.map { event in
            let words = PetitionEventWords(
                event: event,
                petition: petition,
                thresholds: details.thresholds,
                t: t
            )
            return Timeline.Entry(
                title: words.title,
                detail: detail(of: event, words),
                state: .done
            )
        }
    }

    /// Its day, what the institution says, and what belongs to it.
    private func detail(of event: PetitionEvent, _ words: PetitionEventWords) -> HTML {
        let said: HTML = words.said.map { "<br>\(Self.lines($0))" } ?? .empty
        let file: HTML =
            event.file.map { file in
                """
                <br><a href="\(url: PetitionPlaces.file(file, visitor))">\
                \(t("petitions.timeline.document"))</a>
                """
            } ?? .empty
        let link: HTML =
            event.url.flatMap { Path(web: $0) }.map { path in
                """
                <br><a href="\(url: path)" rel="noreferrer">\(t("petitions.timeline.link"))</a>
                """
            } ?? .empty
        return "\(date(words.day))\(said)\(file)\(link)"
    }

    /// Where it is now; nil where it is over.
    private var current: Timeline.Entry? {
        switch state {
        case .collecting, .reached, .gathering:
            guard let last = petition.lastDay else { return nil }
            return entry("collecting", t.markup("petitions.timeline.until", ["date": date(last)]))
        case .paused: return entry("paused", HTML(escaping: t("petitions.timeline.paused.text")))
        case .takenUp, .examination:
            return entry("examination", promised)
        default: return nil
        }
    }

    /// By when an answer was promised for a threshold that it has reached.
    private var promised: HTML {
        let days = details.thresholds.filter { $0.effect == .promise && $0.days > 0 }
            .compactMap { threshold in
                details.crossed[threshold.number].map {
                    PetitionTerms.days(threshold.days, from: $0)
                }
            }
        guard let first = days.min() else { return .empty }
        return t.markup("petitions.timeline.promised", ["date": date(zone.date(at: first))])
    }

    private var ahead: [Timeline.Entry] {
        switch state {
        case .collecting, .paused, .gathering:
            let goal = t(
                "petitions.timeline.threshold",
                ["number": .number(petition.terms.threshold)]
            )
            return [Timeline.Entry(title: goal, state: .ahead), later("answer")]
        case .reached, .takenUp, .examination: return [later("answer")]
        default: return []
        }
    }

    private func entry(_ name: String, _ detail: HTML) -> Timeline.Entry {
        Timeline.Entry(
            title: t(MessageKey("petitions.timeline", name)),
            detail: detail,
            state: .current
        )
    }

    private func later(_ name: String) -> Timeline.Entry {
        Timeline.Entry(title: t(MessageKey("petitions.timeline", name)), state: .ahead)
    }

    private func date(_ day: CivilDate) -> HTML { Day(day, t).html }

    /// Text of several lines inside of a line.
    private static func lines(_ text: String) -> HTML {
        let parts = text.split(whereSeparator: \.isNewline).map { HTML(escaping: String($0)) }
        guard let first = parts.first else { return .empty }
        return parts.dropFirst().reduce(first) { "\($0)<br>\($1)" }
    }
}
