import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Storage
import Web

/// What the links of emails lead to: a page with one button each.
extension SignatureConfirmations {
    /// The page on which a signature is confirmed.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let opened = try await opened(.confirmation, visitor)
        guard let link = opened.link else { return over(opened.petition, visitor) }
        return question("confirm", opened.petition, "confirmations", link.token, visitor)
    }

    /// The page on which a signature is taken back.
    func ask(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let opened = try await opened(.withdrawal, visitor)
        guard let link = opened.link else { return over(opened.petition, visitor) }
        return question("back", opened.petition, "withdrawals", link.token, visitor)
    }

    private func question(
        _ name: String,
        _ petition: Petition,
        _ place: String,
        _ token: String,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("petitions.confirm", name)
        let action = visitor.spacePath(petition.id.text, place, token)
        let button = Button(
            t(MessageKey(key, "button")),
            kind: name == "back" ? .danger : .primary
        )
        let content: HTML = """
            \(Prose(t(MessageKey(key, "text"))))
            <form method="post" action="\(url: action)"><p>\(button)</p></form>
            """
        return self.place.page(petition, t(MessageKey(key, "title")), content, visitor: visitor)
    }

    /// The link is too old, or none of ours.
    private func over(_ petition: Petition, _ visitor: VisitorContext) -> Reply {
        let link = ButtonLink(
            visitor.t("petitions.confirm.sent.again"),
            to: Petitions.signingPage(of: petition.id, for: visitor)
        )
        return place.notice(
            "link",
            about: petition,
            after: "<p>\(link)</p>",
            status: .gone,
            visitor: visitor
        )
    }

    /// A link that can still be used, with its text.
    struct Opened {
        let petition: Petition
        let link: (contents: SignatureLink, token: String)?
    }

    /// Throws `notFound` where there is no petition to be signed; whoever has a link of ours may read it.
    private func opened(
        _ purpose: SignatureLink.Purpose,
        _ visitor: VisitorContext
    ) async throws -> Opened {
        let id = try visitor.petitionID()
        let token = try visitor.parameter("token")
        let scope = visitor.scope
        let link = SignatureLink(
            token,
            for: scope.subject(of: id),
            at: scope.tenant,
            petitions.host.vault
        )
        let petition = try await petitions.host.database.read(in: scope) { transaction in
            try PetitionStore.find(id, in: &transaction)
        }
        guard let petition,
            petition.isPublic
                || petition.stage == .gathering && petition.isShown && link != nil
        else { throw PageError.notFound }
        guard let link, link.purpose == purpose, visitor.now < link.expiresAt,
            !petition.terms.isSignedByProvider
        else { return Opened(petition: petition, link: nil) }
        return Opened(petition: petition, link: (link, token))
    }

    /// The button was pressed, and it counts; pressed again, it gives the same receipt.
    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        let arrivedAt = petitions.host.clock.now
        let opened = try await opened(.confirmation, visitor)
        guard let link = opened.link?.contents else { return over(opened.petition, visitor) }
        let attempt = SendingAttempt(bytes: link.attempt)
        let sending = Signatures.Sending(
            id: opened.petition.id,
            data: data,
            attempt: attempt,
            arrivedAt: arrivedAt,
            visitor: visitor
        )
        guard visitor.space?.opens(Petitions.sign, at: arrivedAt) == true else {
            return Signatures(petitions: petitions).closed(opened.petition, visitor)
        }
        petitions.days.note(visitor.tenant)
        let signatures = Signatures(petitions: petitions)
        var signing = sending.signing(link.signer, petitions)
        signing.territory = link.territory
        signing.domain = link.domain
        signing.isTrusted = true
        signing.mark = signatures.mark(sending, section: link.territory)
        do {
            return reply(
                to: try await petitions.sign(signing, in: visitor.scope),
                opened.petition,
                visitor
            )
        } catch let error as LedgerError {
            return trouble(error, opened.petition, visitor)
        }
    }

    private func reply(
        to outcome: Result<String, SignRefusal>,
        _ petition: Petition,
        _ visitor: VisitorContext
    ) -> Reply {
        switch outcome {
        case .success(let receipt):
            .redirect(to: visitor.spacePath(petition.id.text, "thanks", receipt))
        case .failure(.already):
            place.notice("counted", about: petition, status: .ok, visitor: visitor)
        case .failure(.addressUsed):
            place.notice("addressUsed", about: petition, status: .conflict, visitor: visitor)
        case .failure(.notOpen(let state)):
            place.notice(
                state == .paused ? "closedNow" : "ended",
                about: petition,
                status: .conflict,
                visitor: visitor
            )
        case .failure:
            place.notice("ended", about: petition, status: .conflict, visitor: visitor)
        }
    }

    /// The link stands in the email: whoever presses its button once more is counted once.
    private func trouble(
        _ error: LedgerError,
        _ petition: Petition,
        _ visitor: VisitorContext
    ) -> Reply {
        let isUnknown = error == .outcomeUnknown
        var reply = place.notice(
            isUnknown ? "unknown" : "notStored",
            about: petition,
            status: isUnknown ? .gatewayTimeout : .serviceUnavailable,
            visitor: visitor
        )
        reply.headers[.retryAfter] = "10"
        return reply
    }

    /// The button was pressed that takes a signature back.
    func withdraw(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        _ = try await request.form()
        let arrivedAt = petitions.host.clock.now
        let opened = try await opened(.withdrawal, visitor)
        guard let link = opened.link?.contents else { return over(opened.petition, visitor) }
        petitions.days.note(visitor.tenant)
        let outcome = try await petitions.withdraw(
            link.signer,
            from: opened.petition.id,
            zone: visitor.tenant.zone,
            arrivedAt: arrivedAt,
            in: visitor.scope
        )
        return place.withdrawn(outcome, from: opened.petition, visitor: visitor)
    }
}
