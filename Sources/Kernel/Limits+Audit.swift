extension Limits {
    // What staff and operators did.
    /// Of one value, before or after: a policy of a hundred kilobytes is told by its beginning.
    package static let auditValueCharacters = 500
    /// Entries of a chain that are read at once when it is checked.
    package static let auditCheckRows = 5000
    /// What is told of a chain that somebody altered: the rest follows from these.
    package static let auditFlaws = 20
    /// Entries on one page of the back office.
    package static let auditPageLength = 50
    /// Entries of one export: whoever wants older ones says which days.
    package static let auditExportRows = 100_000
    /// Entries of an export that are read at once.
    package static let auditExportPageRows = 500
    /// Entries in the archive of one member, of what they did and of what was done to their account.
    package static let auditOwnRows = 1000

    // The back office.
    /// How near a date is of which it tells.
    package static let concernDays = 14
    /// Of one kind, in all spaces of a module together: the most pressing.
    package static let concernsOfModule = 50
}
