package import Accounts
import Kernel
import Localization
import Moderation
import Storage
import Text

/// What is kept of members: what they said, and what that said before.
extension Comments {
    /// Of one space: the house asks in each of them.
    package var ownData: PersonalDataSource {
        PersonalDataSource(
            id: "comments",
            remainder: "comments.remainder",
            collect: { try collect($0, in: &$1) },
            erase: { try erase($0, in: &$1) }
        )
    }

    private func collect(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let comments = try CommentStore.all(of: member, in: &transaction)
        guard !comments.isEmpty else { return [] }
        let changed = comments.filter { $0.versions > 0 }.map(\.id)
        let versions = try CommentStore.versions(of: changed, in: &transaction)
        let kept = comments.map { OwnComment($0, versions[$0.id] ?? []) }
        return [("comments", try ReadableJSON.bytes(of: kept))]
    }

    /// What was said stays, without a name; what nobody else has seen yet goes.
    private func erase(_ member: Member.ID, in transaction: inout Transaction) throws {
        let unseen = try CommentStore.awaiting(of: member, in: &transaction)
        for id in unseen {
            try moderation.withdrawn(transaction.scope.subject(of: id), in: &transaction)
        }
        let subjects = try CommentStore.subjects(of: unseen, in: &transaction)
        _ = try CommentStore.hold(subjects, in: &transaction)
        var moves = CommentMoves(try CommentStore.standings(of: unseen, in: &transaction))
        for id in unseen { moves.move(id, to: .withdrawn) }
        try CommentStore.write(moves, in: &transaction)
        try CommentStore.empty(unseen, in: &transaction)
        try CommentStore.forget(member, in: &transaction)
        try CommentStore.forgetPace(of: member, in: &transaction)
    }
}

/// A comment as its author finds it among their own data; its names are part of what is promised.
private struct OwnComment: Encodable {
    struct Version: Encodable {
        let text: String
        let writtenAt: String
    }

    let id: String
    let about: String
    let answers: String?
    let stance: String?
    let text: String
    let visibility: String
    let writtenAt: String
    let editedAt: String?
    let earlier: [Version]

    init(_ comment: Comment, _ versions: [CommentVersion]) {
        id = comment.id.text
        about = comment.subject.description
        answers = comment.parent?.text
        stance = comment.stance?.rawValue
        text = comment.text
        visibility = comment.visibility.rawValue
        writtenAt = comment.writtenAt.iso8601
        editedAt = comment.editedAt?.iso8601
        earlier = versions.map { Version(text: $0.text, writtenAt: $0.writtenAt.iso8601) }
    }
}
