import Kernel
import Localization
import Markup

/// A day and a time of day, in words and for machines; clocks of Brussels and Paris.
struct Moment: Component {
    private let instant: Instant
    private let t: Translator

    init(_ instant: Instant, _ t: Translator) {
        self.instant = instant
        self.t = t
    }

    var html: HTML {
        let zone = CivilZone.brussels
        let time = zone.time(at: instant)
        return """
            <time datetime="\(instant.iso8601)">\(t.date(zone.date(at: instant))), \
            \(t.time(hour: time.hour, minute: time.minute))</time>
            """
    }
}
