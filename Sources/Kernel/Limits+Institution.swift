/// What an institution says and shows of itself, and sees in the back office.
extension Limits {
    /// Institutions of which servers forget something at one look; of more, they forget everything of all.
    package static let tenantsForgotten = 200
    /// In how many languages it speaks.
    package static let tenantLanguages = 30
    /// Of one legal page.
    package static let legalVersions = 200
    /// Of those that its spaces give, as many as a home page shows.
    package static let homeFigures = 3
    /// What it says there, in one language.
    package static let homeTextBytes = 10 * 1024
    /// The latest letters that the back office lists.
    package static let mailTraces = 50
    /// Names of hosts that are looked up at once.
    package static let nameLookups = 16
}
