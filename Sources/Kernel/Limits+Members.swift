/// What the house does for members in the name of its modules.
extension Limits {
    // Notifications.
    /// Members who are told of one thing by one statement.
    package static let toldAtOnce = 500
    /// Of one value that the words about an event need.
    package static let detailCharacters = 1000
    /// Things told in one letter, one by one; what else there is of their kind is counted.
    package static let notificationsPerLetter = 15
    /// The same of what has to be told, so that nothing of it is cut.
    package static let dutiesPerLetter = 3
    /// Of all sentences of a letter together, so that it is never too long to be taken.
    package static let sentencesBytes = 20_000
    /// Of the title of one thing, in a subject and on a button.
    package static let letterTitleBytes = 150
    /// Of news of one kind that waits for one member; what comes beyond is counted and not kept.
    package static let waitingNews = 100
    /// Letters to members of one institution in one run, so that its crowd holds up no other.
    package static let notificationLetters = 500
    /// After a letter that could not be written; twice as long each time, up to a day.
    package static let failedLetterPause = Duration.seconds(60)
    /// How long what only another version of the program knows waits for that version.
    package static let unknownKindMilliseconds = 3 * Instant.millisecondsPerDay
    /// How long until it is looked at again.
    package static let unknownKindPause = Duration.seconds(600)
    /// Of one kind for one member, how many are told or counted by one letter.
    package static let notificationsTaken = 1000
    /// How many that are due are looked at together.
    package static let notificationBatch = 500
    /// Of one member, in the archive of their data.
    package static let notificationsShown = 10_000
    /// At what hour of UTC what is told once a day is told: early in the morning in Europe.
    package static let digestHour: Int64 = 5
    package static let stopTokenBytes = 400

    // Work that is queued for somebody.
    /// Unfinished pieces of one member, and of a whole institution.
    package static let workPerMember = 5
    package static let workPerTenant = 100
    package static let workShown = 100
    /// Results of one member that are kept; more push out the oldest.
    package static let workKept = 20
    package static let workInputBytes = 16 * 1024
    package static let workTextCharacters = 2000
    package static let workFileBytes = 64 * 1024 * 1024
    /// A result that is kept sealed is opened as a whole, in memory.
    package static let workSealedBytes = 8 * 1024 * 1024
    /// Results of one member in a space, together; more push out the oldest.
    package static let workBytesPerMember = 256 * 1024 * 1024
    /// What results of everybody may take together, as a part of what a space may: with more, the oldest
    /// make way.
    package static let workShare = 4
    /// Pieces at work at once, by all servers together.
    package static let workLanes = 4
    package static let workAttempts = 5
    /// How long its owner can fetch a result.
    package static let workLifeMilliseconds = 7 * Instant.millisecondsPerDay
    /// The page of somebody's work looks again after so many seconds, while something is at work.
    package static let workRefreshSeconds = 5
}
