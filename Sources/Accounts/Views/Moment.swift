package import Kernel
import Localization
package import Markup
package import Web

/// A day and a time of day, in words and for machines, by the institution's clocks.
package struct Moment: Component {
    private let instant: Instant
    private let visitor: VisitorContext

    package init(_ instant: Instant, _ visitor: VisitorContext) {
        self.instant = instant
        self.visitor = visitor
    }

    package var html: HTML {
        let (zone, t) = (visitor.tenant.zone, visitor.t)
        let time = zone.time(at: instant)
        return """
            <time datetime="\(instant.iso8601)">\(t.date(zone.date(at: instant))), \
            \(t.time(hour: time.hour, minute: time.minute))</time>
            """
    }
}
