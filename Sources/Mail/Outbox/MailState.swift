/// How far a letter has come.
enum MailState: String, Sendable, CaseIterable {
    /// To be sent, or tried again.
    case waiting
    /// A mail server has taken it.
    case sent
    /// A mail server refused it for good, for a reason that is not the address.
    case failed
    /// The address does not exist, says its server.
    case bounced
    /// It could not be sent while it was worth reading.
    case expired
}
