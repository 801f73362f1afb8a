import Kernel
import Localization
import Moderation
package import Notifications
import Storage

/// What authors are told of what others say.
extension Comments {
    /// Somebody answered a comment.
    package static let replied = NotificationKind(
        "comments.reply",
        title: "comments.replied.title"
    ) { told, t in
        let values: MessageValues = [
            "title": .text(told.details["about"] ?? ""), "text": .text(told.title),
        ]
        return t("comments.replied.text", values)
    }

    package static let kinds = [replied]

    /// In the transaction that publishes the answer.
    func tell(
        _ author: Member.ID,
        of reply: Comment.ID,
        about title: String,
        in transaction: inout Transaction
    ) throws {
        try notifications.tell(
            [author],
            Self.replied,
            of: transaction.scope.subject(of: reply),
            ["about": title],
            in: &transaction
        )
    }

    /// Tells whoever was answered by what people see for the first time now, all of them together.
    func tell(
        _ moves: CommentMoves,
        _ talked: Talked,
        in transaction: inout Transaction
    ) throws {
        let answers = moves.firstSeen.filter { reply in
            reply.parent.flatMap { moves.standings[$0] }?.showsReplies == true
        }
        guard !answers.isEmpty else { return }
        let cards = try talked.cards(of: answers.map(\.subject), in: &transaction)
        let scope = transaction.scope
        let news = answers.compactMap { reply -> Notifications.Each? in
            let answered = reply.parent.flatMap { moves.standings[$0] }?.author
            guard let answered, answered != reply.author else { return nil }
            return Notifications.Each(
                member: answered,
                subject: scope.subject(of: reply.id),
                details: ["about": cards[reply.subject]?.title ?? ""]
            )
        }
        try notifications.tell(news, Self.replied, in: &transaction)
    }
}
