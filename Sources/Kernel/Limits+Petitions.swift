extension Limits {
    // The texts of a petition, in characters as people see them.
    package static let petitionTitleCharacters = 150
    /// Of the same, what emoji of several signs are made of.
    package static let petitionTitleScalars = 1500
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
    /// How many things about petitions the data of one member holds of each kind.
    package static let petitionThingsOfMember = 10_000
    /// Within which time the same draft begun twice is one: a form that was sent twice.
    package static let petitionTwiceMilliseconds: Int64 = 60_000
    /// Of all petitions of one author, what an archive of their data holds.
    package static let petitionsOfAuthor = 1000
    /// What is about the same, while somebody writes.
    package static let petitionsSimilar = 5
    /// The form of a step, in which a byte of the text may take three.
    package static let petitionFormBytes = 512 * 1024

    // What an institution sets of petitions in one space.
    package static let petitionChoices = 200
    package static let petitionThresholds = 20

    /// How long the link of an email works by which a signature is confirmed or taken back.
    package static let signatureLinkMilliseconds = Instant.millisecondsPerDay
    /// Of such a link, in characters of base 32.
    package static let signatureLinkBytes = 1000
    /// How long it is kept from which network, and by email from which domain, a signature came.
    package static let signatureTraceMilliseconds = Instant.millisecondsPerDay
    /// How long after its end a collection is closed by the job: longer than a signature waits that came in time.
    package static let petitionGraceMilliseconds: Int64 = 60_000
    /// Petitions of which a job looks at counters and rows in one transaction.
    package static let petitionsChecked = 50

    // The office.
    /// Petitions with one tag that are listed.
    package static let petitionsTagged = 200
    /// Rules of one petition by which signatures were to be kept out.
    package static let petitionInvalidations = 100
    /// Signatures that one rule may find; with more, whoever proposes it has to say less.
    package static let petitionInvalidated = 50_000
    /// The latest signatures among which networks and domains are counted, and how many of these are shown.
    package static let petitionTracesCounted = 20_000
    package static let petitionSourcesShown = 20
    /// From how many signatures on an email's domain is told of: a domain can be one person's.
    package static let petitionDomainLeast = 5
    /// Of what an institution calls a choice or a threshold.
    package static let petitionChoiceCharacters = 100
    /// Petitions that one request moves when a legislature ends: another goes on.
    package static let petitionsMoved = 200
    /// Petitions whose days an export reads at once.
    package static let petitionDaysExported = 20
    /// Of the name of a legislature.
    package static let legislatureCharacters = 60
}
