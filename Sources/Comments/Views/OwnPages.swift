import Accounts
import Kernel
import Localization
import Markup
import Moderation
import Web

/// Where somebody changes what they have said, and reads whether that leaves a trace.
struct ChangePage: Component {
    let comment: Comment
    let card: SubjectCard
    let visitor: VisitorContext
    var text: String
    var typed = Typed()

    init(comment: Comment, card: SubjectCard, visitor: VisitorContext) {
        self.comment = comment
        self.card = card
        self.visitor = visitor
        text = comment.text
    }

    private var t: Translator { visitor.t }

    var title: String { t("comments.change.title") }

    var html: HTML {
        let path = CommentPath.comment(comment.id, visitor)
        let isSilent = comment.visibility == .awaiting || comment.isFresh(at: visitor.now)
        let frame = FieldFrame(
            name: "comment",
            label: t("comments.form.label"),
            hint: "\(t("comments.form.hint"))",
            problem: typed.problem("comment")
        )
        let field = TextArea(
            frame,
            value: text,
            maximum: Limits.commentCharacters,
            isRequired: true,
            t: t
        )
        return """
            <div class="discussion reading">
            \(OwnCrumbs(comment, card, current: title, visitor))\
            \(ErrorSummary(problems: typed.list, t: t))<h1>\(title)</h1>
            <p>\(t(isSilent ? "comments.change.silent" : "comments.change.kept"))</p>
            <form class="comment-form" method="post" action="\(url: path.appending("text"))" novalidate>
            \(field)<p>\(Button(t("comments.change.button"))) \
            \(ButtonLink(t("comments.cancel"), to: path, kind: .quiet))</p></form></div>
            """
    }
}

/// The question whether somebody takes back what they have said.
struct WithdrawalPage: Component {
    let comment: Comment
    let card: SubjectCard
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var title: String { t("comments.withdraw.title") }

    var html: HTML {
        let path = CommentPath.comment(comment.id, visitor)
        let text = CommentProse(comment.text, in: comment.language, on: visitor.visit.language)
        return """
            <div class="discussion reading">
            \(OwnCrumbs(comment, card, current: title, visitor))<h1>\(title)</h1>
            <p>\(t("comments.withdraw.text"))</p>
            <div class="comment comment-alone">\(text)</div>
            <form method="post" action="\(url: path.appending("withdrawal"))">
            <p>\(Button(t("comments.withdraw.button"), kind: .danger)) \
            \(ButtonLink(t("comments.cancel"), to: path, kind: .quiet))</p></form></div>
            """
    }
}

/// What a comment said, the latest first.
struct VersionsPage: Component {
    let comment: Comment
    let author: Author
    let versions: [CommentVersion]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var title: String { t("comments.versions.title", ["name": .text(author.name(t))]) }

    var html: HTML {
        let path = CommentPath.comment(comment.id, visitor)
        let items = versions.map { version in item(version.text, version.writtenAt) }
        return """
            <div class="discussion reading"><h1>\(title)</h1>
            <p><a href="\(url: path)">\(t("comments.versions.back"))</a></p>
            <h2>\(t("comments.versions.now"))</h2>
            <ol class="comments">\(item(comment.text, comment.editedAt ?? comment.writtenAt))</ol>
            <h2>\(t("comments.versions.before"))</h2>
            <ol class="comments" reversed>\(items)</ol></div>
            """
    }

    private func item(_ text: String, _ instant: Instant) -> HTML {
        let prose = CommentProse(text, in: comment.language, on: visitor.visit.language)
        return """
            <li class="comment"><p class="comment-head">\(Moment(instant, visitor))</p>\(prose)</li>

            """
    }
}

/// Why nothing was written, with what was typed: it is not lost.
struct RefusedComment: Component {
    private let refusal: CommentRefusal
    private let text: String
    private let back: Path
    private let visitor: VisitorContext

    init(_ refusal: CommentRefusal, _ text: String, back: Path, _ visitor: VisitorContext) {
        self.refusal = refusal
        self.text = text
        self.back = back
        self.visitor = visitor
    }

    private var t: Translator { visitor.t }

    var title: String {
        switch refusal {
        case .gone: t("comments.refused.gone.title")
        case .closed: t("comments.refused.closed.title")
        case .suspended: t("comments.refused.suspended.title")
        case .tooOften: t("comments.refused.tooOften.title")
        case .tooMany: t("comments.refused.tooMany.title")
        }
    }

    var html: HTML {
        """
        <div class="discussion reading"><h1>\(title)</h1>
        \(reason)
        <h2>\(t("comments.refused.typed"))</h2>
        <div class="comment comment-alone">\(CommentProse(text, in: nil, on: visitor.visit.language))</div>
        <p>\(ButtonLink(t("comments.refused.back"), to: back, kind: .secondary))</p></div>
        """
    }

    private var reason: HTML {
        switch refusal {
        case .gone: return "<p>\(t("comments.refused.gone.text"))</p>"
        case .closed: return "<p>\(t("comments.refused.closed.text"))</p>"
        case .tooOften: return "<p>\(t("comments.refused.tooOften.text"))</p>"
        case .tooMany(let until): return "<p>\(CommentLimit.sentence(until, visitor))</p>"
        case .suspended(let until):
            let own = visitor.path("account", "moderation")
            let link: HTML = """
                <a href="\(url: own)">\(t("comments.own.decisions"))</a>
                """
            guard let until else {
                return "<p>\(t("comments.refused.suspended.open"))</p><p>\(link)</p>"
            }
            let moment = Moment(until, visitor).html
            return """
                <p>\(t.markup("comments.refused.suspended.until", ["moment": moment]))</p><p>\(link)</p>
                """
        }
    }
}

/// The way back from one's own pages.
private struct OwnCrumbs: Component {
    private let crumbs: CommentCrumbs

    init(
        _ comment: Comment,
        _ card: SubjectCard,
        current: String,
        _ visitor: VisitorContext
    ) {
        crumbs = CommentCrumbs(
            to: card.title,
            card.path.reduce(visitor.spacePath()) { $0.appending($1) },
            discussion: CommentPath.discussion(comment.subject, visitor),
            current: current,
            visitor
        )
    }

    var html: HTML { crumbs.html }
}
