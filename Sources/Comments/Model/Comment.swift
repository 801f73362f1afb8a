package import Kernel
package import Moderation

/// What a member says about a subject, or in answer to somebody who did.
package struct Comment: Sendable, Hashable {
    /// Names it in its space.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package let text: String

        /// Nil for a text that cannot name one.
        package init?(_ text: some StringProtocol) {
            guard Identifier.isValid(text) else { return nil }
            self.text = String(text)
        }

        init(at now: Instant, random: Random) {
            text = Identifier.make(at: now, random: random)
        }

        package var description: String { text }
    }

    package let id: ID
    /// What it is about.
    package let subject: Subject
    /// The order in which it came among all about its subject.
    package let place: Int
    /// The comment that it answers; nil when it begins a conversation.
    package let parent: ID?
    /// Nil in an answer.
    package let stance: Stance?
    package let text: String
    /// Of the page on which it was written.
    package let language: LanguageTag?
    /// Nil once they have left.
    package let author: Member.ID?
    package let visibility: Visibility
    /// How many answers people see, when they see it.
    package let replies: Int
    /// How many earlier texts are kept for everybody.
    package let versions: Int
    package let writtenAt: Instant
    /// When its author changed what people had read already.
    package let editedAt: Instant?

    /// Whether what answers it can be read: not under what nobody sees, but under what its author took back.
    package var showsReplies: Bool { visibility == .published || visibility == .withdrawn }

    /// As lists call what has no title: its beginning, on one line.
    package var title: String {
        guard !text.isEmpty else { return "…" }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let start = line.prefix(Limits.commentTitleCharacters)
        return start.endIndex == line.endIndex ? line : start + "…"
    }

    /// Whether its author may still change it without a trace.
    func isFresh(at now: Instant) -> Bool {
        writtenAt.distance(to: now) < Limits.commentSilentMilliseconds
    }
}

/// A comment, with the one that it answers.
package struct PlacedComment: Sendable, Hashable {
    package let comment: Comment
    /// Nil when it answers none.
    package let parent: Comment?

    /// Whether people read it: what answers something hidden is hidden with it.
    package var isVisible: Bool {
        comment.visibility == .published && parent?.showsReplies != false
    }
}

/// How somebody stands to what a comment is about.
package enum Stance: String, Sendable, Hashable, CaseIterable {
    case inFavour = "for"
    case against
    case neutral
}

extension Subject.Kind {
    package static let comment: Subject.Kind = "comment"
}

extension Scope {
    /// A comment of the space in which something is done.
    package func subject(of id: Comment.ID) -> Subject { subject(.comment, id.text) }
}
