/// What people say about a subject.
extension Limits {
    package static let commentCharacters = 2000
    /// An emoji may be one character of many bytes.
    package static let commentBytes = 64 * 1024
    /// The form with it, in which a byte may take three.
    package static let commentFormBytes = 200 * 1024
    /// Parts of one emoji.
    package static let emojiScalars = 16
    /// Comments on one page of a discussion, and replies on the page of one comment.
    package static let commentsPerPage = 20
    /// Of each comment in a list, the first ones.
    package static let repliesShown = 3
    /// How long its author may change a comment without a trace.
    package static let commentSilentMilliseconds: Int64 = 600_000
    /// How often it may be changed later; each time what it said before stays to be read.
    package static let commentVersions = 50
    /// Of the beginning of a comment, which is its title in lists.
    package static let commentTitleCharacters = 60
    /// Discussions whose first page is kept for a second.
    package static let recentDiscussions = 200
    /// What the archive of one member holds of each space.
    package static let ownComments = 10_000
    /// Comments that an export reads at once.
    package static let commentExportRows = 500
    /// Beyond so many, an export has an end and says so.
    package static let commentExportMost = 100_000
}
