import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Storage
import Web

/// What is said when a signature was not counted, or nobody knows whether it was.
///
/// Whatever the reason, nothing of it is stored, and sending the same again will do.
extension Signatures {
    /// It could be signed, and cannot now: the page says why, and leads back.
    func closed(_ petition: Petition, _ visitor: VisitorContext) -> Reply {
        place.notice(
            Self.notice(of: petition.state(at: visitor.now)),
            about: petition,
            after: back(to: petition, visitor),
            status: .conflict,
            visitor: visitor
        )
    }

    /// What is said where it cannot be signed: that it is over, or that it is not open now.
    private static func notice(of state: PetitionState) -> String {
        state.isSignable || state == .paused ? "closedNow" : "ended"
    }

    private func back(to petition: Petition, _ visitor: VisitorContext) -> HTML {
        guard petition.isPublic else { return .empty }
        let link = ButtonLink(
            visitor.t("petitions.sign.return"),
            to: visitor.spacePath(petition.id.text)
        )
        return "<p>\(link)</p>"
    }

    /// Why it was not counted.
    func answer(_ refusal: SignRefusal, _ sending: Sending) async throws -> Reply {
        let visitor = sending.visitor
        if case .notOpen = refusal, let over = try await over(sending) { return over }
        let petition = try await petition(of: sending)
        let name: String
        let status: HTTPResponse.Status
        switch refusal {
        case .notFound: throw PageError.notFound
        case .tooYoung: (name, status) = ("young", .forbidden)
        case .ageUnknown: (name, status) = ("age", .forbidden)
        case .addressUsed: (name, status) = ("addressUsed", .conflict)
        case .already:
            let view = SignedView(
                petition: petition,
                supporter: sending.data["supporter"],
                visitor: visitor
            )
            let title = visitor.t("petitions.sign.title")
            return place.page(petition, title, view.html, status: .conflict, visitor: visitor)
        case .noTerritory: return try await again(petition, sending)
        case .notOpen(let state): (name, status) = (Self.notice(of: state), .conflict)
        }
        return place.notice(
            name,
            about: petition,
            after: back(to: petition, visitor),
            status: status,
            visitor: visitor
        )
    }

    /// The form again, with what is missing in it.
    private func again(_ petition: Petition, _ sending: Sending) async throws -> Reply {
        let (visitor, t) = (sending.visitor, sending.visitor.t)
        var typed = Typed()
        typed.refuse("territory", t("petitions.sign.territory.missing"))
        let form = SignatureForm(
            petition: petition,
            supporter: sending.data["supporter"],
            attempt: sending.attempt,
            territories: try await place.territories(for: visitor),
            territory: sending.data["territory"],
            typed: typed,
            visitor: visitor
        )
        let title = t("petitions.sign.title")
        return place.page(
            petition,
            t("form.errors.pageTitle", ["title": .text(title)]),
            form.html,
            status: .unprocessableContent,
            visitor: visitor
        )
    }

    /// The half hour is over in which somebody is known: they go to their provider once more.
    func signedOut(_ sending: Sending) async throws -> Reply {
        let visitor = sending.visitor
        if let over = try await over(sending) { return over }
        let petition = try await petition(of: sending)
        let supporter = sending.data["supporter"]
        let view = try await ways(to: petition, supporter: supporter, for: visitor)
        return place.notice(
            "over",
            about: petition,
            after: view.html,
            status: .forbidden,
            visitor: visitor
        )
    }

    private func over(_ sending: Sending) async throws -> Reply? {
        try await place.over(supporter: sending.data["supporter"], for: sending.visitor)
    }

    private func petition(of sending: Sending) async throws -> Petition {
        try await place.petition(supporter: sending.data["supporter"], for: sending.visitor)
    }

    /// The answer to a signature that the ledger did not count as far as it knows.
    func trouble(_ error: LedgerError, _ sending: Sending) -> Reply {
        switch error {
        case .full, .stopping, .expired: resend(sending, "notStored")
        case .outcomeUnknown: resend(sending, "unknown")
        }
    }

    /// One button, on a page that needs no database, that sends the same once more.
    func resend(_ sending: Sending, _ claim: String) -> Reply {
        let visitor = sending.visitor
        return petitions.host.resending(
            sending.data,
            sending.attempt,
            words: MessageKey("petitions.sign.resend", claim),
            isUnknown: claim == "unknown",
            sendingTo: visitor.spacePath(sending.id.text, "signatures"),
            typedAt: visitor.localAddress(sending.id.text, "signature"),
            for: visitor
        )
    }
}
