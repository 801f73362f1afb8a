package import Accounts
package import Kernel
package import Text

/// A page of what people say about a subject.
package struct Discussion: Sendable {
    /// A comment, and the first that answer it.
    package struct Conversation: Sendable, Hashable {
        package let comment: Comment
        package let replies: [Comment]
    }

    package let subject: Subject
    package let tally: CommentTally
    /// Whether nothing can be added any more.
    package let isClosed: Bool
    package let page: ListPage<Conversation>
    package let voices: CommentVoices
}

/// Who wrote the comments of a page, and what readers are told beside some of them.
package struct CommentVoices: Sendable {
    package let authors: Authors
    package let labels: [Comment.ID: [String]]

    static let none = CommentVoices(authors: .nobody, labels: [:])
}

/// One comment, with what it answers and a page of what answers it.
package struct CommentView: Sendable {
    package let placed: PlacedComment
    package let isClosed: Bool
    package let page: ListPage<Comment>
    package let voices: CommentVoices
}

/// What a discussion counts, and whether it goes on.
struct CommentThread: Sendable {
    let tally: CommentTally
    let isClosed: Bool

    /// Of what nobody has said anything about.
    static let empty = CommentThread(tally: CommentTally(), isClosed: false)
}

/// What a comment said before its author changed it.
package struct CommentVersion: Sendable, Hashable {
    /// From 1, the oldest.
    package let number: Int
    package let text: String
    package let writtenAt: Instant
}
