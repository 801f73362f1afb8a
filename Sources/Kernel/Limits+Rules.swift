/// What an institution may change of the rules of its spaces.
extension Limits {
    /// Decisions about the rules of one space, those that others have replaced included.
    package static let rulesPerSpace = 200
    /// The same in rows, one for each name.
    package static let ruleRowsPerSpace = rulesPerSpace * tenantLanguages
    /// Changes of rules of a space that the home page shows: the latest.
    package static let ruleEvents = 5
    /// What a step or a state is called.
    package static let ruleNameCharacters = 80
    /// On how many days before a deadline staff are told.
    package static let alertsPerDeadline = 3
    /// What of one state one look at its deadlines takes.
    package static let dueAtOnce = 100
    /// How often it is looked whether a deadline comes near.
    package static let alertSeconds: Int64 = 3600
}
