import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Storage
import Web

/// `/:petition/signature` and `/:petition/signatures`: somebody signs whom a provider knows, or is shown how.
struct Signatures: Sendable {
    let petitions: Petitions

    var place: SigningPlace { SigningPlace(petitions: petitions) }

    /// The page on which one signs.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let supporter = visitor.visit.query["supporter"]
        if let over = try await place.over(supporter: supporter, for: visitor) { return over }
        let petition = try await place.petition(supporter: supporter, for: visitor)
        guard place.isOpen(petition, for: visitor) else { return closed(petition, visitor) }
        return try await page(petition, supporter: supporter, visitor: visitor)
    }

    /// What stands there for this reader.
    private func page(
        _ petition: Petition,
        supporter: String,
        territory: String = "",
        typed: Typed = Typed(),
        visitor: VisitorContext
    ) async throws -> Reply {
        let t = visitor.t
        let title = t("petitions.sign.title")
        guard petition.terms.isSignedByProvider else {
            let form = try await SignatureConfirmations(petitions: petitions).form(
                petition,
                supporter: supporter,
                for: visitor
            )
            return place.page(petition, title, form.html, visitor: visitor)
        }
        guard let person = visitor.visit.session?.anonymous else {
            let view = try await ways(to: petition, supporter: supporter, for: visitor)
            return place.page(petition, title, view.html, visitor: visitor)
        }
        if let refusal = refusal(of: person) {
            return place.notice(refusal, about: petition, status: .forbidden, visitor: visitor)
        }
        if try await petitions.hasSigned(petition.id, person, in: visitor.scope) {
            let view = SignedView(petition: petition, supporter: supporter, visitor: visitor)
            return place.page(petition, title, view.html, visitor: visitor)
        }
        let form = SignatureForm(
            petition: petition,
            supporter: supporter,
            attempt: SendingAttempt(petitions.host.random),
            territories: try await place.territories(for: visitor),
            territory: territory,
            typed: typed,
            visitor: visitor
        )
        let wrong = t("form.errors.pageTitle", ["title": .text(title)])
        return place.page(
            petition,
            typed.isFine ? title : wrong,
            form.html,
            status: typed.isFine ? .ok : .unprocessableContent,
            visitor: visitor
        )
    }

    /// Where somebody becomes known who wants to sign.
    func ways(
        to petition: Petition,
        supporter: String,
        for visitor: VisitorContext
    ) async throws -> SigningWaysView {
        let ways = try await petitions.signingWays(
            to: petition,
            supporter: supporter,
            for: visitor
        )
        let providers: [AnonymousWay] =
            if case .providers(let providers) = ways { providers } else { [] }
        return SigningWaysView(ways: providers, petition: petition, visitor: visitor)
    }

    /// Why somebody whom a provider knows cannot sign: which of the two is said.
    private func refusal(of person: AnonymousPerson) -> String? {
        switch person.isAdult {
        case true?: nil
        case false?: "young"
        case nil: "age"
        }
    }

    /// Somebody signs.
    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try visitor.petitionID()
        let data = try await request.form()
        // The form has arrived whole: this instant decides whether it was in time.
        let arrivedAt = petitions.host.clock.now
        let attempt =
            SendingAttempt(data[SendingAttempt.field]) ?? SendingAttempt(petitions.host.random)
        let sending = Sending(
            id: id,
            data: data,
            attempt: attempt,
            arrivedAt: arrivedAt,
            visitor: visitor
        )
        guard let person = visitor.visit.session?.anonymous else {
            return try await signedOut(sending)
        }
        guard visitor.space?.opens(Petitions.sign, at: arrivedAt) == true else {
            return try await answer(.notOpen(.paused), sending)
        }
        guard let territory = try await territory(of: data, for: visitor) else {
            return try await answer(.noTerritory, sending)
        }
        petitions.days.note(visitor.tenant)
        var signing = sending.signing(.person(person), petitions)
        signing.territory = territory
        signing.mark = mark(sending, section: territory)
        do {
            switch try await petitions.sign(signing, in: visitor.scope) {
            case .success(let receipt):
                return .redirect(to: visitor.spacePath(id.text, "thanks", receipt))
            case .failure(let refusal): return try await answer(refusal, sending)
            }
        } catch let error as LedgerError {
            return trouble(error, sending)
        } catch let error as StorageError where error.isPassing {
            return resend(sending, "notStored")
        }
    }

    /// A form that was sent, and when.
    struct Sending {
        let id: Petition.ID
        let data: FormData
        let attempt: SendingAttempt
        let arrivedAt: Instant
        let receivedAt = ContinuousClock.now
        let visitor: VisitorContext

        func signing(_ signer: Signer, _ petitions: Petitions) -> Petitions.Signing {
            Petitions.Signing(
                id: id,
                signer: signer,
                supporter: data["supporter"],
                attempt: attempt,
                network: petitions.networkHash(
                    visitor.visit.network,
                    of: id,
                    in: visitor.scope
                ),
                zone: visitor.tenant.zone,
                arrivedAt: arrivedAt,
                receivedAt: receivedAt
            )
        }
    }

    /// Empty where the space asks for none; nil where it does and the form names none of it.
    private func territory(
        of data: FormData,
        for visitor: VisitorContext
    ) async throws -> String? {
        let offered = try await place.territories(for: visitor)
        guard !offered.isEmpty else { return "" }
        let key = data["territory"]
        return offered.contains { $0.key == key } ? key : nil
    }

    /// What a signature is marked with that came as people do not sign.
    func mark(_ sending: Sending, section: String) -> LedgerMark? {
        let priced = WritePrices.Sending(
            kind: Self.kind,
            subject: sending.visitor.scope.subject(of: sending.id),
            attempt: sending.attempt.bytes,
            named: SendingAttempt.field,
            data: sending.data,
            visitor: sending.visitor
        )
        let stream = petitions.host.prices.watch(
            priced,
            part: section,
            length: nil,
            on: sending.visitor.tenant.zone.date(at: sending.arrivedAt)
        )
        // Whoever looks at it decides; a provider said that each is one person.
        return stream.map { LedgerMark(stream: $0.name, kind: $0.kind.rawValue, isHeld: false) }
    }

    /// What is counted for itself in the budget of a network.
    static let kind = "signature of a petition"

    /// Somebody takes their signature back.
    func withdraw(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let supporter = try await request.form()["supporter"]
        let petition = try await place.petition(supporter: supporter, for: visitor)
        let arrivedAt = petitions.host.clock.now
        guard let person = visitor.visit.session?.anonymous else {
            let view = try await ways(to: petition, supporter: supporter, for: visitor)
            return place.notice(
                "over",
                about: petition,
                after: view.html,
                status: .forbidden,
                visitor: visitor
            )
        }
        petitions.days.note(visitor.tenant)
        let outcome = try await petitions.withdraw(
            .person(person),
            from: petition.id,
            zone: visitor.tenant.zone,
            arrivedAt: arrivedAt,
            in: visitor.scope
        )
        return place.withdrawn(outcome, from: petition, visitor: visitor)
    }
}

extension SigningPlace {
    /// What became of a withdrawal.
    func withdrawn(
        _ outcome: LedgerWithdrawal.Outcome,
        from petition: Petition,
        visitor: VisitorContext
    ) -> Reply {
        switch outcome {
        case .withdrawn:
            notice("withdrawn", about: petition, status: .ok, visitor: visitor)
        case .absent: notice("absent", about: petition, status: .ok, visitor: visitor)
        case .closed: notice("closed", about: petition, status: .conflict, visitor: visitor)
        }
    }
}
