import Kernel
import Moderation

/// How a comment stands before its readers: all that counts and lists depend on.
struct CommentStanding: Sendable, Hashable {
    let id: Comment.ID
    let subject: Subject
    let parent: Comment.ID?
    let stance: Stance?
    let author: Member.ID?
    var visibility: Visibility
    /// How many answers are published.
    var replies: Int
    /// Whether it was ever published: whoever it answers is told once.
    var wasPublished: Bool

    var showsReplies: Bool { visibility == .published || visibility == .withdrawn }

    /// Whether lists have it: published, or the place that somebody left above answers of others.
    var isListed: Bool {
        visibility == .published || visibility == .withdrawn && parent == nil && replies > 0
    }
}

/// What changes when comments go from one visibility to another, worked out before anything is written.
///
/// A comment that is hidden takes its answers out of what people see, and they come back with it; one that its
/// author took back leaves them.
struct CommentMoves: Sendable {
    /// Those that are moved and those above them, by their ids, as they stand.
    private(set) var standings: [Comment.ID: CommentStanding]
    /// What each discussion counts more or less.
    private(set) var tallies: [Subject: CommentTally] = [:]
    private(set) var changed: Set<Comment.ID> = []
    /// What is seen for the first time and answers somebody.
    private(set) var firstSeen: [CommentStanding] = []

    init(_ standings: [CommentStanding]) {
        self.standings = Dictionary(standings.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Moves one; nothing when it is not there, or stands so already.
    ///
    /// What its author took back stays that way.
    mutating func move(_ id: Comment.ID, to visibility: Visibility) {
        guard var moved = standings[id], moved.visibility != visibility,
            moved.visibility != .withdrawn
        else { return }
        let before = moved
        moved.visibility = visibility
        let isFirst = visibility == .published && !moved.wasPublished
        if visibility == .published { moved.wasPublished = true }
        changed.insert(id)
        guard let parent = moved.parent else {
            count(CommentTally(of: moved) + -CommentTally(of: before), in: moved.subject)
            standings[id] = moved
            return
        }
        standings[id] = moved
        let step = (visibility == .published ? 1 : 0) - (before.visibility == .published ? 1 : 0)
        if isFirst { firstSeen.append(moved) }
        guard step != 0, var above = standings[parent] else { return }
        let aboveBefore = above
        above.replies += step
        standings[parent] = above
        changed.insert(parent)
        count(CommentTally(of: above) + -CommentTally(of: aboveBefore), in: moved.subject)
    }

    private mutating func count(_ tally: CommentTally, in subject: Subject) {
        let sum = tallies[subject, default: CommentTally()] + tally
        tallies[subject] = sum.isZero ? nil : sum
    }
}
