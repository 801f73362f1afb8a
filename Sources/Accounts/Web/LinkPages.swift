import Hummingbird
import Localization
import Markup
import Web

/// What links of letters lead to: what will happen and to whose account, with a button; or the news that
/// the link is over.
///
/// Opening a link changes nothing: programs that look into mail open links as well.
struct LinkPages {
    let desk: AccountDesk

    func button(
        _ group: MessageGroup,
        about note: Accounts.LinkNote,
        action: Path,
        fields: HTML = .empty,
        typed: Typed = Typed(),
        kind: ButtonKind = .primary,
        values: MessageValues = [:],
        rest: HTML = .empty,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t(group["title"])
        let page = FormPage(
            title: title,
            lead: t(group["text"], values),
            problems: typed.list,
            action: action,
            fields: "\(LinkDetails(note: note, visitor: visitor))\(fields)",
            button: t(group["button"]),
            kind: kind,
            rest: rest,
            t: t
        )
        return desk.page(
            title,
            page.html,
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            visitor
        )
    }

    func over(again: Path, _ visitor: VisitorContext) -> Reply {
        desk.message(MessageGroup("accounts.link.over"), button: again, status: .gone, visitor)
    }
}
