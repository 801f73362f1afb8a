import Kernel
import Localization
import Web

/// What somebody reads who has posted as many comments as they can for now.
enum CommentLimit {
    /// Until when they wait, and how many there can be.
    static func sentence(_ until: Instant, _ visitor: VisitorContext) -> String {
        let (zone, t) = (visitor.tenant.zone, visitor.t)
        let pace = CommentPace(visitor.space?.settings ?? SettingValues())
        let clock = zone.time(at: until)
        return t(
            "comments.error.tooMany",
            [
                "date": .date(zone.date(at: until)),
                "time": .text(t.time(hour: clock.hour, minute: clock.minute)),
                "hour": .number(pace.perHour),
                "day": .number(pace.perDay),
            ]
        )
    }
}

extension CommentFields {
    /// The same with that sentence beside what was typed; nil when nothing was refused for that reason.
    ///
    /// The form comes back as it was, so that its button is pressed once more later and nothing is copied.
    func limited(
        by outcome: Result<WrittenComment, CommentRefusal>,
        _ visitor: VisitorContext
    ) -> CommentFields? {
        guard case .failure(.tooMany(let until)) = outcome else { return nil }
        var limited = self
        limited.typed.refuse("comment", CommentLimit.sentence(until, visitor))
        return limited
    }
}
