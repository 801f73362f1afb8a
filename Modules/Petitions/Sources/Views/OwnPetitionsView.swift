import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Text
import Web

/// What somebody has written here, the newest first, and the way to begin another one.
struct OwnPetitionsView: Component {
    let page: OwnPetitions
    /// Whether petitions are begun now.
    let isOpen: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { visitor.spacePath("mine") }

    var html: HTML {
        let list = page.items.isEmpty ? none : some
        let more: HTML = "<p>\(begin)</p>"
        return """
            \(removed, when: visitor.visit.query["done"] == "removed")\(list)\
            \(more, when: isOpen && !page.items.isEmpty)
            """
    }

    private var removed: HTML { Notice(.success, title: t("petitions.mine.done.removed")).html }

    private var begin: ButtonLink {
        ButtonLink(t("petitions.mine.begin.button"), to: visitor.spacePath("mine", "title"))
    }

    private var none: HTML {
        let text: MessageKey =
            isOpen ? "petitions.mine.none.text" : "petitions.mine.none.closed"
        return EmptyState(
            title: t("petitions.mine.none.title"),
            text: t(text),
            action: isOpen ? begin.html : .empty
        ).html
    }

    private var some: HTML {
        let turning = Pagination(
            previous: page.previous.map(path),
            next: page.next.map(path),
            previousLabel: t("list.previous"),
            t: t
        )
        return "<ul class=\"own-list\">\(page.items.map(item))</ul>\(turning)"
    }

    private func path(_ cursor: ListCursor) -> Path {
        cursor.page == 1 ? list : list.with("after", cursor.text)
    }

    private func item(_ own: OwnPetition) -> HTML {
        let path = AuthorDesk.path(own.id, in: visitor)
        let name: HTML =
            own.title.isEmpty
            ? "\(t("petitions.mine.number", ["number": .number(own.id.number)]))"
            : "<span lang=\"\(own.language)\" dir=\"auto\">\(own.title)</span>"
        return """
            <li><p class="tags">\(own.state(at: visitor.now).tag(t))</p>
            <a href="\(url: path)">\(name)</a>
            <p class="meta">\(since(own))\(due(own))</p></li>

            """
    }

    private func since(_ own: OwnPetition) -> HTML {
        t.markup("petitions.mine.since", ["date": Moment(own.stageSince, visitor).html])
    }

    /// By when something happens, where that is known.
    private func due(_ own: OwnPetition) -> HTML {
        let state = own.state(at: visitor.now)
        let closesAt = state.isSignable ? own.closesAt : nil
        guard let due = closesAt ?? own.dueAt else { return .empty }
        let words = t.markup("petitions.mine.until", ["date": Moment(due, visitor).html])
        return " · \(words)"
    }
}
