package import Audit
import Jobs
import Kernel
import Localization
package import Notifications

extension Moderation {
    /// Whoever has something to tell about a decision notes here when.
    static let letters = Agenda("moderation.letters", of: .institution)
    /// What ends by itself: hidings, links, words that are kept for a while.
    static let upkeep = Agenda("moderation.upkeep", of: .institution)
    /// What waits, told to moderators in the morning.
    static let digests = Agenda("moderation.digest", of: .institution)

    /// Lets what is to be told leave at once instead of in a few seconds; call it when it is durable.
    package func wake() { bell.wake(Self.letters.job) }

    /// When moderators are told what waits, the next time.
    static func nextMorning(after now: Instant) -> Instant {
        let hour = Limits.digestHour * Instant.millisecondsPerHour
        let days = Instant(milliseconds: now.milliseconds - hour).utcDay + 1
        return Instant(milliseconds: Int64(days) * Instant.millisecondsPerDay + hour)
    }

    /// What moderators are told by mail.
    package static let kinds: [NotificationKind] = [digest]

    /// How much waits in a space, once a day while something does.
    package static let digest = NotificationKind(
        "moderation.digest",
        title: "moderation.digest.title"
    ) { told, t in
        let open = told.details["open"].flatMap(Int.init) ?? 0
        let breached = told.details["breached"].flatMap(Int.init) ?? 0
        let space = MessageValue.text(told.title)
        let waiting = t("moderation.digest.open", ["space": space, "count": .number(open)])
        guard breached > 0 else { return waiting }
        return waiting + " " + t("moderation.digest.breached", ["count": .number(breached)])
    }

    /// What of it stands in the audit, each with words at `audit.action`.
    package static let auditActions: [AuditAction] = [
        "case-opened", "case-decided", "decision-undone", "appeal-decided", "rule-set",
        "rule-removed", "template-set", "template-removed",
    ]
}
