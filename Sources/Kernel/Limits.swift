/// A limit on everything, in one place.
///
/// Sizes are in bytes of UTF-8 unless a name says otherwise.
package enum Limits {
    // What one request may bring.
    package static let bodyBytes = 64 * 1024
    package static let formFields = 64
    /// The lines before one part of a form with files.
    package static let partHeadBytes = 4096
    /// Of a file that is too large: how much is read and thrown away, so that its sender is told.
    package static let discardedFileBytes = 32 * 1024 * 1024
    package static let pathBytes = 2048
    package static let queryBytes = 2048
    /// How long a page may be worked on before the connection answers in its place.
    package static let answerMilliseconds: Int64 = 30_000

    // What people type, in characters as they see them.
    package static let nameCharacters = 200
    package static let numberCharacters = 40
    package static let addressCharacters = 200
    package static let postalCodeCharacters = 16
    /// A receipt with all its hyphens.
    package static let receiptCharacters = 64
    package static let searchCharacters = 100
    package static let searchWords = 6

    // Who somebody is.
    /// What a server accepts as one address between the angle brackets (RFC 5321, erratum 1690).
    package static let emailBytes = 254
    package static let emailLocalBytes = 64
    package static let passwordBytes = 1024
    package static let passwordScalars = 10...200
    package static let recoveryCodes = 10
    /// What is read of a code that somebody types, with spaces and hyphens.
    package static let typedCodeBytes = 64
    /// The longest text in a QR code, so that phones read it from a screen.
    package static let qrCodeBytes = 1000

    /// Passwords hashed at once: each takes 32 MiB and a core.
    package static let hashingLanes = 2
    /// Passwords that wait for their turn; with more, whoever comes is asked to come again.
    package static let hashingQueue = 32
    package static let hashingWait = Duration.seconds(5)

    /// Pictures for other sites that are kept once they are drawn, at some twenty kilobytes each.
    package static let drawnPictures = 256

    // Search.
    /// How many of those that hold the words are ranked and listed: the best.
    package static let searchMatches = 500
    /// From so many letters on, the last word may be the beginning of one.
    package static let searchBeginning = 3
    /// From so many letters on, one of a word may be wrong.
    package static let searchForgiven = 4
    /// Up to so many: what is longer is no word that somebody types.
    package static let searchForgivenMost = 24
    /// How many words may stand in for one that nothing holds.
    package static let searchForms = 8
    /// How many words with the same half are compared with one.
    package static let searchCompared = 500
    /// Of one word, what is indexed.
    package static let searchWordLetters = 60
    /// Of one text, how many different words are indexed.
    package static let searchTextWords = 20_000

    // Lists.
    package static let pageLength = 12
    package static let pagesDeep = 1000
    /// Of the name of a row, in the address of a page.
    package static let listIDBytes = 60
    /// On a home page: what can be done now, and of what comes or was.
    package static let homeOpen = 6
    package static let homeOthers = 3

    // Intake: what waits, and what one transaction takes.
    package static let ledgerQueue = 4096
    package static let ledgerBatch = 512
    /// Entries that a rule finds, as many as one transaction puts into an anomaly.
    package static let ledgerFound = 5000
    /// What one correction may change a count by.
    package static let ledgerCorrection = 1_000_000_000
    /// Where the numbers of what is kept uncounted begin: no item ever counts so many.
    package static let ledgerAlternates = 1 << 40
    /// How long a section shows its earlier count when something comes to it: whoever watches it then sees
    /// one person among those of a whole minute.
    package static let ledgerShown: Int64 = 60_000
    /// The same for a section to which a crowd comes, and what makes a crowd: more than one network may
    /// send for nothing.
    package static let ledgerShownCrowd: Int64 = 1000
    package static let ledgerCrowd = 100
    /// Entries of a day before its hours are counted: who comes then has company.
    package static let ledgerCompany = 100
    package static let ledgerPayloadBytes = 8 * 1024
    /// How long after its form had arrived an entry may still be written.
    package static let ledgerWait = Duration.seconds(15)
    /// How long after that its sender hears something: before the connection's own patience ends.
    package static let ledgerAnswer = Duration.seconds(25)
    /// How long after the closing somebody may ask by the same form whether it was counted.
    package static let resendMilliseconds: Int64 = 600_000

    /// Items whose keys and dates are kept in memory while they are signed.
    package static let signableItems = 4096

    /// Keys of sections that an item's key has made and keeps: member states, and room.
    package static let keptSectionKeys = 64

    /// How many things one statement reads anew beside the one that is due, and for how many readers who ask
    /// at once.
    package static let readsAlong = 1000
    /// Whole initiatives with all that a page shows.
    package static let recentPages = 1000

    // Reading: what is kept of built pages.
    package static let cachedPages = 2048
    package static let cachedPagesBytes = 32 * 1024 * 1024
    package static let fragmentBytes = 16 * 1024 * 1024
    package static let cacheFreshMilliseconds: Int64 = 1000
    /// How many sessions that wrote in the last second are remembered.
    package static let recentWriters = 10_000
    /// How long an old page may stand in while the database is away.
    package static let cacheStaleMilliseconds: Int64 = 3_600_000

    /// Networks whose writes are counted at once; with more, counting starts anew.
    package static let limitedNetworks = 200_000

    // Languages and tenants.
    package static let tenants = 10_000
    package static let spacesPerTenant = 50
    package static let phasesPerSpace = 30
    package static let excerptCharacters = 300
    /// Of the way of one subject, on a page.
    package static let stepsShown = 100
    package static let settingsPerSpace = 100
    package static let eventsPerSpace = 100
    package static let pictureBytes = 512 * 1024
    package static let linkBytes = 500
    package static let institutionNameCharacters = 120
    package static let purposeCharacters = 300
    /// Names, purposes and what the logo says of an institution, in all of its languages.
    package static let textsPerTenant = 90

    // Files that people send.
    /// What one row of the database holds of a file.
    package static let filePartBytes = 256 * 1024
    /// Of all files of a space together, where nobody has set another quota.
    package static let fileQuotaBytes = 2 * 1024 * 1024 * 1024
    /// Files of one person that belong to nothing yet; more push out the oldest.
    package static let waitingFiles = 10
    /// What such files of everybody may take together, as a part of what a space may: with more, the
    /// oldest make way.
    package static let waitingShare = 4
    /// How long a file that has just arrived makes way for none: a form may be on its way with it.
    package static let freshFileMilliseconds: Int64 = 60_000
    /// How long a file that belongs to nothing is kept.
    package static let waitingFileMilliseconds = Instant.millisecondsPerDay
    /// Files that are removed in one transaction.
    package static let removedFiles = 20
    /// Files that one thing can have.
    package static let filesPerSubject = 50
    package static let fileNameCharacters = 100
    package static let fileNameBytes = 180
    /// Files that come in at once, each in a temporary file of the disk.
    package static let receivedFiles = 24
    /// Of these, how many one person sends.
    package static let receivedFilesPerPerson = 4
    /// Files that wait to be made anew, one after another; with more, whoever comes is asked to come
    /// again.
    package static let renewedFiles = 16
    /// How long all files of a form together may wait for that and take: with what is written of them,
    /// less than the page may.
    package static let renewalTime = Duration.seconds(24)
    /// With less time than that left no document is begun.
    package static let shortestRenewal = Duration.seconds(4)
    /// How long one PDF may take by any clock, and of the processor.
    package static let documentSeconds = 16
    package static let documentProcessorSeconds = 12
    /// How much memory it may take beside what the program itself needs.
    package static let documentMemoryBytes = 512 * 1024 * 1024
    /// How long it may become; twice as much as any field takes.
    package static let writtenDocumentBytes = 128 * 1024 * 1024
    /// Dictionaries, lists and values that a PDF may be made of.
    package static let documentParts = 2_000_000
    package static let pictureSide = 12_000
    package static let picturePixels = 50_000_000
    /// What the pixels of a PNG come to once they are expanded.
    package static let expandedPictureBytes = 160 * 1024 * 1024

    // Accounts.
    package static let sessionsPerMember = 100
    package static let rolesPerMember = 200
    package static let consentsPerMember = 100
    package static let staff = 2000
    /// Roles for single things that one page lists.
    package static let thingRolesPageLength = 50
    /// Single things that one statement names.
    package static let subjectsAtOnce = 500
    package static let roleChanges = 200
    package static let openInvitations = 200
    package static let providersPerTenant = 20
    /// How often the staff of one institution may let the server ask a provider.
    package static let providerTrialsPerHour = 60
    /// Single things that Today lists for somebody who works on them.
    package static let todaySubjects = 20
    /// Codes that one sign-in may try; after so many wrong ones at an account its owner is told.
    package static let codeAttempts = 5
    /// How long a browser or a network in which somebody signed in stays known.
    package static let familiarMilliseconds = 90 * Instant.millisecondsPerDay
    package static let slugBytes = 60
    package static let memberNameCharacters = 100
    /// Authors of a page that one statement names.
    package static let authorsAtOnce = 500
    /// Facts of one member, each proved by each provider.
    package static let factsPerMember = 500

    // Jobs.
    package static let jobs = 1000
    package static let jobTextCharacters = 300
    package static let jobPollMilliseconds: Int64 = 1000
    /// For how long a job that has begun is not begun again by whoever wakes it.
    package static let jobRestMilliseconds: Int64 = 250
    /// How long after a kill another process may begin the job anew.
    package static let jobLeaseMilliseconds: Int64 = 30_000
    /// The longest pause after a failure.
    package static let jobPauseMilliseconds: Int64 = 3_600_000
    /// Places with something to do that one run of a job takes.
    package static let agendaEntries = 10_000
    /// Longer than any transaction lasts by any clock that may be believed.
    package static let agendaMarginMilliseconds: Int64 = 600_000
    /// How late a job may be before `doctor` says so.
    package static let jobOverdueMilliseconds: Int64 = 900_000

    // Clocks.
    /// How far the clocks of servers may be apart; what lies further ahead was dated by a clock that was
    /// wrong.
    package static let clockToleranceMilliseconds: Int64 = 60_000

    // Mail.
    package static let letterBytes = 32 * 1024
    package static let letterSubjectBytes = 1000
    /// To one address, for each cause: what anybody can ask for, each by itself, what members cause, and
    /// what its owner does.
    package static let lettersPerHour = 10
    /// Of these, what one network can ask for.
    package static let lettersPerNetwork = 5
    /// Further ones that tell one address of the same thing become one letter at the end of the hour.
    package static let equalWarningsPerHour = 3
    /// How long a letter waits at most.
    package static let letterMilliseconds = Instant.millisecondsPerDay
    /// How many letters of an institution are taken from the outbox at once.
    package static let mailBatch = 10
    /// How many letters are on their way to the mail server at once, each on a connection of its own.
    package static let mailLanes = 8
    /// After how long the postman lets the next run go on: before its own is over.
    package static let mailRunMilliseconds: Int64 = 240_000
    /// On the page of development.
    package static let shownMails = 200
    /// How long a letter is held while its batch is sent.
    package static let mailHoldMilliseconds: Int64 = 120_000
    /// How long nothing is sent to an address that does not exist.
    package static let suspensionDays = 30
    package static let suspensionMilliseconds = Int64(suspensionDays) * Instant.millisecondsPerDay
    /// How long it is known of a letter that it was sent, or why not.
    package static let mailTraceMilliseconds = 7 * Instant.millisecondsPerDay

    // Discovery.
    package static let publicPages = 20_000
    package static let sitemapPages = 1000
    package static let sitemapLinks = 30_000
    package static let feedEntries = 50

    // Identity providers: what they may send, and how long what they publish is believed.
    package static let providerAnswerBytes = 256 * 1024
    package static let providerTokenBytes = 32 * 1024
    package static let providerKeys = 100
    package static let providers = 10_000
    package static let claimBytes = 1000
    /// Of a sealed cookie: browsers keep four kilobytes of each (RFC 6265, section 6.1).
    package static let cookieBytes = 4000
    /// From leaving for the provider to coming back.
    package static let signInAttemptMilliseconds: Int64 = 600_000
    /// Sign-ins that one browser has under way at once.
    package static let departures = 4
    /// Of the address to which somebody wants to go after one.
    package static let departureNextBytes = 500
    /// How long a provider's token is kept for its sign-out: longer than sessions at providers last.
    package static let farewellMilliseconds = Instant.millisecondsPerDay / 2
    package static let providerFreshMilliseconds: Int64 = 3_600_000
    /// How long what was published stands in while the provider is away.
    package static let providerStaleMilliseconds: Int64 = 86_400_000
    /// Between two questions that a failure or an unknown key makes necessary.
    package static let providerPauseMilliseconds: Int64 = 30_000

    /// Codes and tokens of the fictitious provider, of which development needs a few.
    package static let fictitiousGrants = 1000

    // Delivery.
    package static let deliveryPageRows = 2000
    package static let deliveryLineBytes = 64 * 1024
}
