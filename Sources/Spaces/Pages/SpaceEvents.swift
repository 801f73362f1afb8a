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
        guard !space.events.isEmpty else { return .empty }
        let (t, zone) = (visitor.t, visitor.tenant.zone)
        let items = space.events.reversed().map { event -> HTML in
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
        return "<section><h2>\(t("site.events"))</h2><ul>\(items)</ul></section>"
    }

    /// The day that ended then, also where that was by other clocks of the Union: half a day before is noon.
    private static func lastDay(before end: Instant, in zone: CivilZone) -> CivilDate {
        zone.date(at: end.adding(.milliseconds(-Instant.millisecondsPerDay / 2)))
    }
}
