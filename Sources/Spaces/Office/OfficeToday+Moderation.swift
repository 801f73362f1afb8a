import Kernel
import Localization
import Markup
import Moderation
import Web

extension OfficeToday {
    /// Promises that are broken, cases and appeals that wait, for whoever moderates anywhere.
    func ofModeration(_ staff: StaffContext) async throws -> [Concern] {
        guard staff.membership.session.allowsAnywhere(Moderation.permission) else { return [] }
        let desk = host.moderation.desk(host.directory(of: Array(modules.values)))
        let counts = try await desk.counts(for: Moderator(staff))
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let queue = visitor.path("admin", "moderation")
        var concerns: [Concern] = []
        if counts.breached > 0 {
            let text = t("moderation.concern.breached", ["count": .number(counts.breached)])
            let link = NavigationLink(
                path: queue.with("late", "yes"),
                label: t("moderation.concern.decide")
            )
            concerns.append(Concern(.late, text, link: link))
        }
        if counts.open > counts.breached {
            let open = MessageValue.number(counts.open - counts.breached)
            let text = t("moderation.concern.open", ["count": open])
            let link = NavigationLink(path: queue, label: t("moderation.concern.decide"))
            concerns.append(Concern(.open, text, link: link))
        }
        if counts.appeals > 0 {
            let text = t("moderation.concern.appeals", ["count": .number(counts.appeals)])
            let link = NavigationLink(
                path: queue.appending("appeals"),
                label: t("moderation.concern.answer")
            )
            concerns.append(Concern(.open, text, link: link))
        }
        return concerns
    }
}
