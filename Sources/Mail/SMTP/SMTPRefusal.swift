/// A server's no: at which command, and in what words.
struct SMTPRefusal: Sendable {
    /// What the server had been told last.
    enum Stage: Sendable {
        /// MAIL: who sends.
        case sender
        /// RCPT: to whom.
        case recipient
        /// DATA and what follows it.
        case content
    }

    let stage: Stage
    /// 400 to 599.
    let code: Int
    /// The lines of the answer, without their codes.
    let lines: [String]

    /// What follows from it.
    ///
    /// A server has one code, 550, for a mailbox that there is not, one that it does not open to us and a
    /// policy (RFC 5321 §4.2.3), so only what it says more precisely can tell that an address is gone.
    /// What it writes for people is not read: it comes in all languages and means little.
    var delivery: Delivery {
        guard code >= 500 else { return .later(code) }
        if stage == .sender { return .senderRefused(code) }
        // An answer that contradicts itself, as `550 4.2.2`, is no certainty of anything.
        guard let status = EnhancedStatus(in: lines), status.kind == 5 else { return unsaid }
        switch (status.subject, status.detail) {
        // 5.1.1: there is no such mailbox. 5.1.6: it has moved, and nobody says where. 5.1.10: its domain
        // declares that it takes no mail at all (RFC 7505), and Microsoft's word for 5.1.1.
        //
        // Not 5.1.2, that there is no such domain: it is our own server that says so, by what it finds
        // today, and a domain that was not paid for is back tomorrow. Not 5.1.0, 5.1.3 and 5.4.1, which
        // servers say for many reasons; nor 5.2.1: a mailbox that is closed may be opened again.
        case (1, 1), (1, 6), (1, 10): return .noSuchAddress(code)
        // Servers that check the sender late: it does not exist, or its domain does not (5.1.7, 5.1.8).
        case (1, 7), (1, 8): return .senderRefused(code)
        // A full mailbox is "persistent transient" whatever the first digit says (RFC 3463 §3.3).
        case (2, 2): return .later(code)
        default: return .refused(code)
        }
    }

    /// What the code alone tells.
    private var unsaid: Delivery {
        switch (stage, code) {
        // The domain takes no mail (RFC 7504).
        case (.recipient, 556): .noSuchAddress(code)
        // Too much in the mailbox, or for it: to be read as 452 (RFC 5321 §4.5.3.1.10).
        case (.recipient, 552): .later(code)
        default: .refused(code)
        }
    }
}
