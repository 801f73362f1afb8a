@testable import Mail

/// What servers answer, as postmasters' forums and the programs' sources have it, without addresses.
struct RealAnswer: Sendable, Encodable, CustomStringConvertible {
    var stage = "recipient"
    /// As it goes over the wire, its lines ended by `\n`.
    let text: String
    let meaning: Meaning

    /// What follows from it.
    enum Meaning: String, Sendable, Encodable {
        case gone
        case later
        case refused
        case senderRefused
    }

    var description: String { text }

    var code: Int { Int(text.prefix(3)) ?? 0 }

    var expected: Delivery {
        switch meaning {
        case .gone: .noSuchAddress(code)
        case .later: .later(code)
        case .refused: .refused(code)
        case .senderRefused: .senderRefused(code)
        }
    }

    static let all: [RealAnswer] =
        gone.map { RealAnswer(text: $0, meaning: .gone) }
        + full.map { RealAnswer(text: $0, meaning: .later) }
        + refused.map { RealAnswer(text: $0, meaning: .refused) }
        + sender.map { RealAnswer(text: $0, meaning: .senderRefused) }
        + afterContent

    private static let gone = [
        // Postfix
        "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in local recipient table",
        "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in virtual mailbox table",
        "550 5.1.6 <x@example.org>: Recipient address rejected: User has moved",
        // Sendmail
        "550 5.1.1 <x@example.org>... User unknown",
        // Gmail
        """
        550-5.1.1 The email account that you tried to reach does not exist. Please try
        550-5.1.1 double-checking the recipient's email address for typos or
        550-5.1.1 unnecessary spaces. For more information, go to
        550 5.1.1  https://support.example/mail/?p=NoSuchUser a1-20020a0 - gsmtp
        """,
        // Exchange Online
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        // qmail and vpopmail
        "550 sorry, no mailbox here by that name (#5.1.1)",
        "553 sorry, no such user here (#5.1.1 - chkuser)",
        // A domain that declares that it takes no mail (RFC 7504, RFC 7505)
        "556 5.1.10 <x@example.org>: Recipient address rejected: Domain does not accept mail (nullMX)",
        "556 this domain does not accept mail",
    ]

    private static let full = [
        "452 4.2.2 The email account that you tried to reach is over quota",
        "552 5.2.2 The email account that you tried to reach is over quota and inactive",
        "550 5.2.2 <x@example.org>: user is overquota",
        "554 5.2.2 mailbox full",
        "552 Mailbox exceeds storage allocation",
        "522 5.2.2 Requested mail action aborted: exceeded storage allocation",
        // Greylisting and other patience
        "450 4.2.0 <x@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example",
        "451 4.7.1 Greylisting in action, please come back later",
        "450 4.1.1 <x@example.org>: unverified address: Address verification in progress",
        "451 4.3.2 Please try again later",
        "421 4.7.0 Our system has detected an unusual rate of unsolicited mail",
        "450 4.1.2 <x@example.org>: Recipient address rejected: Domain not found",
    ]

    private static let refused = [
        // Codes that say no more than "no"
        "550 No such user here",
        "550 User unknown",
        "550 Requested action not taken: mailbox unavailable",
        "550 Unrouteable address",
        """
        550-Requested action not taken: mailbox unavailable
        550 invalid DNS MX or A/AAAA resource record
        """,
        "551 User not local; please try another server",
        "553 Requested action not taken: mailbox name not allowed",
        "554 delivery error: This user doesn't have an account",
        "554 Transaction failed",
        // Listings and policies
        "550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using zen.example",
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example",
        "554 5.7.1 <x@example.org>: Relay access denied",
        "550 5.7.1 <x@example.org>: Recipient address rejected: Access denied",
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550 5.7.26 SPF",
        "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.1]",
        "550 5.7.0 Local policy violation",
        "550 sorry, your mail was administratively denied (#5.7.1)",
        // Exchange Online says it of unknown recipients and of much else
        "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
        "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).",
        // Somewhere between there and not there
        "550 5.2.1 The email account that you tried to reach is disabled.",
        "550 5.2.1 <x@example.org>: mailbox temporarily disabled",
        "550 5.1.0 <x@example.org>: Recipient address rejected",
        "501 5.1.3 Bad recipient address syntax",
        "550 5.1.2 <x@example.org>: Recipient address rejected: Domain not found",
        "550 5.4.4 Unable to route: domain lookup failed",
        "554 5.4.6 Hop count exceeded - possible mail loop",
        "552 5.3.4 Message size exceeds fixed limit",
        "550 5.3.0 <x@example.org>... No such user",
        // What contradicts itself, or only looks like a status
        "550 4.1.1 Mailbox unknown for now",
        "550 2.1.5 Ok",
        "550 5.1.1.1 Something",
        "550 5.1.1234 Something",
        "550 5.1 Something",
        "550 Error 5.1.1",
        "550 192.0.2.1 is listed",
    ]

    private static let sender = [
        "550 5.1.8 <s@example.org>: Sender address rejected: Domain not found",
        "550 5.1.7 <s@example.org>: Sender address rejected: User unknown in local recipient table",
    ]

    private static let afterContent = [
        RealAnswer(stage: "content", text: "550 5.1.1 User unknown", meaning: .gone),
        RealAnswer(
            stage: "content",
            text: "550-5.1.1 The account\n550 5.1.1 does not exist",
            meaning: .gone
        ),
        RealAnswer(stage: "content", text: "552 5.2.2 Over quota", meaning: .later),
        RealAnswer(
            stage: "content",
            text: "552 Message exceeds fixed maximum message size",
            meaning: .refused
        ),
        RealAnswer(stage: "content", text: "554 5.7.1 Spam message rejected", meaning: .refused),
        RealAnswer(stage: "content", text: "556 5.3.0 Something", meaning: .refused),
        RealAnswer(stage: "content", text: "451 4.7.1 Greylisted", meaning: .later),
    ]
}
