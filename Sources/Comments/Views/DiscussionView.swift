import Kernel
import Localization
import Markup
import Text
import Web

/// What stands above the comments about a subject, on whatever page: how many, how they stand to it, and
/// where somebody writes.
struct DiscussionHead: Component {
    let discussion: Discussion
    let isOpen: Bool
    /// The part of the page to which somebody comes back who signs in first.
    let fragment: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML { "\(tally, when: discussion.tally.total > 0)\(entry)" }

    private var tally: HTML {
        let counts = Stance.allCases.map { stance -> HTML in
            let count = discussion.tally[stance]
            let words = t(
                MessageKey("comments.tally", stance.rawValue),
                ["count": .number(count)]
            )
            return "<li>\(words)</li>"
        }
        // Answers take no stance: with them, all together are what the heading says.
        let replies = discussion.tally.replies
        let words = t("comments.replies.count", ["count": .number(replies)])
        let answers: HTML = "<li>\(words)</li>"
        return """
            <ul class="comment-tally" aria-label="\(t("comments.tally.label"))">\(counts)\
            \(answers, when: replies > 0)</ul>
            """
    }

    /// The form, for whoever is signed in; visitors find the way to it.
    private var entry: HTML {
        guard isOpen else {
            let office = visitor.slot(
                CommentSlots.office,
                of: CommentSlots.key(of: discussion.subject),
                content: ""
            )
            return "<p class=\"meta\">\(t("comments.closed"))</p>\(office)"
        }
        let key = CommentSlots.key(of: discussion.subject)
        return visitor.slot(CommentSlots.form, of: key, content: signIn).html
    }

    private var signIn: HTML {
        let link = ButtonLink(
            t("comments.signIn"),
            to: CommentPath.signIn(visitor, backTo: fragment),
            kind: .secondary
        )
        return "<p>\(link)</p>"
    }
}

/// What people say, on the page of what they speak of.
struct DiscussionSection: Component {
    let discussion: Discussion
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var isOpen: Bool { Comments.isOpen(in: visitor.space) && !discussion.isClosed }

    var html: HTML {
        let page = discussion.page
        let list = CommentList(
            conversations: page.items,
            voices: discussion.voices,
            isOpen: isOpen,
            visitor: visitor
        )
        let head = DiscussionHead(
            discussion: discussion,
            isOpen: isOpen,
            fragment: "comments",
            visitor: visitor
        )
        return """
            <section class="discussion" id="comments">
            <h2>\(discussion.heading(t))</h2>
            \(head)\(list.html, when: !page.items.isEmpty)\(all, when: page.next != nil)
            </section>
            """
    }

    private var all: HTML {
        """
        <p class="comment-more"><a href="\(url: CommentPath.discussion(discussion.subject, visitor))">\
        \(t("comments.all"))</a></p>
        """
    }
}

/// All that people say about a subject, page by page, in the order that a reader chooses.
struct DiscussionView: Component {
    let discussion: Discussion
    /// What it is about.
    let title: String
    let subjectPath: Path
    let visit: CommentVisit
    /// A form that came back, in the place of the one that is there for everybody.
    var form: HTML?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var isOpen: Bool { Comments.isOpen(in: visitor.space) && !discussion.isClosed }
    private var path: Path { CommentPath.discussion(discussion.subject, visitor) }

    /// Of the page: what it is about stands in the way back, right above the heading.
    var pageTitle: String {
        t("comments.page.title", ["title": .text(title)])
    }

    var html: HTML {
        let page = discussion.page
        let list = CommentList(
            conversations: page.items,
            voices: discussion.voices,
            isOpen: isOpen,
            visitor: visitor
        )
        let nothing = EmptyState(
            title: t("comments.none.title"),
            text: t(isOpen ? "comments.none.open" : "comments.none.closed")
        )
        let turning = Pagination(
            previous: page.previous.map { visit.path(of: path, at: $0) },
            next: page.next.map { visit.path(of: path, at: $0) },
            previousLabel: t("list.previous"),
            t: t
        )
        return """
            <div class="discussion reading">
            \(CommentCrumbs(to: title, subjectPath, current: t("comments.title"), visitor))\
            <h1>\(discussion.heading(t))</h1><p class="print-only">\(title)</p>
            \(entry)\(orders, when: page.items.count > 1 || page.number > 1)
            \(list.html, when: !page.items.isEmpty)\(nothing.html, when: page.items.isEmpty)
            \(turning)</div>
            """
    }

    private var entry: HTML {
        form
            ?? DiscussionHead(
                discussion: discussion,
                isOpen: isOpen,
                fragment: "main",
                visitor: visitor
            ).html
    }

    private var orders: HTML {
        Choices(
            label: t("comments.order.label"),
            choices: CommentVisit.Order.allCases.map { order in
                Choices.Choice(
                    NavigationLink(
                        path: CommentVisit(order: order).path(of: path),
                        label: t(MessageKey("comments.order", order.rawValue)),
                        isCurrent: order == visit.order
                    )
                )
            }
        ).html
    }
}

extension Discussion {
    /// How much is said.
    func heading(_ t: Translator) -> String {
        tally.total == 0
            ? t("comments.title") : t("comments.count", ["count": .number(tally.total)])
    }
}

/// The way back: the space, what it is about, and perhaps all that is said of it.
struct CommentCrumbs: Component {
    private let breadcrumb: Breadcrumb

    init(
        to title: String,
        _ subjectPath: Path,
        discussion: Path? = nil,
        current: String,
        _ visitor: VisitorContext
    ) {
        let t = visitor.t
        let space = visitor.space.map { space in
            NavigationLink(path: visitor.spacePath(), label: space.title(t))
        }
        let subject = NavigationLink(path: subjectPath, label: title)
        let all = discussion.map { NavigationLink(path: $0, label: t("comments.title")) }
        breadcrumb = Breadcrumb(
            above: [space, subject, all].compactMap(\.self),
            current: current,
            t: t
        )
    }

    var html: HTML { breadcrumb.html }
}
