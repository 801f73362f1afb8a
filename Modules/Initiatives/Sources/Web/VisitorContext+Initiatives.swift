import Kernel
import Localization
import Markup
import Web

extension VisitorContext {
    /// What the list of initiatives is called: as the space is, where somebody has named it.
    var listTitle: String { space?.ownTitle(t) ?? t("initiatives.list.title") }

    /// Whether an initiative can be signed here now: it collects, and its space is open for that.
    func canSign(_ initiative: some Staged) -> Bool {
        initiative.state(at: now).isSignable && space?.opens(Initiatives.sign, at: now) == true
    }

    /// How far an initiative is, as a tag: one that collects while its space lets nobody sign says that.
    func stateTag(of initiative: some Staged) -> Tag {
        let state = initiative.state(at: now)
        guard state.isSignable, !canSign(initiative) else { return state.tag(t) }
        return Tag(t("initiatives.state.elsewhere"), kind: .neutral)
    }
}
