extension Limits {
    // The texts of a petition, in characters as people see them.
    package static let petitionTitleCharacters = 150
    package static let petitionBodyCharacters = 10_000
    package static let petitionReasonCharacters = 5000
    package static let petitionNoteCharacters = 5000

    // What belongs to a petition.
    package static let petitionFiles = 2
    package static let petitionFileBytes = 10 * 1024 * 1024
    package static let petitionEventsShown = 200
    package static let petitionNotesShown = 200
    package static let petitionVersionsShown = 50
    /// Drafts and petitions on their way that one member has at a time.
    package static let petitionsPerAuthor = 20

    // What an institution sets of petitions in one space.
    package static let petitionChoices = 200
    package static let petitionThresholds = 20

    /// How long the link of an email works by which a signature is confirmed or taken back.
    package static let signatureLinkMilliseconds = Instant.millisecondsPerDay
    /// Of such a link, in characters of base 32.
    package static let signatureLinkBytes = 1000
    /// How long it is kept from which network and domain a signature by email came.
    package static let signatureTraceMilliseconds = Instant.millisecondsPerDay
    /// Petitions of which a job looks at counters and rows in one transaction.
    package static let petitionsChecked = 50
}
