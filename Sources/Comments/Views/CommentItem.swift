import Accounts
import Kernel
import Localization
import Markup
import Moderation
import Web

/// One comment as lists and its own page show it: who, when, how it stands to the subject, what it says, and
/// what can be done with it.
struct CommentItem: Component {
    let comment: Comment
    let voices: CommentVoices
    /// Whether something can be added.
    let isOpen: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var author: Author { voices.authors[comment.author] }
    private var path: Path { CommentPath.comment(comment.id, visitor) }

    /// Its contents; what stands around it is the list's.
    var html: HTML {
        guard comment.visibility != .withdrawn else {
            return "<p class=\"meta\">\(t("comments.withdrawn"))</p>"
        }
        let text = CommentProse(
            comment.text,
            in: comment.language,
            on: visitor.visit.language
        )
        return """
            <p class="comment-head"><strong>\(author.html(t))</strong> \
            <a class="comment-time" href="\(url: path)">\(Moment(comment.writtenAt, visitor))</a>\
            \(stance)\(changed)</p>
            \(labels)\(text)
            <p class="comment-ways">\(ways)</p>
            """
    }

    private var stance: HTML {
        guard let stance = comment.stance else { return .empty }
        let kind: Tag.Kind =
            switch stance {
            case .inFavour: .open
            case .against: .upcoming
            case .neutral: .neutral
            }
        return " \(Tag(t(MessageKey("comments.stance", stance.rawValue)), kind: kind))"
    }

    private var changed: HTML {
        guard comment.versions > 0 else { return .empty }
        return """
             <a href="\(url: path.appending("versions"))">\(t("comments.changed"))</a>
            """
    }

    private var labels: [HTML] {
        (voices.labels[comment.id] ?? []).map { label in
            """
            <p class="comment-label">\(label)</p>
            """
        }
    }

    private var ways: HTML {
        let name = author.name(t)
        let reply = ButtonLink(
            t("comments.reply"),
            of: name,
            to: path.fragment("reply"),
            kind: .quiet
        )
        let report = ButtonLink(
            t("comments.report"),
            of: name,
            to: CommentPath.report(comment.id, visitor),
            kind: .quiet
        )
        let own = visitor.slot(CommentSlots.own, of: comment.id.text, content: "")
        return "\(reply.html, when: isOpen)\(report)\(own)"
    }
}

/// Comments below each other, each with the first that answer it.
struct CommentList: Component {
    let conversations: [Discussion.Conversation]
    let voices: CommentVoices
    let isOpen: Bool
    let visitor: VisitorContext

    var html: HTML { "<ol class=\"comments\">\(conversations.map(conversation))</ol>" }

    private func conversation(_ conversation: Discussion.Conversation) -> HTML {
        let comment = conversation.comment
        let isTold = comment.visibility == .published
        let replies = conversation.replies.map { item($0, isOpen: isOpen && isTold) }
        let all: HTML = """
            <p class="comment-more"><a href="\(url: CommentPath.comment(comment.id, visitor))">\
            \(visitor.t("comments.replies.all", ["count": .number(comment.replies)]))</a></p>
            """
        let below: HTML = """
            <ol class="comments comment-replies">\(replies)</ol>\
            \(all, when: comment.replies > replies.count)
            """
        return """
            <li class="comment" id="comment-\(comment.id.text)">\
            \(contents(comment, isOpen: isOpen))\(below, when: !replies.isEmpty)</li>

            """
    }

    private func item(_ comment: Comment, isOpen: Bool) -> HTML {
        """
        <li class="comment" id="comment-\(comment.id.text)">\(contents(comment, isOpen: isOpen))</li>

        """
    }

    private func contents(_ comment: Comment, isOpen: Bool) -> CommentItem {
        CommentItem(comment: comment, voices: voices, isOpen: isOpen, visitor: visitor)
    }
}
