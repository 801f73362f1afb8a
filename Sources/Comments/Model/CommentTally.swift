import Moderation

/// What is counted of a discussion: everything that people see, and how those stand to the subject who begin a
/// conversation.
package struct CommentTally: Sendable, Hashable {
    package var total: Int
    package var inFavour: Int
    package var against: Int
    package var neutral: Int

    package init(total: Int = 0, inFavour: Int = 0, against: Int = 0, neutral: Int = 0) {
        self.total = total
        self.inFavour = inFavour
        self.against = against
        self.neutral = neutral
    }

    /// One comment that people see.
    init(one stance: Stance?) {
        self.init(
            total: 1,
            inFavour: stance == .inFavour ? 1 : 0,
            against: stance == .against ? 1 : 0,
            neutral: stance == .neutral ? 1 : 0
        )
    }

    package subscript(stance: Stance) -> Int {
        switch stance {
        case .inFavour: inFavour
        case .against: against
        case .neutral: neutral
        }
    }

    /// Answers that people see: whatever takes no stance.
    package var replies: Int { total - inFavour - against - neutral }

    /// What a conversation adds: its beginning while that is published, and the answers that are read below it.
    init(of standing: CommentStanding) {
        self.init()
        if standing.visibility == .published { self = CommentTally(one: standing.stance) }
        if standing.showsReplies { total += standing.replies }
    }

    var isZero: Bool { self == CommentTally() }

    static func + (one: CommentTally, other: CommentTally) -> CommentTally {
        CommentTally(
            total: one.total + other.total,
            inFavour: one.inFavour + other.inFavour,
            against: one.against + other.against,
            neutral: one.neutral + other.neutral
        )
    }

    static prefix func - (tally: CommentTally) -> CommentTally {
        CommentTally(
            total: -tally.total,
            inFavour: -tally.inFavour,
            against: -tally.against,
            neutral: -tally.neutral
        )
    }
}
