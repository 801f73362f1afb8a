import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// What is said when a statement could not be counted, or nobody knows whether it was.
///
/// Whatever the reason, nothing that was typed is lost, and sending the same again will do.
extension Statements {
    /// What may be claimed.
    enum Claim: String {
        /// Proven: it was not written.
        case notStored
        /// It may be counted or not.
        case unknown
    }

    /// The answer to a statement that the ledger did not count as far as it knows.
    func trouble(
        _ error: LedgerError,
        _ sending: Sending,
        _ memberState: MemberState,
        _ form: StatementForm?
    ) async throws -> Reply {
        switch error {
        case .full, .stopping:
            let seconds = error == .full ? 2 : 10
            return try await busy(memberState, form, seconds: seconds, visitor: sending.visitor)
        case .expired:
            guard form != nil else { throw PageError.unavailable(seconds: 10) }
            return resend(sending, .notStored)
        case .outcomeUnknown:
            // A browser that seals has kept its form, and what it sent.
            guard form != nil else { throw PageError.outcomeUnknown }
            return resend(sending, .unknown)
        }
    }

    /// Nothing was stored: the form again.
    func busy(
        _ memberState: MemberState,
        _ form: StatementForm?,
        seconds: Int,
        visitor: VisitorContext
    ) async throws -> Reply {
        guard let form else { throw PageError.unavailable(seconds: seconds) }
        let t = visitor.t
        let notice = Notice(
            .error,
            title: t("initiatives.sign.busy.title"),
            content: "<p>\(t("initiatives.sign.busy.text"))</p>"
        )
        var reply = try await again(
            memberState,
            form,
            problems: StatementProblems(),
            notice: notice.html,
            status: .serviceUnavailable,
            visitor: visitor
        )
        reply.headers[.retryAfter] = String(seconds)
        return reply
    }

    /// What was typed, on a page that needs no database, to be sent again.
    func resend(_ sending: Sending, _ claim: Claim) -> Reply {
        let visitor = sending.visitor
        return initiatives.host.resending(
            sending.data,
            sending.attempt,
            words: MessageKey("initiatives.resend", claim.rawValue),
            isUnknown: claim == .unknown,
            sendingTo: visitor.spacePath(sending.id.text, "statements"),
            typedAt: visitor.localAddress(sending.id.text),
            for: visitor
        )
    }
}
