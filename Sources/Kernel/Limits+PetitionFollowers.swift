/// People who are told by email how a petition fares, and what is shown of petitions.
extension Limits {
    /// Of one network within an hour, how many ask and have not confirmed.
    package static let followersPerNetwork = 20
    /// How long somebody who asked has to confirm.
    package static let followerMilliseconds = Instant.millisecondsPerDay
    package static let followerTokenBytes = 400
    /// Emails that one transaction writes, and one run of the job for a space.
    package static let followerLetters = 50
    package static let followerLettersPerRun = 2000
    /// Events of one petition that one email tells one by one.
    package static let followerEvents = 10
    /// Petitions of one answer to a program, and of one table.
    package static let petitionsListed = 50
    package static let petitionsInTable = 10_000
}
