import Hummingbird
import Kernel
import Localization
import Markup

/// What stands before pages of members: the way to sign in and back, with nothing lost that was typed.
struct SignInDoor {
    let pages: PageBuilder

    /// Nil for what is no question of signing in.
    func reply(to error: PageError, _ request: Request, visit: Visit) async -> Reply? {
        switch error {
        case .signInRequired:
            return await reply(name: "signInRequired", ["sign-in"], request, visit)
        case .secondFactorRequired:
            return await reply(name: "secondFactorRequired", ["account", "codes"], request, visit)
        default: return nil
        }
    }

    private func reply(
        name: String,
        _ segments: [String],
        _ request: Request,
        _ visit: Visit
    ) async -> Reply {
        let language = visit.language.text
        let door = Path(segments: [language] + segments)
        if request.method == .get || request.method == .head {
            return .redirect(to: door.with("next", "/" + language + visit.localAddress))
        }
        let typed = await request.typed(visit.keptForm, visit.bodyRules) ?? .empty
        let t = visit.translator
        let title = t(MessageKey("error", name + ".title"))
        let content = ResendPage(
            title: title,
            text: t(MessageKey("error", name + ".text")),
            fields: typed.returnable,
            path: .here,
            first: ButtonLink(t(MessageKey("error", name + ".button")), to: door),
            t: t
        )
        var reply = pages.page(
            title: title,
            content: content.html,
            visit: visit,
            extras: .init(isIndexed: false)
        )
        reply.status = .forbidden
        return reply
    }
}
