extension Limits {
    // Moderation: what people and moderators write, in characters.
    package static let reportCharacters = 2000
    package static let reasonReferenceCharacters = 500
    package static let reasonExplanationCharacters = 2000
    package static let factsCharacters = 5000
    package static let appealCharacters = 5000
    package static let labelCharacters = 200
    /// Of a template or a rule.
    package static let moderationNameCharacters = 100

    // What is kept, and looked at together.
    /// Cases that are decided together, and subjects of which something is asked at once.
    package static let moderationBatch = 500
    package static let queueLength = 25
    /// Reports of one case that are kept with their words; more are counted.
    package static let reportsKept = 1000
    /// Of these, how many one screen shows.
    package static let reportsShown = 50
    package static let earlierCasesShown = 20
    package static let flagsPerCase = 20
    package static let labelsPerSubject = 5
    package static let decisionsPerSubject = 50
    package static let templatesPerTenant = 100
    package static let rulesPerTenant = 50
    package static let phrasesPerRule = 200
    /// Of all phrases of a rule together.
    package static let phrasesBytes = 4000
    package static let suspensionsShown = 500
    package static let ownModerationShown = 100
    /// Contributions of one author that rules count.
    package static let contributionsCounted = 1000
    /// Hidden texts with one mark in common that a new text is compared with.
    package static let shapesPerMark = 200
    /// Rows that are forgotten by one statement.
    package static let moderationForgotten = 1000
    /// Reports of visitors from one network within an hour.
    package static let reportsPerNetwork = 20
    /// The same of somebody who is signed in.
    package static let reportsPerPerson = 60
    /// Statements of reasons in one export.
    package static let exportedDecisions = 100_000
    /// Months that the transparency page tells of.
    package static let moderationMonths = 24

    // How long.
    package static let claimMilliseconds: Int64 = 900_000
    /// Six months, whichever they are, and what is left of the day on which they end.
    package static let appealMilliseconds = 185 * Instant.millisecondsPerDay
    package static let undoMilliseconds = Instant.millisecondsPerDay
    /// After a case is closed, how long reports keep their words and addresses.
    package static let reportLifeMilliseconds = 185 * Instant.millisecondsPerDay
    /// How long the shape of a hidden text is compared with new ones.
    package static let shapeLifeMilliseconds = 365 * Instant.millisecondsPerDay
    /// Of the end of a decision or suspension, at most.
    package static let restrictionDays = 3650
    /// Emails about decisions that one run of the job writes for an institution.
    package static let decisionLetters = 500
}
