import Accounts
package import Kernel
import Localization
package import Markup
package import Web

/// What was done about a space and everybody may know, the newest first.
package struct SpaceEvents: Component {
    private let space: Space
    private let visitor: VisitorContext

    package init(of space: Space, _ visitor: VisitorContext) {
        self.space = space
        self.visitor = visitor
    }

    package var html: HTML {
        let events = space.events.map { Line(at: $0.at, item: item($0)) }
        guard !events.isEmpty || !changes.isEmpty else { return .empty }
        let items = (events + changes).sorted { $0.at > $1.at }.map(\.item)
        return "<section><h2>\(visitor.t("site.events"))</h2><ul>\(items)</ul></section>"
    }

    private func item(_ event: SpaceEvent) -> HTML {
        let (t, zone) = (visitor.t, visitor.tenant.zone)
        let values: MessageValues = [
            "phase": .text(event.phase),
            "before": .text(t.date(Self.lastDay(before: event.closedAt, in: zone))),
            "after": .text(t.date(Self.lastDay(before: event.closesAt, in: zone))),
        ]
        return """
            <li>\(Moment(event.at, visitor)): \(t("site.event.extended", values)) \
            <q>\(event.reason)</q></li>
            """
    }

    /// Rules that were changed, each with the way to what holds since; the latest of them.
    private var changes: [Line] {
        space.rules.filter(\.isPublic).suffix(Limits.ruleEvents).map { rule in
            let path = visitor.path(space.slug, "rules", "changes", String(rule.number))
            let item: HTML = """
                <li>\(Moment(rule.at, visitor)): \
                <a href="\(url: path)">\(visitor.t("site.event.rules"))</a> \
                <q>\(rule.reason)</q></li>
                """
            return Line(at: rule.at, item: item)
        }
    }

    private struct Line {
        let at: Instant
        let item: HTML
    }

    /// The day that ended then, also where that was by other clocks of the Union: half a day before is noon.
    private static func lastDay(before end: Instant, in zone: CivilZone) -> CivilDate {
        zone.date(at: end.adding(.milliseconds(-Instant.millisecondsPerDay / 2)))
    }
}
