package import Kernel

/// Who takes messages away: a mail server, or in development a folder.
package protocol MailCarrier: Sendable {
    /// Hands one message over; what goes wrong is an answer, not an error.
    func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery

    /// Called when there is nothing more for now: connections are closed.
    func rest() async
}

/// What became of a message.
package enum Delivery: Sendable, Hashable {
    /// The server answers for it from now on.
    case taken
    /// The server could not take it now (4xx), or the mailbox is full.
    case later(Int)
    /// The server says for certain that there is no such mailbox; ``SMTPRefusal`` knows the words.
    case noSuchAddress(Int)
    /// The server will never take this message (5xx).
    case refused(Int)
    /// The server does not let us send in this sender's name.
    case senderRefused(Int)
    /// There is no server, or none that can be trusted: a sentence without an address.
    case unreachable(String)
}
