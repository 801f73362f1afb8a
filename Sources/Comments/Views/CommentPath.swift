import Kernel
import Markup
import Web

/// Where comments are read and written.
enum CommentPath {
    static func comment(_ id: Comment.ID, _ visitor: VisitorContext) -> Path {
        visitor.spacePath("comments", id.text)
    }

    static func discussion(_ subject: Subject, _ visitor: VisitorContext) -> Path {
        visitor.spacePath("discussions", subject.kind.name, subject.id)
    }

    /// Without a language, for the language menu of a page that answers a form.
    static func address(of subject: Subject, _ visitor: VisitorContext) -> String {
        visitor.localAddress("discussions", subject.kind.name, subject.id)
    }

    static func address(of id: Comment.ID, _ rest: String..., in visitor: VisitorContext) -> String
    {
        rest.reduce(visitor.localAddress("comments", id.text)) { $0 + "/" + $1 }
    }

    /// Where anybody says what is wrong with it.
    static func report(_ id: Comment.ID, _ visitor: VisitorContext) -> Path {
        let space = visitor.space?.id ?? .site
        return visitor.path("reports", "spaces", space.description, "comment", id.text)
    }

    /// Where staff end a discussion.
    static func office(_ subject: Subject, _ visitor: VisitorContext) -> Path {
        visitor.path(
            "admin",
            "discussions",
            "spaces",
            subject.space.description,
            subject.kind.name,
            subject.id
        )
    }

    /// The page that is read, to come back to after signing in.
    static func signIn(_ visitor: VisitorContext, backTo fragment: String) -> Path {
        let here = "/" + visitor.visit.language.text + visitor.visit.localAddress + "#" + fragment
        return visitor.path("sign-in").with("next", here)
    }
}

/// What of a page is another for each reader.
enum CommentSlots {
    static let form = "comment-form"
    static let reply = "comment-reply"
    static let own = "comment-own"
    static let office = "comment-office"

    /// What tells forms apart: what they are about, or what they answer and what that is about.
    static func key(of subject: Subject, answering comment: Comment.ID? = nil) -> String {
        ([comment?.text].compactMap(\.self) + [subject.kind.name, subject.id])
            .joined(separator: "/")
    }

    /// The same read again; nil for what is no such key.
    static func place(
        _ key: String,
        isReply: Bool,
        in scope: Scope
    ) -> (subject: Subject, comment: Comment.ID?)? {
        let parts = key.split(
            separator: "/",
            maxSplits: isReply ? 2 : 1,
            omittingEmptySubsequences: false
        ).map(String.init)
        guard parts.count == (isReply ? 3 : 2) else { return nil }
        let subject = scope.subject(.init(parts[parts.count - 2]), parts[parts.count - 1])
        guard isReply else { return (subject, nil) }
        return Comment.ID(parts[0]).map { (subject, $0) }
    }
}
