import Accounts
import Kernel
import Localization
import Markup
import Moderation
import Text
import Web

/// One comment by itself: what it answers, what answers it, and where somebody answers.
struct CommentPage: Component {
    let view: CommentView
    let card: SubjectCard
    /// A form that came back, in the place of the one that is there for everybody.
    var form: HTML?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var comment: Comment { view.placed.comment }
    private var isOpen: Bool {
        Comments.isOpen(in: visitor.space) && !view.isClosed && beginning.visibility == .published
    }
    /// What began the conversation.
    private var beginning: Comment { view.placed.parent ?? comment }

    var title: String {
        let name = view.voices.authors[comment.author].name(t)
        return t("comments.one.title", ["name": .text(name), "title": .text(card.title)])
    }

    var html: HTML {
        """
        <div class="discussion reading">
        \(CommentCrumbs(
            to: card.title, subjectPath, discussion: discussion, current: crumb, visitor))\
        <h1>\(crumb)</h1>
        \(answered, when: view.placed.parent != nil)\
        <div class="comment comment-alone" id="comment-\(comment.id.text)">\(item(comment))</div>
        \(replies, when: !view.page.items.isEmpty)\(turning)\
        \(entry, when: isOpen)</div>
        """
    }

    private var subjectPath: Path {
        card.path.reduce(visitor.spacePath()) { $0.appending($1) }
    }

    private var discussion: Path { CommentPath.discussion(comment.subject, visitor) }

    private var crumb: String {
        t(view.placed.parent == nil ? "comments.one.comment" : "comments.one.reply")
    }

    private func item(_ comment: Comment) -> CommentItem {
        CommentItem(comment: comment, voices: view.voices, isOpen: isOpen, visitor: visitor)
    }

    private var answered: HTML {
        """
        <h2>\(t("comments.one.answers"))</h2>
        <div class="comment comment-alone">\(item(beginning))</div>
        <h2>\(t("comments.one.reply"))</h2>
        """
    }

    private var replies: HTML {
        let items = view.page.items.map { reply -> HTML in
            """
            <li class="comment" id="comment-\(reply.id.text)">\(item(reply))</li>

            """
        }
        return """
            <h2>\(t("comments.replies.count", ["count": .number(comment.replies)]))</h2>
            <ol class="comments comment-replies">\(items)</ol>
            """
    }

    private var turning: Pagination {
        let path = CommentPath.comment(comment.id, visitor)
        return Pagination(
            previous: view.page.previous.map { $0.page == 1 ? path : path.with("after", $0.text) },
            next: view.page.next.map { path.with("after", $0.text) },
            previousLabel: t("list.previous"),
            t: t
        )
    }

    /// An answer to an answer goes to what began the conversation.
    private var entry: HTML {
        let link = ButtonLink(
            t("comments.signIn"),
            to: CommentPath.signIn(visitor, backTo: "reply"),
            kind: .secondary
        )
        let key = CommentSlots.key(of: comment.subject, answering: comment.id)
        let slot = visitor.slot(CommentSlots.reply, of: key, content: "<p>\(link)</p>")
        return """
            <section id="reply"><h2>\(t("comments.form.reply.title"))</h2>
            \(form ?? slot.html)</section>
            """
    }
}

/// One's own comment that others do not see: why, and what can be done.
struct OwnCommentPage: Component {
    let view: CommentView
    let card: SubjectCard
    /// By when somebody looks at what waits.
    let promised: Instant
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var comment: Comment { view.placed.comment }

    var title: String { t("comments.own.title") }

    var html: HTML {
        let text = CommentProse(comment.text, in: comment.language, on: visitor.visit.language)
        let subjectPath = card.path.reduce(visitor.spacePath()) { $0.appending($1) }
        return """
            <div class="discussion reading">
            \(CommentCrumbs(
                to: card.title, subjectPath,
                discussion: CommentPath.discussion(comment.subject, visitor),
                current: title, visitor))<h1>\(title)</h1>
            \(notice)
            <div class="comment comment-alone">\(text)</div>
            <p>\(links)</p></div>
            """
    }

    private var notice: Notice {
        switch comment.visibility {
        case .awaiting:
            let moment = Moment(promised, visitor).html
            return Notice(
                .information,
                title: t("comments.own.awaiting.title"),
                content: "<p>\(t.markup("comments.own.awaiting.text", ["moment": moment]))</p>"
            )
        case .withdrawn:
            return Notice(.information, title: t("comments.own.withdrawn"))
        case .hidden, .published:
            // What is published and not seen answers something that is hidden.
            let isOwn = comment.visibility == .hidden
            let link: HTML = """
                <a href="\(url: visitor.path("account", "moderation"))">\(t("comments.own.decisions"))</a>
                """
            return Notice(
                .warning,
                title: t(isOwn ? "comments.own.hidden" : "comments.own.above"),
                content: isOwn ? "<p>\(link)</p>" : .empty
            )
        }
    }

    private var links: HTML {
        guard comment.visibility != .withdrawn else { return .empty }
        return OwnLinks(comment.id, canChange: Comments.canChange(comment), visitor).html
    }
}

/// What authors can do with a comment.
struct OwnLinks: Component {
    private let id: Comment.ID
    private let canChange: Bool
    private let visitor: VisitorContext

    init(_ id: Comment.ID, canChange: Bool, _ visitor: VisitorContext) {
        self.id = id
        self.canChange = canChange
        self.visitor = visitor
    }

    var html: HTML {
        let path = CommentPath.comment(id, visitor)
        let change = ButtonLink(
            visitor.t("comments.change.action"),
            to: path.appending("text"),
            kind: .quiet
        )
        let withdraw = ButtonLink(
            visitor.t("comments.withdraw.action"),
            to: path.appending("withdrawal"),
            kind: .quiet
        )
        let isOpen = canChange && Comments.isOpen(in: visitor.space)
        return "\(change.html, when: isOpen)\(withdraw)"
    }
}
